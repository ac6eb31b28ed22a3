package bench.run;

/** What is to be said of a run, the worst last. */
public enum Verdict {
    PASS,
    /** Nothing was read, or no fault struck: this shows nothing, so it is no pass. */
    VACUOUS,
    FAIL
}
