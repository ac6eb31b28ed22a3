package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Checker;
import bench.checker.txn.ConsistencyModels;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.RegisterChecker;
import bench.checker.txn.Txn;
import bench.history.History;
import bench.history.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The checkers against the definitions, on small random histories: every dependency by comparing all pairs of transactions, every
 * cycle by walking all of them.
 */
class TxnBruteForceTest {
    private static final List<String> MODELS = List.of(
            "read-uncommitted",
            "read-committed",
            "consistent-view",
            "snapshot-isolation",
            "repeatable-read",
            "serializable",
            "strong-session-read-committed",
            "strong-session-snapshot-isolation",
            "strong-session-serializable",
            "strong-read-uncommitted",
            "strong-snapshot-isolation",
            "strict-serializable");

    private record Edge(int from, int to, String type) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void listsAgreeWithTheDefinitions(int seed) {
        var random = new Random(seed);
        agree(
                () -> lists(random),
                TxnBruteForceTest::listEdges,
                model -> new ListAppendChecker(List.of(model), 100, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void registersAgreeWithTheDefinitions(int seed) {
        var random = new Random(seed);
        agree(
                () -> registers(random),
                TxnBruteForceTest::registerEdges,
                model -> new RegisterChecker(List.of(model), 100, 1));
    }

    private interface Source {
        History<Txn> next();
    }

    private static void agree(
            Source source,
            Function<List<Operation<Txn>>, Set<Edge>> dataEdges,
            Function<String, Checker<Txn>> checker) {
        Map<String, Integer> violated = new TreeMap<>();
        for (int i = 0; i < 700; i++) {
            var history = source.next();
            var operations = history.operations();
            var edges = new HashSet<>(dataEdges.apply(operations));
            edges.addAll(timeEdges(operations));
            var cycles = new Walker(operations.size(), edges).cycles();
            for (var model : MODELS) {
                var forbidden = ConsistencyModels.forbiddenBy(List.of(model));
                boolean expected = cycles.stream().noneMatch(forbidden::contains);
                boolean found = checker.apply(model).check(history).anomalies().stream()
                        .noneMatch(anomaly -> anomaly.type().matches("G0.*|G1c.*|G-.*|G2.*"));
                assertEquals(
                        expected,
                        found,
                        () -> model + " " + cycles + "\n"
                                + String.join(
                                        "\n",
                                        operations.stream()
                                                .map(Object::toString)
                                                .toList()));
                if (!expected) violated.merge(model, 1, Integer::sum);
            }
        }
        var seldom = MODELS.stream()
                .filter(model -> violated.getOrDefault(model, 0) < 5)
                .toList();
        var always = MODELS.stream()
                .filter(model -> violated.getOrDefault(model, 0) > 690)
                .toList();
        assertTrue(seldom.size() <= 1 && always.isEmpty(), "too one-sided: " + violated);
    }

    // ---- random histories ----

    /** Lists whose appends have a random order; each read sees a random beginning of it. */
    private static History<Txn> lists(Random random) {
        int keys = 1 + random.nextInt(3);
        var orders = new ArrayList<List<Object>>();
        for (int key = 0; key < keys; key++) orders.add(new ArrayList<>());
        var asked = asked(
                random,
                keys,
                Kind.APPEND,
                (key, value) ->
                        orders.get(key).add(random.nextInt(orders.get(key).size() + 1), value));
        return history(random, asked, step -> {
            var order = orders.get(((Long) step.key()).intValue());
            return new MicroOp(Kind.READ, step.key(), order.subList(0, random.nextInt(order.size() + 1)));
        });
    }

    /** Registers; each read sees a random one of the values written, or nothing. */
    private static History<Txn> registers(Random random) {
        int keys = 1 + random.nextInt(3);
        var written = new ArrayList<List<Object>>();
        for (int key = 0; key < keys; key++) written.add(new ArrayList<>());
        var asked =
                asked(random, keys, Kind.WRITE, (key, value) -> written.get(key).add(value));
        return history(random, asked, step -> {
            var values = written.get(((Long) step.key()).intValue());
            int picked = random.nextInt(values.size() + 1);
            return new MicroOp(Kind.READ, step.key(), picked == values.size() ? null : values.get(picked));
        });
    }

    private interface Writes {
        void note(int key, long value);
    }

    private static List<Txn> asked(Random random, int keys, Kind write, Writes writes) {
        var counts = new long[keys];
        var transactions = new ArrayList<Txn>();
        int count = 3 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            var steps = new ArrayList<MicroOp>();
            int length = 1 + random.nextInt(3);
            for (int j = 0; j < length; j++) {
                int key = random.nextInt(keys);
                if (random.nextBoolean()) {
                    steps.add(MicroOp.read((long) key));
                } else {
                    steps.add(new MicroOp(write, (long) key, ++counts[key]));
                    writes.note(key, counts[key]);
                }
            }
            transactions.add(new Txn(steps));
        }
        return transactions;
    }

    /** Runs the transactions on three processes, overlapping at random. */
    private static History<Txn> history(Random random, List<Txn> asked, Function<MicroOp, MicroOp> read) {
        var recorder = new Recorder<Txn>();
        var open = new HashMap<Integer, Txn>();
        int begun = 0;
        while (begun < asked.size() || !open.isEmpty()) {
            int process = random.nextInt(3);
            var txn = open.remove(process);
            if (txn != null) {
                recorder.ok(
                        process,
                        new Txn(txn.txn().stream()
                                .map(step -> step.isRead() ? read.apply(step) : step)
                                .toList()));
            } else if (begun < asked.size()) {
                open.put(process, asked.get(begun));
                recorder.invoke(process, asked.get(begun++));
            }
        }
        return recorder.history();
    }

    // ---- dependencies by definition ----

    private static Set<Edge> timeEdges(List<Operation<Txn>> operations) {
        var edges = new HashSet<Edge>();
        for (int a = 0; a < operations.size(); a++)
            for (int b = 0; b < operations.size(); b++) {
                if (operations.get(a).completion().index()
                        > operations.get(b).invocation().index()) continue;
                edges.add(new Edge(a, b, "realtime"));
                if (operations.get(a).process() == operations.get(b).process()) edges.add(new Edge(a, b, "process"));
            }
        return edges;
    }

    private static List<MicroOp> steps(List<Operation<Txn>> operations, int transaction) {
        return operations.get(transaction).action().txn();
    }

    private static Object last(MicroOp read) {
        return read.elements().isEmpty() ? null : read.elements().getLast();
    }

    private static Set<Edge> listEdges(List<Operation<Txn>> operations) {
        var edges = new HashSet<Edge>();
        for (int a = 0; a < operations.size(); a++)
            for (int b = 0; b < operations.size(); b++)
                for (var one : steps(operations, a))
                    for (var other : steps(operations, b)) {
                        if (a == b || !one.key().equals(other.key())) continue;
                        if (!one.isRead() && other.isRead() && one.value().equals(last(other)))
                            edges.add(new Edge(a, b, "wr"));
                        if (other.isRead()) continue;
                        var before = before(operations, other);
                        if (!one.isRead() && one.value().equals(before)) edges.add(new Edge(a, b, "ww"));
                        if (one.isRead() && Objects.equals(last(one), before)) edges.add(new Edge(a, b, "rw"));
                    }
        return edges;
    }

    /** The element before an append in the longest list read of its key; the last one where the append was never seen. */
    private static Object before(List<Operation<Txn>> operations, MicroOp append) {
        List<?> longest = List.of();
        for (int i = 0; i < operations.size(); i++)
            for (var step : steps(operations, i))
                if (step.isRead()
                        && step.key().equals(append.key())
                        && step.elements().size() > longest.size()) longest = step.elements();
        int place = longest.indexOf(append.value());
        if (place < 0) return longest.isEmpty() ? null : longest.getLast();
        return place == 0 ? null : longest.get(place - 1);
    }

    private static Set<Edge> registerEdges(List<Operation<Txn>> operations) {
        var edges = new HashSet<Edge>();
        var cyclic = cyclicVersions(operations);
        for (int b = 0; b < operations.size(); b++)
            for (var write : outward(steps(operations, b), false))
                for (int a = 0; a < operations.size(); a++) {
                    if (a == b) continue;
                    var reads = outward(steps(operations, b), true).stream()
                            .filter(read -> read.key().equals(write.key())
                                    && !version(read).equals(version(write)))
                            .filter(read -> !cyclic.contains(version(write)))
                            .toList();
                    for (var read : outward(steps(operations, a), true)) {
                        if (!read.key().equals(write.key())) continue;
                        boolean isReplaced = reads.stream().anyMatch(own -> Objects.equals(own.value(), read.value()));
                        if (read.value() == null || isReplaced) edges.add(new Edge(a, b, "rw"));
                        if (write.value().equals(read.value())) edges.add(new Edge(b, a, "wr"));
                    }
                    for (var earlier : outward(steps(operations, a), false))
                        if (reads.stream().anyMatch(own -> version(own).equals(version(earlier))))
                            edges.add(new Edge(a, b, "ww"));
                }
        return edges;
    }

    private static List<Object> version(MicroOp step) {
        return Arrays.asList(step.key(), step.value());
    }

    /** The first step on each key where it is a read; or the last write to each key. */
    private static List<MicroOp> outward(List<MicroOp> steps, boolean reads) {
        var outward = new ArrayList<MicroOp>();
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var others = reads ? steps.subList(0, i) : steps.subList(i + 1, steps.size());
            boolean isCovered =
                    others.stream().anyMatch(other -> other.key().equals(step.key()) && (reads || !other.isRead()));
            if (step.isRead() == reads && !isCovered) outward.add(step);
        }
        return outward;
    }

