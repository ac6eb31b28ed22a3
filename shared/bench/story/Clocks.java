package bench.story;

import bench.trace.Event;
import bench.world.faults.Act;
import bench.world.faults.Effect;
import java.util.ArrayList;
import java.util.Optional;

/** Is a clock all that goes wrong? The run was shrunk: it would not fail if the clock did not jump. */
final class Clocks {
    private Clocks() {}

    static Optional<Diagnosis> of(Account account) {
        var begun = new ArrayList<Integer>();
        Act jump = null;
        for (int position = 0; position < account.events().size(); position++) {
            if (account.events().get(position) instanceof Event.Befell) return Optional.empty();
            if (!(account.events().get(position) instanceof Event.Began(long time, var act))) continue;
            if (!(act.effect() instanceof Effect.Clock)) return Optional.empty();
            begun.add(position);
            jump = act;
        }
        if (jump == null || account.evidence().isEmpty()) return Optional.empty();
        var node = ((Effect.Clock) jump.effect()).node();
        boolean answersAll =
                account.evidence().stream().allMatch(deed -> deed.server().equals(node));
        if (!answersAll) return Optional.empty();
        return Optional.of(new Diagnosis(
                        "follows a clock",
                        "nothing goes wrong here but a clock: " + Words.act(jump) + until(account, jump) + ". So what "
                                + node + " answers must follow that clock, and it did not go on evenly.",
                        "A clock may jump, also back: count, or take the greater of the clock and of what was given"
                                + " last.")
                .citing(begun)
                .citing(account.evidence().toArray(Facts.Deed[]::new)));
    }

    private static String until(Account account, Act jump) {
        return account.events().stream()
                .filter(event -> event instanceof Event.Over(long time, var act) && act.equals(jump))
                .findFirst()
                .map(over -> " until " + Words.time(account.sinceStart(over.timeNanos())))
                .orElse("");
    }
}
