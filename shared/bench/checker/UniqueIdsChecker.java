package bench.checker;

import bench.history.History;
import bench.history.Op;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether no id was given twice. Ids are equal as JSON values are: {@code 1} and {@code "1"} are two. */
public final class UniqueIdsChecker implements Checker<UniqueIdsChecker.Generate> {
    /**
     * Asks a node for a new id.
     *
     * @param value the id, any JSON value; null as long as there is none
     */
    public record Generate(Object value) {
        public Generate {
            value = PlainJson.of(value);
        }
    }

    @Override
    public Set<String> anomalies() {
        return Set.of("duplicated");
    }

    @Override
    public Findings check(History<Generate> history) {
        var duplicated = Tally.fails("duplicated");
        Map<Object, Op<Generate>> owners = new HashMap<>();
        Set<Object> reported = new HashSet<>();
        for (var op : history.ops()) {
            if (op.type() != Op.Type.OK) continue;
            var id = op.action().value();
            var owner = owners.putIfAbsent(id, op);
            if (owner != null && reported.add(id))
                duplicated.add(
                        Evidence.of(owner, op).ofValue(id),
                        () -> Tally.json(id) + " was given to " + Tally.at(owner) + " and to " + Tally.at(op));
        }
        return Findings.of(Tally.anomalies(duplicated), owners.isEmpty() ? "no id was given" : null);
    }
}
