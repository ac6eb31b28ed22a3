package bench;

/** A mistake on the command line: one message says what is wrong, where, and what to do. */
final class UserError extends RuntimeException {
    UserError(String message) {
        super(message, null, false, false);
    }
}
