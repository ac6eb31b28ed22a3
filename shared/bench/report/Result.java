package bench.report;

/** What came of one stage or file. */
public sealed interface Result permits StageResult, SearchResult {
    boolean failed();

    boolean showsNothing();
}
