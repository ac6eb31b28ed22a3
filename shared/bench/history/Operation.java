package bench.history;

/**
 * An operation from its invocation to its completion.
 *
 * @param completion null where the run ended before
 */
public record Operation<A>(Op<A> invocation, Op<A> completion) {
    public boolean isOk() {
        return completion != null && completion.type() == Op.Type.OK;
    }

    public boolean isFailed() {
        return completion != null && completion.type() == Op.Type.FAIL;
    }

    /** Whether nobody knows if it happened. */
    public boolean isIndefinite() {
        return !isOk() && !isFailed();
    }

    /** Whether it ended with an error that says it never happened, believed or not. */
    public boolean isRefused() {
        return completion != null && completion.isRefused();
    }

    /** What is known of the action: as completed where it is ok, as invoked otherwise. */
    public A action() {
        return isOk() ? completion.action() : invocation.action();
    }

    public int process() {
        return invocation.process();
    }

    public long startNanos() {
        return invocation.timeNanos();
    }

    /** When the result was known; the end of time where it never was. */
    public long endNanos() {
        return isIndefinite() ? Long.MAX_VALUE : completion.timeNanos();
    }
}
