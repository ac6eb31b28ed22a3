package bench.checker;

import bench.history.History;
import java.util.Objects;
import java.util.Set;

/** Whether every echo came back, and came back as it was sent. As in Maelstrom, one that was not answered counts as wrong. */
public final class EchoChecker implements Checker<EchoChecker.Echo> {
    /**
     * Asks a node to give something back.
     *
     * @param value any JSON value: as invoked what was sent, as completed what came back
     */
    public record Echo(Object value) {
        public Echo {
            value = PlainJson.of(value);
        }
    }

    @Override
    public Set<String> anomalies() {
        return Set.of("mismatch", "unanswered");
    }

    @Override
    public Findings check(History<Echo> history) {
        var mismatch = Tally.fails("mismatch");
        var unanswered = Tally.fails("unanswered");
        var operations = history.operations();
        for (var operation : operations) {
            var sent = operation.invocation().action().value();
            if (!operation.isOk())
                unanswered.add(
                        Evidence.of(operation.invocation()).ofValue(sent),
                        () -> Tally.at(operation.invocation()) + " sent " + Tally.json(sent) + " and got no echo");
            else if (!Objects.equals(sent, operation.completion().action().value()))
                mismatch.add(
                        Evidence.of(operation.completion()).ofValue(sent),
                        () -> Tally.at(operation.completion()) + " sent " + Tally.json(sent) + " and got "
                                + Tally.json(operation.completion().action().value()));
        }
        return Findings.of(Tally.anomalies(mismatch, unanswered), operations.isEmpty() ? "nothing was sent" : null);
    }
}
