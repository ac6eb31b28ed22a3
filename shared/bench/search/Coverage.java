package bench.search;

import bench.world.Mishap;
import java.util.List;

/**
 * What was seen of all cases of one size in which the same kind of thing goes wrong.
 *
 * @param mishap what that is, in a few words
 * @param cases how many; each has its own operations, and its own message or node that something happens to
 * @param wholeCases of how many every order was seen that makes a difference
 * @param isRestrained whether of orders in which only timers have part one was enough
 * @param orders how many different ones were seen
 * @param gambles runs made at random
 * @param missed for the case of which least is known the chance that a bug which needs two steps in their order was not seen at
 *     random; 0 where every order was
 */
public record Coverage(
        int nodes,
        int operations,
        String mishap,
        int cases,
        int wholeCases,
        boolean isRestrained,
        long orders,
        long gambles,
        double missed) {
    static Coverage of(List<Case> cases) {
        var schedule = cases.getFirst().schedule();
        return new Coverage(
                schedule.nodes(),
                schedule.operations(),
                word(schedule.mishap()),
                cases.size(),
                (int) cases.stream().filter(Case::isWhole).count(),
                cases.stream().anyMatch(Case::isRestrained),
                cases.stream().mapToLong(Case::orders).sum(),
                cases.stream().mapToLong(Case::gambles).sum(),
                cases.stream()
                        .filter(some -> !some.isWhole())
                        .mapToDouble(Case::missed)
                        .max()
                        .orElse(0));
    }

    static String word(Mishap mishap) {
        return switch (mishap) {
            case Mishap.None none -> "nothing";
            case Mishap.Late late -> "one message is late";
            case Mishap.CutOff cut -> "one node is cut off";
            case Mishap.Crashed crash -> "one node crashes";
        };
    }

    public boolean isWhole() {
        return wholeCases == cases;
    }
}
