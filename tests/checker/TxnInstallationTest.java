package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.txn.ConsistencyModels;
import bench.checker.txn.ListAppendChecker;
import bench.checker.txn.MicroOp;
import bench.checker.txn.RegisterChecker;
import bench.checker.txn.Txn;
import bench.history.History;
import bench.history.Installation;
import bench.history.Operation;
import checker.Cycles.Edge;
import checker.Cycles.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The checkers against Adya's definition, on small random histories: a model holds if in some order of installing the versions no
 * cycle that it forbids is there. All orders are tried. What the checkers cannot know they must not claim; and where they know
 * the order, from lists or because nodes declare it, they must come to the same.
 */
class TxnInstallationTest {
    private static final int HISTORIES = 8_000;

    private static final Map<String, Set<String>> FORBIDDEN = Stream.of(
                    "read-uncommitted",
                    "read-committed",
                    "consistent-view",
                    "snapshot-isolation",
                    "serializable",
                    "strong-session-read-committed",
                    "strong-session-snapshot-isolation",
                    "strong-session-serializable",
                    "strong-read-uncommitted",
                    "strong-read-committed",
                    "strong-snapshot-isolation",
                    "strict-serializable")
            .collect(Collectors.toMap(
                    Function.identity(),
                    model -> ConsistencyModels.forbiddenBy(List.of(model)),
                    (a, b) -> a,
                    LinkedHashMap::new));

    /** An order for each key. */
    private record Installed(Map<Object, List<Object>> values) {
        boolean follows(Txn txn) {
            for (var read : TxnBruteForceTest.outward(txn.txn(), true))
                for (var write : TxnBruteForceTest.outward(txn.txn(), false)) {
                    if (!read.key().equals(write.key())) continue;
                    var order = values.get(write.key());
                    if (order.indexOf(read.value()) > order.indexOf(write.value())) return false;
                }
            return true;
        }
    }

    // ---- what holds, by definition ----

    private static Set<String> models(Set<String> phenomena) {
        return FORBIDDEN.keySet().stream()
                .filter(model -> Collections.disjoint(FORBIDDEN.get(model), phenomena))
                .collect(Collectors.toSet());
    }

    private static Set<String> phenomena(List<Operation<Txn>> operations, Installed installed) {
        var edges = new ArrayList<>(TxnBruteForceTest.timeEdges(operations));
        for (int a = 0; a < operations.size(); a++)
            for (int b = 0; b < operations.size(); b++) if (a != b) addEdges(operations, a, b, installed, edges);
        return Cycles.namesOf(operations.size(), edges);
    }

    private static void addEdges(List<Operation<Txn>> operations, int a, int b, Installed installed, List<Edge> edges) {
        for (var one : versions(operations, a))
            for (var other : versions(operations, b)) {
                if (!one.key().equals(other.key())) continue;
                if (!one.isRead() && other.isRead() && one.value().equals(other.value()))
                    edges.add(new Edge(a, b, Type.WR));
                if (other.isRead()) continue;
                var order = installed.values.get(other.key());
                int place = order.indexOf(other.value());
                var before = place == 0 ? null : order.get(place - 1);
                if (!one.isRead() && one.value().equals(before)) edges.add(new Edge(a, b, Type.WW));
                if (one.isRead() && Objects.equals(one.value(), before)) edges.add(new Edge(a, b, Type.RW));
            }
    }

    /** What a transaction installed and what it read of others; of a list that is its last element. */
    private static List<MicroOp> versions(List<Operation<Txn>> operations, int transaction) {
        var steps = operations.get(transaction).action().txn();
        if (steps.stream().noneMatch(step -> step.value() instanceof List || step.kind() == MicroOp.Kind.APPEND))
            return Stream.of(true, false)
                    .flatMap(reads -> TxnBruteForceTest.outward(steps, reads).stream())
                    .toList();
        return steps.stream()
                .map(step -> step.isRead()
                        ? new MicroOp(
                                step.kind(),
                                step.key(),
                                step.elements().isEmpty()
                                        ? null
                                        : step.elements().getLast())
                        : step)
                .toList();
    }

    /**
     * Every order of the values that transactions leave installed in registers, but for those that Elle never thinks of: what a
     * transaction read is always before what it then wrote.
     */
    private static List<Installed> everyOrder(List<Operation<Txn>> operations) {
        var values = new LinkedHashMap<Object, List<Object>>();
        for (int i = 0; i < operations.size(); i++)
            for (var write :
                    TxnBruteForceTest.outward(operations.get(i).action().txn(), false))
                values.computeIfAbsent(write.key(), key -> new ArrayList<>()).add(write.value());
        List<Map<Object, List<Object>>> all = List.of(Map.of());
        for (var key : values.keySet()) {
            var longer = new ArrayList<Map<Object, List<Object>>>();
            for (var order : permutations(values.get(key)))
                for (var others : all) {
                    var more = new LinkedHashMap<>(others);
                    more.put(key, order);
                    longer.add(more);
                }
            all = longer;
        }
        return all.stream()
                .map(Installed::new)
                .filter(installed -> operations.stream().allMatch(operation -> installed.follows(operation.action())))
                .toList();
    }

