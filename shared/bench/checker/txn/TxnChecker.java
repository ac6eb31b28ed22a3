package bench.checker.txn;

import static bench.checker.txn.DependencyGraph.PROCESS;
import static bench.checker.txn.DependencyGraph.REALTIME;

import bench.checker.Checker;
import bench.checker.Findings;
import bench.checker.PlainJson;
import bench.history.History;
import bench.history.Installation;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Judges transactions by what they read, as Elle does (Kingsbury and Alvaro, <i>Elle: inferring isolation anomalies from
 * experimental observations</i>, 2020; names after Adya, <i>Weak Consistency</i>, 1999). Fails the run for the anomalies that
 * the consistency models asked for forbid, and for no others.
 */
abstract sealed class TxnChecker implements Checker<Txn> permits RegisterChecker, ListAppendChecker {
    /** What both kinds of histories may show beside cycles. */
    private static final Set<String> OF_BOTH = Set.of(
            "G1a",
            "G1b",
            "internal",
            "internal-nil",
            "lost-update",
            "dirty-update",
            "phantom",
            "nothing-read",
            "nothing-shared",
            "diverged",
            "cycle-search-timeout");

    private final Set<String> forbidden;
    private final Set<String> unwanted;
    private final Sharing sharing;

    /**
     * @param consistencyModels Elle's names of the models that are to hold
     * @param alwaysForbidden what fails a run whatever the models
     * @param unwanted what is worth a warning where no model forbids it
     * @param concurrency how many client threads there were, dealt to the nodes round robin
     * @param nodeCount how many nodes
     * @throws IllegalArgumentException where there is no such model
     */
    TxnChecker(
            Collection<String> consistencyModels,
            Set<String> alwaysForbidden,
            Set<String> unwanted,
            int concurrency,
            int nodeCount) {
        this.forbidden = new LinkedHashSet<>(ConsistencyModels.forbiddenBy(consistencyModels));
        this.forbidden.addAll(alwaysForbidden);
        this.unwanted = unwanted;
        this.sharing = new Sharing(concurrency, nodeCount);
    }

    /** The types that this kind of history may show beside those of both. */
    abstract Set<String> ownAnomalies();

    @Override
    public final Set<String> anomalies() {
        var anomalies = new LinkedHashSet<>(CycleSearch.NAMES);
        anomalies.addAll(OF_BOTH);
        anomalies.addAll(ownAnomalies());
        return anomalies;
    }

    /** Numbers a history's transactions and what they read. */
    abstract Transactions number(History<Txn> history);

    /** Notes what can be seen without cycles, and gives the dependencies to look for cycles in. */
    abstract Dependencies examine(Transactions txns, List<Installation> installations, Anomalies anomalies);

    @Override
    public final Findings check(History<Txn> history) {
        var txns = number(history);
        var anomalies = new Anomalies(forbidden, unwanted);
        var dependencies = examine(txns, history.installations(), anomalies);
        noteLostUpdates(txns, anomalies);
        var undecided = noteCycles(txns, dependencies, anomalies);
        sharing.note(txns, anomalies);
        Convergence.note(txns, history.finalPhase(), anomalies);
        var vacuous = Optional.ofNullable(sharing.whyVacuous(txns)).orElse(undecided);
        return new Findings(anomalies.list(), vacuous, null, null, anomalies.phenomena());
    }

    private record Read(int key, Object value) {}

    /** Transactions that read the same version of a key and both wrote it: one of the writes ignored the other. */
    private static void noteLostUpdates(Transactions txns, Anomalies anomalies) {
        Map<Read, Integer> updates = new HashMap<>(); // the transaction that updated what was read, and -1 once two did
        for (int step = 0; step < txns.stepCount(); step++) {
            int updater = txns.transaction(step);
            if (!txns.isRead(step) || !txns.isExternal(step) || !txns.isOk(updater) || !isWrittenAfter(txns, step))
                continue;
            var value = txns.version(step) == Transactions.NOTHING
                    ? null
                    : txns.step(step).value();
            var read = new Read(txns.key(step), value);
            var other = updates.putIfAbsent(read, updater);
            if (other == null || other < 0) continue;
            int at = step;
            var key = txns.step(step).key();
            anomalies.note(
                    "lost-update",
                    txns.evidence(at, other, updater),
                    () -> txns.show(other) + " and " + txns.show(updater) + " both read key " + key + " = "
                            + PlainJson.show(value) + " and wrote it: one update is lost");
            updates.put(read, -1);
        }
    }

