package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Anomaly;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Trial;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node in the simulation may do anything: it is named, and the bench lives on. */
@Isolated
class GuardTest {
    /** What an echo node does, by name; each ends only when the bench loses its patience. */
    private static final Map<String, String> ENDLESS = new TreeMap<>(Map.of(
            "catches everything", "while (true) try { step(); } catch (Throwable e) { counter++; }",
            "loops in a lambda", "Runnable loop = () -> { while (true) counter++; }; loop.run();",
            "sleeps on its thread",
                    "try { Thread.sleep(1_000_000); } catch (InterruptedException e) { while (true) counter++; }"));

    @TempDir
    private static Path folder;

    private static final Map<String, Future<Outcome>> outcomes = new TreeMap<>();

    /** They wait for the same patience, two at a time: an endless loop takes a core. */
    @BeforeAll
    static void runTheEndlessOnes() {
        try (var cores = Executors.newFixedThreadPool(2)) {
            ENDLESS.forEach((name, code) -> outcomes.put(name, cores.submit(() -> runEcho(name, code))));
        }
    }

    private static String source(String members) {
        return """
            //MAIN Bad

            import java.util.List;
            import node.Node;
            import node.Request;

            class Bad extends Node {
                record Echo(String echo) implements Request<EchoOk> {}

                record EchoOk(String echo) {}

                record Waiter() {
                    void serve() {}
                }

                interface Ending {
                    int status();

                    default void end() {
                        List.of(status()).forEach(System::exit);
                    }
                }

                long counter;

                void step() {
                    counter++;
                }

                void again() {
                    go(this::again);
                }

            %s

                void main() {
                    serve();
                }
            }
            """.formatted(members);
    }

    /** An echo node that does {@code code} first. */
    private static String onEcho(String code) {
        return source("""
            Bad() {
                on(Echo.class, m -> {
                    if (m != null) {
                        %s
                    }
                    return new EchoOk(m.echo());
                });
            }
            """.formatted(code));
    }

    private static Outcome runEcho(String name, String code) {
        return run(name, onEcho(code));
    }

    private static Outcome run(String name, String text) {
        try {
            var file = folder.resolve(name.replace(' ', '-') + ".java");
            Files.writeString(file, text);
            var options = Arguments.parse("-w echo --node-count 1 --time-limit 1", List.of());
            return Simulation.run(
                    NodeSource.read(file).load(), Workloads.named("echo"), new Trial(options, Limits.NONE), 1);
        } catch (IOException | SourceProblem e) {
            throw new IllegalStateException(e);
        }
    }

    private static String failure(Outcome outcome) {
        assertEquals(Verdict.FAIL, outcome.verdict());
        var failures = outcome.anomalies().stream()
                .filter(anomaly -> anomaly.type().equals("node failure"))
                .map(Anomaly::text)
                .toList();
        assertEquals(1, failures.size(), () -> "" + outcome.anomalies());
        return failures.getFirst();
    }

    @Test
    void aNodeThatDoesNothingWrongPasses() {
        assertEquals(Verdict.PASS, runEcho("fine", "counter++;").verdict());
    }

    static Set<String> endless() {
        return ENDLESS.keySet();
    }

    @ParameterizedTest
    @MethodSource("endless")
    void aNodeThatRunsOnIsStoppedAndItsLineIsNamed(String name) throws InterruptedException, ExecutionException {
        var failure = failure(outcomes.get(name).get());
        var did = name.startsWith("sleeps")
                ? "blocked its thread, so that"
                : "ran on and on without coming to an end, at ";
        assertTrue(failure.startsWith("n0 " + did), failure);
        assertTrue(failure.matches(".*" + name.replace(' ', '-') + "\\.java:(2[4-9]|3[0-9])"), failure);
    }