    /** Versions that by reads followed by writes come after themselves. */
    private static Set<List<Object>> cyclicVersions(List<Operation<Txn>> operations) {
        var next = new HashMap<List<Object>, Set<List<Object>>>();
        for (int i = 0; i < operations.size(); i++)
            for (var read : outward(steps(operations, i), true))
                for (var write : outward(steps(operations, i), false))
                    if (read.value() != null && read.key().equals(write.key()))
                        next.computeIfAbsent(version(read), key -> new HashSet<>())
                                .add(version(write));
        var cyclic = new HashSet<List<Object>>();
        for (var version : next.keySet()) {
            var reached = new HashSet<List<Object>>();
            var queue = new ArrayList<>(next.get(version));
            while (!queue.isEmpty()) {
                var later = queue.removeLast();
                if (reached.add(later)) queue.addAll(next.getOrDefault(later, Set.of()));
            }
            if (reached.contains(version) && reached.size() > 1) cyclic.add(version);
        }
        return cyclic;
    }

    /** Walks all cycles. A cycle may pass a transaction twice, once after an anti-dependency and once after another edge. */
    private static final class Walker {
        private final Map<Integer, List<Edge>> out = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final List<Edge> path = new ArrayList<>();
        private final Set<Integer> visited = new HashSet<>();
        private final int count;

