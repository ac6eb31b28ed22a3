package bench.story;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The causes that we know how to recognise, those that ask for the most evidence first. */
final class Diagnoses {
    private static final List<Function<Account, Optional<Diagnosis>>> ALL = List.of(
            Unanswered::of, // no other rule is for these anomalies
            Overwritten::of, // what was lost is what the anomaly lacks, and both lines are known
            Repeated::of, // what was done twice is what the anomaly has too much of
            Crashed::of, // what was known is gone with the memory that it was in
            Logs::of, // what became of one value
            Visible::of,
            Mixed::of,
            Orders::of,
            Gaps::of,
            NotTold::of,
            Owners::of, // who has what the anomaly is about
            Merged::of,
            Identity::of,
            Stores::of, // which steps came when
            Late::of,
            Stale::of,
            SideBySide::of, // which operations were under way at once
            Clocks::of, // by what the run still needs to fail
            Plain::of); // by what had no part in it

    private Diagnoses() {}

    static Optional<Diagnosis> of(Account account) {
        return ALL.stream().flatMap(known -> known.apply(account).stream()).findFirst();
    }
}
