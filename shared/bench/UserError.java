package bench;

/** A mistake of whoever gave the command: one message says what is wrong, where, and what to do. */
final class UserError extends RuntimeException {
    private final int exitCode;

    /** A mistake on the command line. */
    UserError(String message) {
        this(message, Bench.USAGE);
    }

    private UserError(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** A file that is given, but cannot be used. */
    static UserError ofInput(String message) {
        return new UserError(message, Bench.NO_INPUT);
    }

    int exitCode() {
        return exitCode;
    }
}
