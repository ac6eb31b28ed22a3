package bench.source;

/** What is wrong with a learner's file: one message, which says where and what to do. */
public final class SourceProblem extends Exception {
    public SourceProblem(String message) {
        super(message, null, false, false);
    }
}
