package bench.history;

/** A history that cannot be judged, because no run can have left it. */
public final class BadHistory extends RuntimeException {
    private final transient Op<?> op;

    /** @param what what is wrong, and where */
    public BadHistory(String what) {
        this(what, null);
    }

    /**
     * @param what what is wrong with {@code op}
     * @param op where it was noticed
     */
    public BadHistory(String what, Op<?> op) {
        super(what, null, false, false); // tells of data, not of a defect: its stack trace would tell nothing
        this.op = op;
    }

    /** Where it was noticed; null where the message says that. */
    public Op<?> op() {
        return op;
    }
}
