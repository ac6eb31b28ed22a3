package bench.checker.set;

import bench.history.Op;

/**
 * What is known of one value. It is stable when the last read to begin that saw it began after the last that missed it, lost when
 * the other way round and it was known to exist before; where no read tells, it is never read.
 */
final class Element {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Object value;
    private Op<SetAction> known; // the acknowledgement or the first read that saw it, whichever came first
    private Op<SetAction> lastPresent; // invocations of reads
    private Op<SetAction> lastAbsent;
    private Op<SetAction> lastReadBy;
    private Op<SetAction> keptBy; // reads of the final phase
    private Op<SetAction> missedBy;

    Element(Object value) {
        this.value = value;
    }

    void acknowledge(Op<SetAction> completion) {
        if (known == null) known = completion;
    }

    /** @return false where the same read has seen it already */
    boolean see(Op<SetAction> invocation, Op<SetAction> completion) {
        if (lastReadBy == completion) return false;
        lastReadBy = completion;
        if (known == null) known = completion;
        lastPresent = later(lastPresent, invocation);
        return true;
    }

    /** To be told of each read, after what it saw. */
    void missUnlessSeen(Op<SetAction> invocation, Op<SetAction> completion, boolean isFinal) {
        boolean isSeen = lastReadBy == completion;
        if (!isSeen) lastAbsent = later(lastAbsent, invocation);
        if (isFinal && isSeen) keptBy = completion;
        if (isFinal && !isSeen) missedBy = completion;
    }

    private static Op<SetAction> later(Op<SetAction> a, Op<SetAction> b) {
        return a == null || a.index() < b.index() ? b : a;
    }

    boolean isStable() {
        return lastPresent != null && (lastAbsent == null || lastAbsent.index() < lastPresent.index());
    }

    boolean isLost() {
        return known != null
                && lastAbsent != null
                && (lastPresent == null || lastPresent.index() < lastAbsent.index())
                && known.index() < lastAbsent.index();
    }

    /** Whether some reads of the final phase saw it, and others did not. */
    boolean isDivisive() {
        return keptBy != null && missedBy != null;
    }

    /** How long after it was known a read that missed it still began, in whole milliseconds; 0 where none did. */
    long stableLatencyMillis() {
        return lastAbsent == null ? 0 : Math.max(0, lastAbsent.timeNanos() + 1 - known.timeNanos()) / NANOS_PER_MILLI;
    }

    Object value() {
        return value;
    }

    Op<SetAction> known() {
        return known;
    }

    Op<SetAction> lastAbsent() {
        return lastAbsent;
    }

    Op<SetAction> keptBy() {
        return keptBy;
    }

    Op<SetAction> missedBy() {
        return missedBy;
    }
}