        Walker(int count, Set<Edge> edges) {
            this.count = count;
            for (var edge : edges)
                out.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge);
        }

        Set<String> cycles() {
            for (int start = 0; start < count; start++) walk(start, start);
            return names;
        }

        private void walk(int start, int at) {
            for (var edge : out.getOrDefault(at, List.of())) {
                int state = 2 * edge.to() + (edge.type().equals("rw") ? 1 : 0);
                if (edge.to() < start || visited.contains(state)) continue;
                path.add(edge);
                if (edge.to() == start) names.add(name());
                visited.add(state);
                if (path.size() < 6) walk(start, edge.to());
                visited.remove(state);
                path.removeLast();
            }
        }

        private String name() {
            var types = path.stream().map(Edge::type).toList();
            long anti = types.stream().filter("rw"::equals).count();
            boolean isAdjacent = false;
            for (int i = 0; i < types.size(); i++)
                isAdjacent |= types.get(i).equals("rw")
                        && types.get((i + 1) % types.size()).equals("rw");
            var base = anti == 0
                    ? types.contains("wr") ? "G1c" : "G0"
                    : anti == 1 ? "G-single-item" : isAdjacent ? "G2-item" : "G-nonadjacent-item";
            return base + (types.contains("realtime") ? "-realtime" : types.contains("process") ? "-process" : "");
        }
    }
}
