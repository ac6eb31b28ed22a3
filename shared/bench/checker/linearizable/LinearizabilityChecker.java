package bench.checker.linearizable;

import bench.checker.Anomaly;
import bench.checker.Checker;
import bench.checker.Evidence;
import bench.checker.Findings;
import bench.checker.PlainJson;
import bench.checker.Tally;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.history.History;
import bench.history.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Judges whether registers behave as if each operation happened at one moment while it was under way (Herlihy and Wing,
 * <i>Linearizability</i>, 1990). That holds of the whole where it holds of each register, so each is judged alone.
 *
 * <p>As in Jepsen, a read that returned null says nothing; Maelstrom's protocol tells a missing key by an error.
 */
public final class LinearizabilityChecker implements Checker<KvAction> {
    @Override
    public Set<String> anomalies() {
        return Set.of("nonlinearizable", "null read");
    }

    @Override
    public Findings check(History<KvAction> history) {
        Map<Object, List<Operation<KvAction>>> registers = new LinkedHashMap<>();
        long reads = 0;
        long nullReads = 0;
        for (var operation : history.operations()) {
            boolean isRead = operation.action() instanceof Read;
            if (operation.isFailed() || isRead && !operation.isOk()) continue;
            boolean isNull = isRead && operation.action().value().value() == null;
            if (isRead) reads++;
            if (isNull) nullReads++;
            else
                registers
                        .computeIfAbsent(operation.action().key(), key -> new ArrayList<>())
                        .add(operation);
        }
        var nonlinearizable = Tally.fails("nonlinearizable");
        var undecided = judge(registers, nonlinearizable);
        var anomalies = new ArrayList<>(Tally.anomalies(nonlinearizable));
        if (nullReads > 0)
            anomalies.add(Anomaly.warns(
                    "null read",
                    nullReads,
                    nullReads + " of " + reads
                            + " reads returned null, which says nothing; a key that does not exist is error 20"));
        return Findings.of(anomalies, reads == nullReads ? "no read returned a value" : undecided);
    }

    /** Counts the registers that do not. Returns why a register could not be judged, or null. */
    private static String judge(Map<Object, List<Operation<KvAction>>> registers, Tally nonlinearizable) {
        String undecided = null;
        for (var register : registers.entrySet()) {
            var search = new Linearization(register.getValue());
            switch (search.search()) {
                case LINEARIZABLE -> {}
                case NOT_LINEARIZABLE ->
                    nonlinearizable.add(
                            evidence(register.getKey(), search.misfit()), () -> explain(register.getKey(), search));
                case UNKNOWN ->
                    undecided = "key " + register.getKey() + " has too many possible orders of operations to try";
            }
        }
        return undecided;
    }

    private static Evidence evidence(Object key, Operation<KvAction> misfit) {
        return Evidence.of(misfit.invocation(), misfit.completion())
                .ofKey(key)
                .ofValue(misfit.action().value().value());
    }

    private static String explain(Object key, Linearization search) {
        var misfit = search.misfit();
        return String.format(
                Locale.ROOT,
                "key %s: process %d's %s, from %.3f s to %.3f s, fits nowhere: in every order of what had ended by then"
                        + " the key has %s",
                key,
                misfit.process(),
                show(misfit.action()),
                misfit.startNanos() / 1e9,
                misfit.endNanos() / 1e9,
                search.valuesThen());
    }

    private static String show(KvAction action) {
        return switch (action) {
            case Read(var read) -> "read of " + PlainJson.show(read.value());
            case Write(var written) -> "write of " + PlainJson.show(written.value());
            case Cas(var cas) ->
                "cas from " + PlainJson.show(cas.value().from()) + " to "
                        + PlainJson.show(cas.value().to());
        };
    }
}
