package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen in a node's source that could make the same seed give another run. */
class LintTest {
    @TempDir
    private Path folder;

    /** What is found in a node whose handler, on line 9, does {@code statements}; its members stand on line 6. */
    private List<String> hazards(String members, String statements) throws IOException, SourceProblem {
        var file = Files.writeString(
                folder.resolve("1-test.java"), """
                            import java.util.*;
                            import java.util.concurrent.*;
                            import java.util.stream.*;
                            import node.*;
                            final class A extends Node {
                            MEMBERS
                            A() {
                            on(Echo.class, m -> {
                            STATEMENTS
                            return new EchoOk(m.echo()); });
                            }
                            record Echo(String echo) implements Request<EchoOk> {}
                            record EchoOk(String echo) {}
                            record Read() implements Request<ReadOk> {}
                            record ReadOk(Collection<String> values) {}
                            record Tell(Set<String> values) implements Notice {}
                            record State(Set<String> values) {}
                            enum Colour { RED, BLACK }
                    static class Plain {}
                    static class Hashed { public int hashCode() { return 7; } }
                    static <K> int shard(K key, Object other) { return key.hashCode() + other.hashCode(); }
                            Set<String> seen = new HashSet<>();
                            void main() { serve(); }
                            }
                    """.replace("MEMBERS", members).replace("STATEMENTS", statements));
        return NodeSource.read(file).load().hazards();
    }

