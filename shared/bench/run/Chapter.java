package bench.run;

import bench.world.faults.Fault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a stage's answer must survive, which is what {@code --faults all} lets happen to it: every fault but those that stand
 * here, with the reason. A fault of messages does no harm where no messages are, so no stage needs to be excused from one.
 *
 * @param stages the stages that need not survive {@code faults}
 */
record Chapter(List<String> stages, Set<Fault> faults, String reason) {
    // tag::left-out[]
    static final List<Chapter> LEFT_OUT = List.of(
            new Chapter(
                    List.of("1"),
                    Set.of(Fault.PAUSE, Fault.CRASH),
                    "Every echo has to be answered, and by a node that stands still or is down none is."),
            new Chapter(
                    List.of("3a", "5a", "6a"),
                    Set.of(Fault.CRASH),
                    "The only copy of what was acknowledged is in the memory of the only node."),
            new Chapter(
                    List.of("3b"),
                    Set.of(Fault.CRASH),
                    "A node that begins anew is told nothing of what it was told before."),
            new Chapter(
                    List.of("3c", "3d", "3e", "5c", "6b", "6c"),
                    Set.of(Fault.CRASH),
                    "A node acknowledges at once, so what it has not yet passed on is in its memory only."),
            new Chapter(
                    List.of("5b"),
                    Set.of(Fault.CRASH),
                    "The only copy of a key's messages is in the memory of its owner."));
    // end::left-out[]

    /** What the answer to {@code stage} must survive. */
    static Set<Fault> of(String stage) {
        var faults = EnumSet.allOf(Fault.class);
        for (var row : LEFT_OUT) if (row.stages.contains(stage)) faults.removeAll(row.faults);
        return faults;
    }
}