    private static boolean isWrittenAfter(Transactions txns, int read) {
        for (int step = read + 1; step < txns.endStep(txns.transaction(read)); step++)
            if (txns.key(step) == txns.key(read) && !txns.isRead(step)) return true;
        return false;
    }

    /**
     * First the cycles that Maelstrom finds too; then, of every kind, those that are seen by all that is known. Returns why it is
     * not known whether there are such that fail the run, or null.
     */
    private String noteCycles(Transactions txns, Dependencies dependencies, Anomalies anomalies) {
        var all = graph(txns, edges -> {
            dependencies.addTo(edges);
            dependencies.addBeyondTo(edges);
        });
        if (all.isAcyclic()) return null; // then what Maelstrom sees of it is, too
        var seen = new CycleSearch(graph(txns, dependencies::addTo), txns.count(), forbidden).search();
        for (var cycle : seen.cycles())
            anomalies.note(cycle.name(), txns.evidence(cycle.transactions()), () -> tell(txns, dependencies, cycle));
        var known = new CycleSearch(all, txns.count(), CycleSearch.NAMES).search();
        for (var cycle : known.cycles())
            anomalies.noteBeyond(
                    cycle.name(), txns.evidence(cycle.transactions()), () -> tell(txns, dependencies, cycle));
        if (!seen.undecided().isEmpty()) return tooManyWays(seen.undecided());
        var beyond = new LinkedHashSet<>(known.undecided());
        beyond.retainAll(forbidden);
        if (!beyond.isEmpty()) anomalies.warn("cycle-search-timeout", () -> tooManyWays(beyond));
        return null;
    }

    private static String tooManyWays(Set<String> kinds) {
        return "there are too many ways through the transactions to tell whether one is a "
                + String.join(" or a ", kinds);
    }

    /** These dependencies, and the order that was seen in time. */
    private static DependencyGraph graph(Transactions txns, Consumer<DependencyGraph.Builder> dependencies) {
        var edges = new DependencyGraph.Builder();
        dependencies.accept(edges);
        TimeOrder.addProcessOrder(txns, edges);
        return edges.build(TimeOrder.addRealTimeOrder(txns, edges));
    }

    /** A cycle in words: who the transactions are, why each precedes the next, and why that cannot be. */
    private static String tell(Transactions txns, Dependencies dependencies, Cycle cycle) {
        var text = new StringBuilder();
        for (int i = 0; i < cycle.length(); i++)
            text.append(i == 0 ? "" : ", ").append(name(i)).append(" = ").append(txns.show(cycle.transactions()[i]));
        text.append(". ");
        for (int i = 0; i < cycle.length(); i++) {
            int next = (i + 1) % cycle.length();
            text.append(i == 0 ? "" : "; ").append(next == 0 ? "but " : "");
            text.append(name(i)).append(" < ").append(name(next)).append(", because ");
            text.append(because(txns, dependencies, cycle, i, next));
        }
        return text.append(": a contradiction!").toString();
    }

    private static String because(Transactions txns, Dependencies dependencies, Cycle cycle, int i, int next) {
        int from = cycle.transactions()[i];
        int to = cycle.transactions()[next];
        return switch (cycle.types()[i]) {
            case PROCESS -> "process " + txns.get(from).process() + " executed " + name(i) + " before " + name(next);
            case REALTIME ->
                String.format(
                        Locale.ROOT,
                        "%s was complete %.3f s before %s was invoked",
                        name(i),
                        (txns.get(to).startNanos() - txns.get(from).endNanos()) / 1e9,
                        name(next));
            default -> dependencies.because(from, to, cycle.types()[i], name(i), name(next));
        };
    }

    private static String name(int place) {
        return "T" + (place + 1);
    }
}