    private void find(String place, String what, List<String> hazards) {
        assertEquals(1, hazards.size(), hazards::toString);
        var hazard = hazards.getFirst();
        assertTrue(hazard.startsWith(place + " ") && hazard.contains(what), hazard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long t = System.nanoTime();",
                "long t = System.currentTimeMillis();",
                "var t = java.time.Instant.now();",
                "var t = java.time.LocalDateTime.now(java.time.ZoneId.of(\"Z\"));",
                "var t = java.time.Clock.systemUTC();",
                "var t = new Date();",
                "var t = Stream.generate(System::nanoTime).findFirst();"
            })
    void theMachinesClock(String statements) throws Exception {
        find("1-test.java:9", "reads the machine's clock; now() is", hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "double x = Math.random();",
                "var x = new Random();",
                "var x = new SplittableRandom();",
                "int x = ThreadLocalRandom.current().nextInt();",
                "var x = UUID.randomUUID();",
                "var x = new java.security.SecureRandom();",
                "var x = Stream.generate(UUID::randomUUID).findFirst();",
                "Collections.shuffle(new ArrayList<>(seen));"
            })
    void chanceThatNoSeedDecides(String statements) throws Exception {
        find("1-test.java:9", "chance that no seed decides; random() is", hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new Thread(() -> {}).start();",
                "Thread.startVirtualThread(() -> {});",
                "Thread.ofVirtual().start(() -> {});",
                "try { Thread.sleep(5); } catch (InterruptedException e) {}",
                "try { TimeUnit.SECONDS.sleep(5); } catch (InterruptedException e) {}",
                "var e = Executors.newVirtualThreadPerTaskExecutor();",
                "CompletableFuture.runAsync(() -> {});",
                "new java.util.Timer();"
            })
    void threads(String statements) throws Exception {
        find(
                "1-test.java:9",
                "threads of its own, or holds one up; go(), every() and sleep()",
                hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try { System.in.read(); } catch (java.io.IOException e) {}",
                "var in = new Scanner(System.in);",
                "var in = new java.io.FileInputStream(java.io.FileDescriptor.in);",
                "IO.readln();",
                "System.console();"
            })
    void stdin(String statements) throws Exception {
        find("1-test.java:9", "reads stdin, which brings the node's messages", hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seen.parallelStream().forEach(v -> {});",
                "seen.stream().parallel().forEach(v -> {});",
                "IntStream.range(0, 9).parallel().forEach(v -> {});"
            })
    void parallelStreams(String statements) throws Exception {
        find("1-test.java:9", "runs a stream in parallel; a plain stream", hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int h = System.identityHashCode(m);",
                "int h = new Object().hashCode();",
                "int h = Colour.RED.hashCode();",
                "int h = getClass().hashCode();",
                "var h = new IdentityHashMap<String, String>();",
                "var lock = new Object(); int h = lock.hashCode();",
                "int h = hashCode();",
                "int h = new Plain().hashCode();",
                "int h = Thread.currentThread().hashCode();",
                "var h = Stream.of(m).map(System::identityHashCode).toList();"
            })
    void identityHashes(String statements) throws Exception {
        find("1-test.java:9", "a hash that is an object's identity; a record,", hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static final Map<String, String> STATE = new HashMap<>();",
                "static final List<String> LOG = Collections.synchronizedList(new ArrayList<>());",
                "static final atomic.AtomicLong NEXT = new atomic.AtomicLong();",
                "static final Set<String> SEEN = ConcurrentHashMap.newKeySet();",
                "static final Random RANDOM = new Random(7);",
                "static final boolean[] SEEN = new boolean[100];",
                "static final String[] NAMES = new String[100];",
                "static final int[][] TABLE = new int[3][5];",
                "static int count; void more() { count++; }",
                "static String last; void set() { last = id(); }"
            })
    void staticState(String members) throws Exception {
        var found = hazards(members.replace("atomic.", "java.util.concurrent.atomic."), "");
        find("1-test.java:6", "static state, for which each node needs a copy", found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for (var v : Set.of(1, 2)) v++;",
                "var s = Set.copyOf(seen); for (var v : s) v.length();",
                "for (var e : Map.of(1, 2, 3, 4).entrySet()) e.getKey();",
                "Map.of(1, 2, 3, 4).forEach((k, v) -> {});",
                "var list = new ArrayList<String>(); Set.copyOf(seen).forEach(v -> list.add(v + m.echo()));",
                "Map.copyOf(new TreeMap<String, String>()).keySet().iterator().next();",
                "new ArrayList<>(Set.copyOf(seen));",
                "new LinkedHashMap<>(Map.of(1, 2, 3, 4));",
                "new ArrayList<String>().addAll(Set.copyOf(seen));",
                "String.join(\"\", Set.copyOf(seen));",
                "Set.copyOf(seen).stream().filter(v -> v.isEmpty()).toList();",
                "Set.copyOf(seen).stream().map(v -> v + 1).findFirst();",
                "new ReadOk(Set.copyOf(seen));",
                "send(\"n1\", new Tell(Set.of(\"a\", \"b\")));",
            })
    void theOrderOfWhatHasNone(String statements) throws Exception {
        find("1-test.java:9", "the order of a Set.of, Map.of or copyOf", hazards("", statements));
    }

