package bench.story;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The causes that we know how to recognise, the most certain first. */
final class Diagnoses {
    private static final List<Function<Account, Optional<Diagnosis>>> ALL = List.of(
            Unanswered::of,
            Logs::of,
            Visible::of,
            Repeated::of,
            Overwritten::of,
            Crashed::of,
            NotTold::of,
            Merged::of,
            Identity::of,
            Stores::of,
            Owners::of,
            Orders::of,
            Late::of,
            SideBySide::of,
            Stale::of,
            Clocks::of,
            Plain::of);

    private Diagnoses() {}

    static Optional<Diagnosis> of(Account account) {
        return ALL.stream().flatMap(known -> known.apply(account).stream()).findFirst();
    }
}
