package bench.report;

import bench.checker.Anomaly;
import bench.run.Verdict;
import bench.search.Coverage;
import bench.search.Search;
import bench.story.Story;
import java.util.List;
import java.util.Locale;

/**
 * What a search has seen of one stage or file. This is what {@code --json} writes, names in snake case.
 *
 * @param stage the stage's id, or the file's name where it is none
 * @param runs how many were made
 * @param oks operations answered with ok, over all runs
 * @param failure null where none was found
 * @param story why it failed; null where it did not, or where there is no story to tell
 */
public record SearchResult(
        String stage,
        String file,
        String verdict,
        long runs,
        long oks,
        List<Coverage> coverage,
        Failure failure,
        Story story,
        double wallS)
        implements Result {
    /**
     * A run that failed.
     *
     * @param seed draws the operations
     * @param schedule says what happens when
     */
    public record Failure(long seed, String schedule, String type, String text) {}

    /** @param found what the search came to */
    public static SearchResult of(String stage, String file, Search.Result found, double wallSeconds) {
        var verdict = found.failure().isPresent() ? Verdict.FAIL : found.oks() == 0 ? Verdict.VACUOUS : Verdict.PASS;
        return new SearchResult(
                stage,
                file,
                verdict.name().toLowerCase(Locale.ROOT),
                found.runs(),
                found.oks(),
                found.coverage(),
                found.failure().map(SearchResult::failure).orElse(null),
                null,
                wallSeconds);
    }

    private static Failure failure(bench.run.Failure found) {
        var gravest = found.outcome().anomalies().stream()
                .filter(anomaly -> anomaly.severity() == Anomaly.Severity.FAILS)
                .findFirst()
                .orElseThrow();
        var schedule = found.trial().schedule().orElseThrow().toString();
        return new Failure(found.seed(), schedule, gravest.type(), Excerpt.kept(gravest.text()));
    }

    /** The same, with the reason why it failed. */
    public SearchResult with(Story story) {
        return new SearchResult(stage, file, verdict, runs, oks, coverage, failure, story, wallS);
    }

    @Override
    public boolean failed() {
        return failure != null;
    }

    @Override
    public boolean showsNothing() {
        return failure == null && oks == 0;
    }
}
