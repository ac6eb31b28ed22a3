package bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that misbehaves fails by name and place, and the run after it is not touched. */
final class BadNodeTest {
    private static final String AT = ", at 1-test.java:" + Check.HANDLER_LINE;

    @TempDir
    private Path folder;

    private Check check(String handler) throws IOException {
        return Check.shortly(Check.echoNode(folder, handler).toString());
    }

    @Test
    void throwsException() throws IOException {
        check("throw new IllegalStateException(\"oops\");")
                .failsWith(
                        "never ok",
                        "error 13: java.lang.IllegalStateException: oops",
                        "log of n0",
                        "1-test.java:" + Check.HANDLER_LINE);
    }

    @Test
    void throwsError() throws IOException {
        check("throw new Error(\"oops\");").failsWith("node failure (1): n0 threw java.lang.Error: oops" + AT);
    }

    @Test
    void overflowsItsStack() throws IOException {
        check("interface Endless { static int f(int n) { return 1 + f(n); } } Endless.f(0); return null;")
                .failsWith("error 13: java.lang.StackOverflowError");
    }

    @Test
    void endsTheProcess() throws IOException {
        check("System.exit(3); return null;")
                .failsWith("node failure (1): n0 ended the process, with exit code 3" + AT);
    }

    @Test
    void cannotBeMadeAgain() throws IOException {
        var node = "import node.Node; final class A extends Node {\n"
            + "A() { if (System.setProperty(\"test.made\", \"\") != null) throw new IllegalStateException(\"oops\"); }"
            + " void main() { serve(); } }";
        try {
            Check.shortly(Check.source(folder, "1-test.java", node).toString())
                    .failsWith(
                            "node failure (1): n0 could not be made: ",
                            "1-test.java:2: ",
                            "IllegalStateException: oops");
        } finally {
            System.clearProperty("test.made");
        }
    }

    /** The code is also the bench's clients' first one. */
    @Test
    void answersWithACustomError() throws IOException {
        var check = check("if (random().nextBoolean()) throw new node.RpcError(1000, \"not now\");"
                + " return new EchoOk(m.echo());");
        assertTrue(!check.out().contains("node failure"), check.out());
        check.failsWith("unanswered (", "error 1000: not now");
    }

    @Test
    void startsAProcess() throws IOException {
        check("try { new ProcessBuilder(\"sleep\", \"1000\").start(); } catch (java.io.IOException e) { } return null;")
                .failsWith("node failure (1): n0 starts a process of its own" + AT);
        check("try { Runtime.getRuntime().exec(new String[] {\"sleep\", \"1000\"}); } catch (java.io.IOException e) { }"
                        + " return null;")
                .failsWith("node failure (1): n0 starts a process of its own" + AT);
    }

    /** One that fails so fails on every seed, and a loop costs seconds each time. */
    @Test
    void isNotRunOnFurtherSeeds() throws IOException {
        var node = Check.echoNode(folder, "System.exit(3); return null;");
        Check.run("check", node.toString(), "--seeds", "20").failsWith("1-test.java  fail         1  ");
    }

    @Test
    void answersNothing() throws IOException {
        check("sleep(java.time.Duration.ofDays(1_000_000)); return null;")
                .failsWith("never ok", "n0 did not answer within 5000 ms");
    }

    @Test
    void answersNull() throws IOException {
        check("return null;").failsWith("never ok", "n0 did not answer within 5000 ms");
    }

    @Test
    void answersWithWhatIsNoAnswer() throws IOException {
        check("return new EchoOk(null);")
                .failsWith("node failure", "n0 answered echo with what is no answer", "echo_ok");
    }

    @Test
    void floods() throws IOException {
        check("record Tick() implements node.Notice {} while (true) send(\"n0\", new Tick());")
                .failsWith("node failure (1): n0 floods the network: it has sent more than ");
    }

    @Test
    void sendsToNobody() throws IOException {
        check("rpc(\"n7\", m); return null;").failsWith("n0 sent a message to n7, which is nobody");
    }

