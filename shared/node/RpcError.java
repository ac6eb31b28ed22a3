package node;

/**
 * An error answer, sent or received. The codes are Maelstrom's.
 *
 * <p>Thrown by a handler, it is what the sender of the request gets. Thrown by {@link Node#rpc}, it is what the peer answered,
 * or a timeout.
 */
public final class RpcError extends RuntimeException {
    public static final int TIMEOUT = 0;
    public static final int NODE_NOT_FOUND = 1;
    public static final int NOT_SUPPORTED = 10;
    public static final int TEMPORARILY_UNAVAILABLE = 11;
    public static final int MALFORMED_REQUEST = 12;
    public static final int CRASH = 13;
    public static final int ABORT = 14;
    public static final int KEY_DOES_NOT_EXIST = 20;
    public static final int KEY_ALREADY_EXISTS = 21;
    public static final int PRECONDITION_FAILED = 22;
    public static final int TXN_CONFLICT = 30;

    private final int code;
    private final String answeredBy;
    private final boolean isMalformedReply;

    /**
     * An error of this node's own making.
     *
     * @param code one of the codes above, or a custom one from 1000 up
     * @param text what went wrong, for a person
     */
    public RpcError(int code, String text) {
        this(code, text, null, false);
    }

    private RpcError(int code, String text, String answeredBy, boolean isMalformedReply) {
        super(text, null, false, false); // an answer, not a defect: its stack trace would tell nothing
        this.code = code;
        this.answeredBy = answeredBy;
        this.isMalformedReply = isMalformedReply;
    }

    /** The error that {@code peer} answered. */
    static RpcError answeredBy(String peer, int code, String text) {
        return new RpcError(code, text, peer, false);
    }

    /**
     * The peer answered with what is no answer to the request. What it did is not known, as after a crash; what tells the two
     * apart is {@link #isMalformedReply()}, since every code there is may be a peer's.
     *
     * @param text what it answered, for a person
     */
    public static RpcError malformedReply(String text) {
        return malformedReply(null, text);
    }

    static RpcError malformedReply(String peer, String text) {
        return new RpcError(CRASH, text, peer, true);
    }

    public int code() {
        return code;
    }

    /** Whether the peer answered with what is no answer to the request, and no error either. */
    public boolean isMalformedReply() {
        return isMalformedReply;
    }

    /** Whether the operation certainly did not happen and never will. Otherwise it may have happened, or may still. */
    public boolean isDefinite() {
        return isDefinite(code);
    }

    /** As {@link #isDefinite()}, of a bare code. */
    public static boolean isDefinite(int code) {
        return switch (code) {
            case NODE_NOT_FOUND,
                    NOT_SUPPORTED,
                    TEMPORARILY_UNAVAILABLE,
                    MALFORMED_REQUEST,
                    ABORT,
                    KEY_DOES_NOT_EXIST,
                    KEY_ALREADY_EXISTS,
                    PRECONDITION_FAILED,
                    TXN_CONFLICT -> true;
            default -> false; // also of a code that nobody knows
        };
    }

    /**
     * The code for whoever asked the handler that let this error through. That a peer did not do its part says nothing of what
     * the handler did before, so a peer's definite error becomes an indefinite one on its way out.
     */
    int codeWhenUnhandled() {
        return answeredBy != null && isDefinite() ? CRASH : code;
    }

    /** The text for whoever asked the handler that let this error through. */
    String textWhenUnhandled() {
        if (answeredBy == null) return getMessage();
        return answeredBy + (isMalformedReply ? " gave no answer: " : " answered error " + code + ": ") + getMessage();
    }
}