    @Test
    void anUnorderedFieldIsKnownWhereverItStands() throws Exception {
        find("1-test.java:9", "the order of", hazards("Set<Integer> both = Set.of(1, 2);", "for (var v : both) v++;"));
        find(
                "1-test.java:6",
                "the order of",
                hazards("void f() { for (var v : B) v++; } static final Set<Integer> B = Set.of(1, 2);", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var t = now(); t.plusSeconds(1); java.time.Instant.ofEpochMilli(5);",
                "var t = java.time.Duration.ofSeconds(5).toNanos();",
                "var t = new Date(5);",
                "long x = random().nextLong();",
                "var x = new Random(5); var y = new SplittableRandom(random().nextLong());",
                "var x = new UUID(random().nextLong(), random().nextLong()); UUID.nameUUIDFromBytes(new byte[0]);",
                "Collections.shuffle(new ArrayList<>(seen), new Random(5));",
                "go(() -> {}); sleep(java.time.Duration.ofMillis(5));",
                "Thread.currentThread().interrupt();",
                "CompletableFuture.completedFuture(5).thenApply(v -> v);",
                "seen.stream().sequential().forEach(v -> {});",
                "int h = m.hashCode() + m.echo().hashCode() + Objects.hash(1, \"a\") + Integer.valueOf(5).hashCode();",
                "int h = shard(m, m.echo()) + new Hashed().hashCode() + Optional.of(m).hashCode();",
                "tools.jackson.databind.JsonNode json = Json.MAPPER.readTree(\"5\"); int h = json.hashCode();",
                "Object key = m.echo(); int h = key.hashCode(); var n = Stream.of(key).map(Object::hashCode).toList();",
                "int h = List.of(1).hashCode() + new HashMap<String, String>().hashCode();",
                "var c = new EnumMap<Colour, String>(Colour.class); for (var v : Colour.values()) c.get(v);",
                "for (var v : List.of(1, 2)) v++;",
                "var s = Set.of(1, 2); List.of(1, 2).forEach(v -> s.contains(v));",
                "for (var v : Set.of(1)) v++;",
                "for (var e : Map.of(1, 2).entrySet()) e.getKey();",
                "boolean in = Set.of(1, 2).contains(1) && Map.of(1, 2, 3, 4).containsKey(1);",
                "var s = Set.of(1, 2); var t = new TreeSet<>(s); for (var v : t) v++;",
                "new TreeMap<>(Map.of(1, 2, 3, 4)).forEach((k, v) -> {});",
                "new ReadOk(new TreeSet<>(Set.copyOf(seen)));",
                "new ReadOk(List.copyOf(new TreeSet<>(seen)));",
                "new State(Set.copyOf(seen));",
                "Set.copyOf(seen).stream().map(v -> v + 1).sorted().toList();",
                "boolean any = Set.of(1, 2).stream().filter(v -> v > 1).anyMatch(v -> v == Set.of(3, 4).size());",
                "int sum = Set.of(1, 2).stream().mapToInt(v -> v).sum();",
                "Collection<Integer> s = Set.of(1, 2); s = List.of(1, 2); for (var v : s) v++;",
            })
    void whatOnlyLooksLikeOne(String statements) throws Exception {
        assertEquals(List.of(), hazards("", statements));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static final int MOST = 5; static final String NAME = \"a\".repeat(3);",
                "static final List<String> NAMES = List.of(\"a\"); static final int[] PRIMES = {2, 3, 5};",
                "static final int[][] PAIRS = {{1, 2}, {3, 4}}; static final String[] NAMES = {\"a\"};",
                "static final Map<String, Integer> CODES = Map.of(\"a\", 1, \"b\", 2);",
                "static final String JOINED = new StringBuilder().append(5).toString();",
                "static final Comparator<String> ORDER = Comparator.comparing(v -> v.length());",
                "final Map<String, String> state = new HashMap<>(); int count; void more() { count++; }",
                "static int twice(int n) { var list = new ArrayList<>(List.of(n)); return list.size() * n; }",
                "int number(Colour c) { return switch (c) { case RED -> 1; case BLACK -> 2; }; }",
                "void f() { assert seen.isEmpty(); }"
            })
    void whatOnlyLooksLikeStaticState(String members) throws Exception {
        assertEquals(List.of(), hazards(members, ""));
    }

    @Test
    void eachLineIsToldInItsOrder() throws Exception {
        var found = hazards("long made = System.nanoTime();", "Math.random();\nSystem.nanoTime();");
        assertEquals(
                List.of("6", "9", "10"),
                found.stream()
                        .map(hazard -> hazard.replaceAll(".*?:(\\d+) .*", "$1"))
                        .toList());
    }

    static Stream<Path> ours() throws IOException {
        return Stream.of("challenges", "challenges/variants")
                .flatMap(folder -> Stream.of(Path.of(folder).toFile().listFiles()))
                .map(file -> file.toPath())
                .filter(file -> file.toString().endsWith(".java"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void ourNodesHaveNone(Path file) throws Exception {
        assertEquals(List.of(), NodeSource.read(file).load().hazards());
    }
}