    @Test
    void actsOnAThreadOfItsOwn() throws IOException {
        for (var act : List.of("go(() -> {});", "log(\"mine\");"))
            check("var t = new Thread(() -> { try { " + act + " } catch (Error e) { return; } });"
                            + " t.start(); try { t.join(); } catch (InterruptedException e) { return null; } return"
                            + " new EchoOk(m.echo());")
                    .failsWith("node failure (1): n0 acts on a thread of its own");
    }

    @Test
    void dependsOnTheClock() throws IOException {
        var check = check("return new EchoOk(\"\" + System.nanoTime());");
        check.failsWith("not deterministic (1): the same seed gave two histories: the likely cause is 1-test.java:"
                + Check.HANDLER_LINE + " reads the machine's clock; now() is the node's own\n");
        assertTrue(
                !check.out().contains("Why:"), check.out()); // it would be told of another run than the one that failed
    }

    /** An identity that becomes text is not looked for in the source. */
    @Test
    void dependsOnWhatNobodySees() throws IOException {
        check("return new EchoOk(\"\" + new Object());")
                .failsWith("not deterministic (1): the same seed gave two histories: a node may take time and chance");
    }

    /** One JVM has one hash for each constant, as long as it does not load the class again. */
    @Test
    void dependsOnTheOrderOfAnEnumsConstants() throws IOException {
        check("enum Colour { A, B, C, D, E, F, G, H, I, J, K, L }"
                        + " return new EchoOk(\"\" + new java.util.HashSet<>(java.util.List.of(Colour.values())));")
                .failsWith("not deterministic (1): the same seed gave two histories: a node may take time and chance");
    }

    @Test
    void setsTimersWithoutEnd() throws IOException {
        var handler = "new Object() { void again() { go(() -> { sleep(java.time.Duration.ofNanos(1)); again(); }); }"
                + " }.again(); return null;";
        check(handler).failsWith("n0 sets timers without end");
    }

    @Test
    void isToldWhyItHasNoStory() throws IOException {
        check("System.exit(3); return null;")
                .failsWith("    no story: the line above says what the node did by itself");
        check("return new EchoOk(\"\" + System.nanoTime());").failsWith("    no story: what is run again");
    }

    /** A beginner's line breaks and a terminal's commands stay in their place. */
    @Test
    void throwsTextThatATerminalWouldObey() throws IOException {
        check("throw new IllegalStateException(\"one\\n\\u001b[31mtwo\\7\");")
                .failsWith("error 13: java.lang.IllegalStateException: one\n        \\u001b[31mtwo\\u0007\n");
    }

    @Test
    void answersAtGreatLength() throws IOException {
        var check = check("return new EchoOk(\"9\".repeat(1_000_000));");
        check.failsWith("mismatch (", "9 ... (shortened) ... 9");
        assertTrue(check.out().lines().allMatch(line -> line.length() < 1000), "a line is too long");
    }

    @Test
    void handlesATypeTwice() throws IOException {
        var node = """
            import node.Node;
            import node.Request;

            final class A extends Node {
                record Echo(String echo) implements Request<EchoOk> {}
                record EchoOk(String echo) {}

                A() {
                    on(Echo.class, m -> new EchoOk(m.echo()));
                    on(Echo.class, m -> new EchoOk(""));
                }
            }
            """;
        Check.shortly(Check.source(folder, "1-test.java", node).toString())
                .hasNoNodeWith("1-test.java:10", "on(Echo.class, ...): there is a handler for type \"echo\" already");
    }

    /** Its line is its own, and not that of a record which Jackson made for it. */
    @Test
    void endsWithoutAnAnswer() throws IOException {
        check("return null;").failsWith("without an answer (1-test.java:" + Check.HANDLER_LINE + ")");
    }

    @Test
    void loopsWhileItIsSearched() throws IOException {
        Check.run("check", Check.echoNode(folder, "while (true) {}").toString(), "--search", "--time", "1")
                .failsWith("node failure: n0 ran on and on without coming to an end" + AT);
    }
}
