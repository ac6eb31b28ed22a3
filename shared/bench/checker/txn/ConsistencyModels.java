package bench.checker.txn;

import bench.checker.Models;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Consistency models as a lattice, and the anomalies that each forbids. The relations are those of Elle, which collects them
 * from Adya (<i>Weak Consistency</i>, 1999), Bailis et al. (<i>Highly Available Transactions</i>, 2013), Cerone et al. (<i>A
 * Framework for Transactional Consistency Models</i>, 2015) and Daudjee and Salem (2004, 2006). All but those of
 * {@code own-future}: Elle has a transaction that reads its own future write only of lists, as {@code future-read}. Of registers
 * we place it where Elle places that, and warn of it, since Maelstrom lets it pass.
 */
public final class ConsistencyModels {
    private ConsistencyModels() {}

    /** Other names of a model, after the name used below. */
    private static final Map<String, List<String>> ALIASES = table("""
        PL-1: read-uncommitted
        PL-2: read-committed
        PL-2+: consistent-view
        PL-2L: monotonic-view
        PL-2.99: repeatable-read
        PL-3: serializable conflict-serializable
        PL-3U: update-serializable
        PL-CS: cursor-stability
        PL-FCV: forward-consistent-view
        PL-MSR: monotonic-snapshot-read
        PL-SI: snapshot-isolation
        PL-SS: strict-serializable strong-serializable
        strong-session-PL-1: strong-session-read-uncommitted
        strong-session-PL-2: strong-session-read-committed
        strong-PL-1: strong-read-uncommitted
        strong-PL-2: strong-read-committed
        """);

    /** A model, and the weaker ones that hold wherever it does. */
    private static final Map<String, List<String>> WEAKER = table("""
        PL-2: PL-1
        PL-CS: PL-2
        PL-2L: PL-2
        PL-MSR: PL-2
        PL-2+: PL-CS PL-2L
        PL-FCV: PL-2+
        PL-3U: PL-FCV
        monotonic-atomic-view: PL-2
        read-atomic: monotonic-atomic-view
        update-atomic: read-atomic
        causal-cerone: read-atomic
        prefix: causal-cerone
        parallel-snapshot-isolation: causal-cerone update-atomic
        PL-2.99: PL-CS monotonic-atomic-view
        PL-SI: PL-FCV monotonic-atomic-view PL-MSR parallel-snapshot-isolation prefix
        PL-3: PL-2.99 PL-SI PL-3U view-serializable
        session-serializable: 1SR
        strong-session-PL-1: PL-1
        strong-session-PL-2: PL-2 strong-session-PL-1
        strong-session-snapshot-isolation: PL-SI strong-session-PL-2
        strong-session-serializable: PL-3 strong-session-snapshot-isolation
        strong-PL-1: strong-session-PL-1
        strong-PL-2: strong-session-PL-2 strong-PL-1
        strong-snapshot-isolation: strong-session-snapshot-isolation strong-PL-2
        PL-SS: PL-3 linearizable strong-snapshot-isolation strong-session-serializable session-serializable
        linearizable: sequential
        sequential: causal
        causal: writes-follow-reads PRAM
        PRAM: monotonic-reads monotonic-writes read-your-writes
        """);

    /** A model, and the anomalies that it forbids beside those of the weaker ones; only such as can be found here. */
    private static final Map<String, List<String>> FORBIDS = table("""
        PL-1: G0 duplicate-elements cyclic-versions
        PL-2: G1
        PL-CS: G1 lost-update
        PL-2L: G1
        PL-MSR: G1
        PL-2+: G1 G-single
        PL-FCV: G1 GSIb
        PL-3U: G1
        read-atomic: internal G1a future-read own-future
        update-atomic: lost-update
        causal-cerone: internal G1a
        prefix: internal G1a
        parallel-snapshot-isolation: internal G1a
        PL-2.99: G1 G2-item lost-update
        PL-SI: internal G1 GSI G-nonadjacent
        PL-3: internal G1 G2
        strong-session-PL-1: G0-process
        strong-session-PL-2: G1c-process
        strong-session-snapshot-isolation: internal G1-process G-nonadjacent-process
        strong-session-serializable: G1-process G2-process
        strong-PL-1: G0-realtime
        strong-PL-2: G1c-realtime
        strong-snapshot-isolation: internal G1-realtime G-nonadjacent-realtime
        PL-SS: G1 G1c-realtime G2-realtime
        """);

    /** An anomaly, and what it is a case of. */
    private static final Map<String, List<String>> IMPLIES = table("""
        G0: G1c G0-process
        G0-process: G1c-process G0-realtime
        G0-realtime: G1c-realtime
        G1a: G1
        G1b: G1
        G1c: G1 G1c-process
        G1c-process: G1-process G1c-realtime
        G1c-realtime: G1-realtime
        G1: G1-process
        G1-process: G1-realtime
        G-single-item: G-single G-nonadjacent-item G-single-item-process
        G-single-item-process: G-single-process G-nonadjacent-item-process G-single-item-realtime
        G-single-item-realtime: G-single-realtime G-nonadjacent-item-realtime
        G-single: G-nonadjacent GSIb G-single-process
        G-single-process: G-nonadjacent-process G-single-realtime
        G-single-realtime: G-nonadjacent-realtime
        G-nonadjacent-item: G-nonadjacent G2-item G-nonadjacent-item-process
        G-nonadjacent-item-process: G-nonadjacent-process G2-item-process G-nonadjacent-item-realtime
        G-nonadjacent-item-realtime: G-nonadjacent-realtime G2-item-realtime
        G-nonadjacent: G2 G-nonadjacent-process
        G-nonadjacent-process: G2-process G-nonadjacent-realtime
        G-nonadjacent-realtime: G2-realtime
        G2-item: G2 G2-item-process
        G2-item-process: G2-process G2-item-realtime
        G2-item-realtime: G2-realtime
        G2: G2-process
        G2-process: G2-realtime
        GSIb: GSI
        incompatible-order: G1a
        dirty-update: G1a
        future-read: G1c
        own-future: G-single-item
        lost-update: write-skew G2-item
        write-skew: G2
        """);

