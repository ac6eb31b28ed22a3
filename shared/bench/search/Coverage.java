package bench.search;

import bench.run.Schedule;
import bench.world.Mishap;
import bench.world.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What was seen of all cases of one size in which the same kind of thing goes wrong.
 *
 * @param mishap what that is, in a few words
 * @param cases how many; each has its own operations, and its own message or node that something happens to
 * @param wholeCases of how many every order was seen that makes a difference, within the limits that a {@link Scheduler} and a
 *     {@link Schedule} set: messages are quicker than timers, and a mishap begins soon
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
    /** What is gone through, and what not. */
    public static final String LIMITS = """
        all: each order of messages quicker than any timer and of timers due at once, until the last operation has ended;
             a cut or a crash begins within %1$s, operations amid it %2$s later (%3$s of 3 nodes), those after it within %1$s;
             a message between servers, of those seen so far, is up to %4$s late. No two faults, no other slow messages.
        """.formatted(
                    inWords(Scheduler.LONGEST_PATIENCE),
                    inWords(Schedule.TIME_TO_NOTICE),
                    inWords(Schedule.TIME_TO_TAKE_OVER),
                    inWords(Scheduler.LATEST_ARRIVAL));

    private static String inWords(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

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
