package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Checker;
import bench.checker.txn.ConsistencyModels;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.MicroOp;
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void listsAgreeWithTheDefinitions(int seed) {
        var random = new Random(seed);
        agree(
                () -> SmallHistories.lists(random),
                TxnBruteForceTest::listEdges,
                model -> new ListAppendChecker(List.of(model), 100, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6})
    void registersAgreeWithTheDefinitions(int seed) {
        var random = new Random(seed);
        agree(
                () -> SmallHistories.registers(random),
                TxnBruteForceTest::registerEdges,
                model -> new RegisterChecker(List.of(model), 100, 1));
    }

    private interface Source {
        History<Txn> next();
    }

    private static void agree(
            Source source,
            Function<List<Operation<Txn>>, Set<Cycles.Edge>> dataEdges,
            Function<String, Checker<Txn>> checker) {
        Map<String, Integer> violated = new TreeMap<>();
        for (int i = 0; i < 700; i++) {
            var history = source.next();
            var operations = history.operations();
            var edges = new HashSet<>(dataEdges.apply(operations));
            edges.addAll(timeEdges(operations));
            var cycles = Cycles.namesOf(operations.size(), edges);
            for (var model : MODELS) {
                var forbidden = ConsistencyModels.forbiddenBy(List.of(model));
                boolean expected = cycles.stream().noneMatch(forbidden::contains);
                boolean found = TxnHistory.failures(checker.apply(model).check(history)).stream()
                        .noneMatch(Cycles.NAME.asMatchPredicate());
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

    // ---- dependencies by definition ----

    static Set<Cycles.Edge> timeEdges(List<Operation<Txn>> operations) {
        var edges = new HashSet<Cycles.Edge>();
        for (int a = 0; a < operations.size(); a++)
            for (int b = 0; b < operations.size(); b++) {
                if (operations.get(a).completion().index()
                        > operations.get(b).invocation().index()) continue;
                edges.add(new Cycles.Edge(a, b, Cycles.Type.REALTIME));
                if (operations.get(a).process() == operations.get(b).process())
                    edges.add(new Cycles.Edge(a, b, Cycles.Type.PROCESS));
            }
        return edges;
    }

    private static List<MicroOp> steps(List<Operation<Txn>> operations, int transaction) {
        return operations.get(transaction).action().txn();
    }

    private static Object last(MicroOp read) {
        return read.elements().isEmpty() ? null : read.elements().getLast();
    }

    private static Set<Cycles.Edge> listEdges(List<Operation<Txn>> operations) {
        var edges = new HashSet<Cycles.Edge>();
        for (int a = 0; a < operations.size(); a++)
            for (int b = 0; b < operations.size(); b++)
                for (var one : steps(operations, a))
                    for (var other : steps(operations, b)) {
                        if (a == b || !one.key().equals(other.key())) continue;
                        if (!one.isRead() && other.isRead() && one.value().equals(last(other)))
                            edges.add(new Cycles.Edge(a, b, Cycles.Type.WR));
                        if (other.isRead()) continue;
                        var before = before(operations, other);
                        if (!one.isRead() && one.value().equals(before))
                            edges.add(new Cycles.Edge(a, b, Cycles.Type.WW));
                        if (one.isRead() && Objects.equals(last(one), before))
                            edges.add(new Cycles.Edge(a, b, Cycles.Type.RW));
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

    private static Set<Cycles.Edge> registerEdges(List<Operation<Txn>> operations) {
        var edges = new HashSet<Cycles.Edge>();
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
                        if (read.value() == null || isReplaced) edges.add(new Cycles.Edge(a, b, Cycles.Type.RW));
                        if (write.value().equals(read.value())) edges.add(new Cycles.Edge(b, a, Cycles.Type.WR));
                    }
                    for (var earlier : outward(steps(operations, a), false))
                        if (reads.stream().anyMatch(own -> version(own).equals(version(earlier))))
                            edges.add(new Cycles.Edge(a, b, Cycles.Type.WW));
                }
        return edges;
    }

    private static List<Object> version(MicroOp step) {
        return Arrays.asList(step.key(), step.value());
    }

    /** The first step on each key where it is a read; or the last write to each key. */
    static List<MicroOp> outward(List<MicroOp> steps, boolean reads) {
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
}