    /** The models to report on: those whose anomalies can be seen in a history, by their common names. */
    private static final List<String> REPORTED = List.of(
            "read-uncommitted",
            "read-committed",
            "read-atomic",
            "causal-cerone",
            "cursor-stability",
            "consistent-view",
            "repeatable-read",
            "snapshot-isolation",
            "serializable",
            "strong-session-read-uncommitted",
            "strong-session-read-committed",
            "strong-session-snapshot-isolation",
            "strong-session-serializable",
            "strong-read-uncommitted",
            "strong-read-committed",
            "strong-snapshot-isolation",
            "strict-serializable");

    private static final List<String> NAMES = allNames();

    private static Map<String, List<String>> table(String text) {
        var table = new LinkedHashMap<String, List<String>>();
        text.lines().forEach(line -> {
            var sides = line.split(": ");
            table.put(sides[0], List.of(sides[1].split(" ")));
        });
        return table;
    }

    private static SequencedSet<String> reachable(Collection<String> from, Map<String, List<String>> edges) {
        var reached = new LinkedHashSet<>(from);
        var queue = new ArrayDeque<>(from);
        while (!queue.isEmpty())
            for (var next : edges.getOrDefault(queue.poll(), List.of())) if (reached.add(next)) queue.add(next);
        return reached;
    }

    private static Map<String, List<String>> reversed(Map<String, List<String>> edges) {
        var reversed = new LinkedHashMap<String, List<String>>();
        edges.forEach((from, tos) -> tos.forEach(
                to -> reversed.computeIfAbsent(to, key -> new ArrayList<>()).add(from)));
        return reversed;
    }

    /** All names of models, aliases too, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    private static List<String> allNames() {
        var names = new TreeSet<>(ALIASES.keySet());
        ALIASES.values().forEach(names::addAll);
        names.addAll(WEAKER.keySet());
        WEAKER.values().forEach(names::addAll);
        return List.copyOf(names);
    }

    private static String canonical(String model) {
        if (!NAMES.contains(model))
            throw new IllegalArgumentException(
                    "no consistency model is called \"" + model + "\"; there are " + String.join(", ", NAMES));
        for (var aliases : ALIASES.entrySet()) if (aliases.getValue().contains(model)) return aliases.getKey();
        return model;
    }

    private static String friendly(String model) {
        return ALIASES.containsKey(model) ? ALIASES.get(model).getFirst() : model;
    }

    /**
     * The anomalies that a history must not show if all of {@code models} are to hold.
     *
     * @throws IllegalArgumentException where there is no such model; names all there are
     */
    public static SequencedSet<String> forbiddenBy(Collection<String> models) {
        var forbidden = new LinkedHashSet<String>();
        for (var model :
                reachable(models.stream().map(ConsistencyModels::canonical).toList(), WEAKER))
            forbidden.addAll(FORBIDS.getOrDefault(model, List.of()));
        return reachable(forbidden, reversed(IMPLIES));
    }

    /** These anomalies and all that they are cases of. */
    public static SequencedSet<String> implied(Collection<String> anomalies) {
        return reachable(anomalies, IMPLIES);
    }

    /** What a history with these anomalies says of the models that a history can say anything of. */
    public static Models leftBy(Collection<String> anomalies) {
        var ruledOut = ruledOutBy(anomalies);
        var out = REPORTED.stream().filter(ruledOut::contains).toList();
        var possible =
                REPORTED.stream().filter(model -> !ruledOut.contains(model)).toList();
        return new Models(
                out.stream()
                        .filter(model -> out.stream().noneMatch(other -> isStronger(model, other)))
                        .toList(),
                possible.stream()
                        .filter(model -> possible.stream().noneMatch(other -> isStronger(other, model)))
                        .toList());
    }

    /** The models that a verdict may name, by their common names. */
    public static List<String> reported() {
        return REPORTED;
    }

    /** Whether {@code other} holds wherever {@code model} does, and is another. */
    public static boolean isStronger(String model, String other) {
        return !model.equals(other)
                && reachable(List.of(canonical(model)), WEAKER).contains(canonical(other));
    }

    /** The models, by their common names, that cannot hold of a history with these anomalies. */
    public static SequencedSet<String> ruledOutBy(Collection<String> anomalies) {
        var shown = implied(anomalies);
        var violated = FORBIDS.keySet().stream()
                .filter(model -> FORBIDS.get(model).stream().anyMatch(shown::contains))
                .toList();
        var ruledOut = new LinkedHashSet<String>();
        for (var model : reachable(violated, reversed(WEAKER))) ruledOut.add(friendly(model));
        return ruledOut;
    }
}
