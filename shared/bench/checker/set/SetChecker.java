package bench.checker.set;

import bench.checker.Checker;
import bench.checker.Evidence;
import bench.checker.Findings;
import bench.checker.Tally;
import bench.history.History;
import java.util.Set;

/**
 * Whether each value that was acknowledged or seen stays, and how long it took to be seen by all. The verdict is that of Jepsen's
 * {@code set-full} as Maelstrom runs it. It does not ask that nodes agree in the end, nor does it look at values that are read
 * twice or that nobody sent: these are warned of.
 */
public final class SetChecker implements Checker<SetAction> {
    @Override
    public Set<String> anomalies() {
        return Set.of("lost", "diverged", "phantom", "duplicated");
    }

    @Override
    public Findings check(History<SetAction> history) {
        var analysis = SetAnalysis.of(history);
        var lost = Tally.fails("lost");
        for (var element : analysis.lost())
            lost.add(Evidence.of(element.known(), element.lastAbsent()).ofValue(element.value()), () -> tell(element));
        var diverged = Tally.warns("diverged");
        for (var element : analysis.divisive())
            diverged.add(
                    Evidence.of(element.keptBy(), element.missedBy()).ofValue(element.value()),
                    () -> tellDivisive(element));
        var anomalies = Tally.anomalies(lost, diverged, analysis.phantom(), analysis.duplicated());
        return new Findings(anomalies, vacuous(analysis), analysis.stableLatencyMillis(), null);
    }

    private static String tell(Element element) {
        var known = element.known().action() instanceof SetAction.Read ? "was read by " : "was acknowledged to ";
        return "value " + Tally.json(element.value()) + " " + known + Tally.at(element.known())
                + "; the last read, begun by " + Tally.at(element.lastAbsent()) + ", missed it";
    }

    private static String tellDivisive(Element element) {
        return "in the end " + Tally.at(element.keptBy()) + " read value " + Tally.json(element.value()) + ", and "
                + Tally.at(element.missedBy()) + " did not";
    }

    private static String vacuous(SetAnalysis analysis) {
        if (analysis.elements().isEmpty()) return "no value was sent";
        return analysis.stable().isEmpty() && analysis.lost().isEmpty() ? "no read returned a value" : null;
    }
}
