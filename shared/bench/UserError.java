package bench;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** A mistake of whoever gave the command: one message says what is wrong, where, and what to do. */
final class UserError extends RuntimeException {
    private final int exitCode;

    /** A mistake on the command line. */
    UserError(String message) {
        this(message, Bench.USAGE);
    }

    UserError(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** @throws UserError where {@code value}, which {@code option} gives, is out of its range */
    static void unlessBetween(String option, long value, long least, long most) {
        if (value < least || value > most)
            throw new UserError(option + " is " + value + "; it must be between " + least + " and " + most);
    }

    /** A file that is given, but cannot be used. */
    static UserError ofInput(String message) {
        return new UserError(message, Bench.NO_INPUT);
    }

    /** Why a file could not be used, in words for a person. */
    static String reason(IOException problem) {
        return switch (problem) {
            case AccessDeniedException e -> "permission denied for " + e.getFile();
            case NoSuchFileException e -> "there is no " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " is in the way";
            default -> problem.getMessage();
        };
    }

    int exitCode() {
        return exitCode;
    }
}