    @Test
    void aNodeThatNeverLetsTimePassIsStopped() {
        var failure = failure(runEcho("begins tasks", "again();"));
        assertTrue(failure.startsWith("n0 sets timers without end"), failure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "System.exit(3);               | with exit code 3",
                "Runtime.getRuntime().exit(4); | with exit code 4",
                "Runtime.getRuntime().halt(5); | with exit code 5",
                "List.of(6).forEach(System::exit); | with exit code 6",
                "java.util.function.IntConsumer end = Runtime.getRuntime()::halt; end.accept(7); | with exit code 7",
                "java.util.function.ObjIntConsumer<Runtime> end = Runtime::exit; end.accept(Runtime.getRuntime(), 8);"
                        + " | with exit code 8",
                "((Ending) () -> 9).end(); | with exit code 9"
            })
    void aNodeThatEndsTheProcessEndsItself(String code, String told) {
        var failure = failure(runEcho("exits", code));
        assertTrue(failure.startsWith("n0 ended the process, " + told + ", at exits.java:"), failure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try { new ProcessBuilder(\"true\").start(); } catch (java.io.IOException e) { return null; }",
                "java.util.concurrent.Callable<Process> start = new ProcessBuilder(\"true\")::start;"
                        + " try { start.call(); } catch (Exception e) { return null; }"
            })
    void aNodeThatStartsAProcessIsNamed(String code) {
        var failure = failure(runEcho("starts", code));
        assertTrue(failure.startsWith("n0 starts a process of its own, at starts.java:"), failure);
    }

    @Test
    void aNodeLeavesNothingForTheEnd() throws SourceProblem {
        var hook = "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true); }));";
        var failure = failure(runEcho("hooks", hook));
        assertTrue(
                failure.startsWith("n0 adds a shutdown hook, and a node may be killed at any time, at hooks.java:"),
                failure);
    }

    /** It would read the bench's stdin, and end the bench where that ends. */
    @ParameterizedTest
    @ValueSource(strings = {"serve();", "new Bad().main();", "Runnable server = this::serve; server.run();"})
    void aNodeThatServesWhereItIsServedIsNamed(String code) {
        var failure = failure(runEcho("serves", code));
        assertTrue(failure.startsWith("n0 calls serve(), which is for main() alone, at serves.java:"), failure);
    }

    @Test
    void aMethodOfTheSameNameIsNone() {
        assertEquals(Verdict.PASS, runEcho("other", "new Waiter().serve();").verdict());
    }

    @Test
    void aNodeThatFloodsIsNamed() {
        var failure = failure(run("floods", source("""
            record Drop() implements node.Notice {}

            Bad() {
                on(Drop.class, m -> {});
                on(Echo.class, m -> {
                    for (int i = 0; i < 2_000_000; i++) send(id(), new Drop());
                    return new EchoOk(m.echo());
                });
            }
            """)));
        assertTrue(failure.startsWith("n0 floods the network: it has sent more than "), failure);
    }

    private static final String SNEAKY = """
        @SuppressWarnings("unchecked")
        static <T extends Throwable> RuntimeException sneaky(Throwable e) throws T {
            throw (T) e;
        }

        void step()\
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"broken\");",
                "throw new AssertionError(\"broken\");",
                "throw new Error(\"broken\");",
                "throw new NoClassDefFoundError(\"broken\");",
                "throw sneaky(new java.io.IOException(\"broken\"));"
            })
    void whateverANodeThrowsIsTold(String code) {
        var text = onEcho(code).replace("void step()", SNEAKY).replace("m != null", "m.echo() != null");
        var outcome = run("throws", text);
        assertEquals(Verdict.FAIL, outcome.verdict());
        var told = outcome.anomalies().stream().map(Anomaly::text).toList();
        assertTrue(told.stream().anyMatch(line -> line.contains("broken")), () -> "" + told);
    }

    @Test
    void aNodeThatThrowsAnswersWithACrashAndLivesOn() {
        var outcome = runEcho("throws once", "if (counter++ == 0) throw new IllegalStateException(\"broken\");");
        assertEquals(outcome.invocations() - 1, outcome.oks());
        assertTrue(outcome.log().getFirst().contains("broken"), () -> "" + outcome.log());
        assertTrue(outcome.history().ops().stream()
                .anyMatch(op -> String.valueOf(op.error()).startsWith("error 13: ")));
    }

    @Test
    void aNodeWithThreadsOfItsOwnIsNamed() {
        var failure = failure(runEcho("has threads", """
            var thread = new Thread(() -> {
                try {
                    go(() -> counter++);
                } catch (Throwable e) {
                    counter--;
                }
            });
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            """));
        assertTrue(failure.startsWith("n0 acts on a thread of its own"), failure);
    }

    @Test
    void aNodeThatRecursesTooDeepLivesOn() {
        var outcome = run("recurses", onEcho("counter++; deep(0);").replace("void step()", """
            int deep(int depth) {
                    return deep(depth + 1) + 1;
                }

                void step()\
            """));
        assertTrue(outcome.log().getFirst().contains("StackOverflowError"), () -> "" + outcome.log());
        assertTrue(outcome.invocations() > 2, "it was asked again");
    }

    // ---- sources ----

    private static String problem(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text);
        return assertThrows(SourceProblem.class, () -> NodeSource.read(file).load())
                .getMessage();
    }

    @Test
    void aFileThatDoesNotCompileIsToldWithItsOwnLine() throws IOException {
        var problem =
                problem("wrong.java", "//MAIN Wrong\n\nclass Wrong extends node.Node {\n    int x = \"text\";\n}\n");
        assertTrue(problem.contains("wrong.java:4: ") && problem.contains("int x = \"text\";"), problem);
    }

    @Test
    void aFileWithoutANodeIsToldSo() throws IOException {
        var problem = problem("none.java", "class None {}\n");
        assertTrue(problem.contains("none.java has no node"), problem);
    }

    @Test
    void aFileWithTwoNodesNeedsAMain() throws IOException {
        var two = "class A extends node.Node {}\nclass B extends node.Node {}\n";
        assertTrue(problem("two.java", two).contains("several nodes: A, B"));
        Files.writeString(folder.resolve("chosen.java"), "//MAIN B\n" + two);
        assertEquals("B", load("chosen.java"));
    }

    private static String load(String name) {
        try {
            return NodeSource.read(folder.resolve(name)).load().get().getClass().getName();
        } catch (SourceProblem e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aConstructorThatThrowsIsToldWithItsLine() throws IOException {
        var problem = problem(
                "throws-early.java",
                "class A extends node.Node {\n    A() {\n        throw new IllegalStateException(\"no\");\n    }\n}\n");
        assertTrue(
                problem.contains(
                        "throws-early.java:3: the node's constructor throws java.lang.IllegalStateException: no"),
                problem);
    }

    @Test
    void aConstructorThatServesIsToldSo() throws IOException {
        var problem =
                problem("serves-early.java", "class A extends node.Node {\n    A() {\n        serve();\n    }\n}\n");
        assertTrue(problem.contains("serves-early.java:3: the node's constructor calls serve()"), problem);
    }

    @Test
    void aConstructorThatAsksTooEarlyIsToldSo() throws IOException {
        var problem = problem(
                "asks-early.java", "class A extends node.Node {\n    A() {\n        log(id().strip());\n    }\n}\n");
        assertTrue(problem.contains("asks-early.java:3: the node's constructor throws"), problem);
        assertTrue(problem.contains("knows no id(), nodes(), peers(), random() or now() yet"), problem);
    }

    @Test
    void aFileThatIsNotThereIsToldSo() {
        var problem = assertThrows(SourceProblem.class, () -> NodeSource.read(folder.resolve("nowhere.java")));
        assertTrue(problem.getMessage().contains("there is no file"), problem.getMessage());
    }
}