    private static List<List<Object>> permutations(List<Object> values) {
        if (values.isEmpty()) return List.of(List.of());
        var all = new ArrayList<List<Object>>();
        for (var first : values) {
            var rest = new ArrayList<>(values);
            rest.remove(first);
            for (var tail : permutations(rest))
                all.add(Stream.concat(Stream.of(first), tail.stream()).toList());
        }
        return all;
    }

    // ---- what the checkers say ----

    private static Set<String> cycles(Set<String> phenomena) {
        return phenomena.stream().filter(Cycles.NAME.asMatchPredicate()).collect(Collectors.toCollection(HashSet::new));
    }

    private static String told(List<Operation<Txn>> operations) {
        return operations.stream().map(Object::toString).collect(Collectors.joining("\n", "\n", ""));
    }

    private static void assertOneSided(int holding, int cases) {
        assertTrue(holding > cases / 50 && holding < cases * 49 / 50, holding + " of " + cases + " are serializable");
    }

    @Test
    void listsThatAreReadToTheEndTellAll() {
        var random = new Random(11);
        var checker = new ListAppendChecker(List.of("read-uncommitted"), 100, 1);
        int serializable = 0;
        for (int i = 0; i < HISTORIES; i++) {
            var orders = new LinkedHashMap<Object, List<Object>>();
            var history = SmallHistories.listsReadToTheEnd(random, orders);
            var operations = history.operations();
            var expected = models(phenomena(operations, new Installed(orders)));
            var found = models(cycles(checker.check(history).phenomena()));
            assertEquals(expected, found, () -> told(operations));
            if (expected.contains("serializable")) serializable++;
        }
        assertOneSided(serializable, HISTORIES);
    }

    @Test
    void registersWhoseOrderNodesDeclareTellAll() {
        var random = new Random(13);
        var checker = new RegisterChecker(List.of("read-uncommitted"), 100, 1);
        int serializable = 0;
        for (int i = 0; i < HISTORIES; i++) {
            var history = committedReads(random);
            var operations = history.operations();
            var orders = everyOrder(operations);
            if (orders.isEmpty()) continue; // cyclic versions
            var installed = orders.get(random.nextInt(orders.size()));
            var expected = models(phenomena(operations, installed));
            var found = models(
                    cycles(checker.check(history.with(declared(installed))).phenomena()));
            assertEquals(expected, found, () -> installed + told(operations));
            if (expected.contains("serializable")) serializable++;
        }
        assertOneSided(serializable, HISTORIES);
    }

    /** Registers of which nobody reads what its writer wrote over itself, or its own writes before it made them. */
    private static History<Txn> committedReads(Random random) {
        var checker = new RegisterChecker(List.of("read-committed"), 100, 1);
        while (true) {
            var history = SmallHistories.registers(random);
            if (Collections.disjoint(checker.check(history).phenomena(), List.of("G1b", "own-future"))) return history;
        }
    }

    private static List<Installation> declared(Installed installed) {
        var declared = new ArrayList<Installation>();
        installed.values.forEach(
                (key, values) -> values.forEach(value -> declared.add(new Installation("n0", key, value))));
        return declared;
    }

    /** A model that holds in some order is never ruled out; of those that hold in none nearly all are. */
    @Test
    void registersAreNotJudgedByWhatCannotBeKnown() {
        var random = new Random(15);
        var checker = new RegisterChecker(List.of("read-uncommitted"), 100, 1);
        int wrong = 0;
        int found = 0;
        for (int i = 0; i < HISTORIES / 2; i++) {
            var history = committedReads(random);
            var operations = history.operations();
            var possible = new HashSet<String>();
            for (var order : everyOrder(operations)) possible.addAll(models(phenomena(operations, order)));
            if (possible.isEmpty()) continue; // as where versions are cyclic
            var left = models(cycles(checker.check(history).phenomena()));
            assertTrue(
                    left.containsAll(possible),
                    () -> possible + " are possible, " + left + " are left" + told(operations));
            wrong += FORBIDDEN.size() - possible.size();
            found += FORBIDDEN.size() - left.size();
        }
        assertTrue(found > wrong * 0.95, found + " of " + wrong + " were found");
    }
}
