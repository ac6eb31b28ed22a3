package site;

import picocli.CommandLine.Model.CommandSpec;

/** Where a verb prints: a terminal with a person before it, or a pipe. */
final class Terminal {
    private static final int WIDTH_OF_A_PIPE = 100;

    private Terminal() {}

    static boolean isThere() {
        return System.console() != null && System.console().isTerminal();
    }

    /** In columns. */
    static int width(CommandSpec verb) {
        return isThere() ? verb.usageMessage().width() : WIDTH_OF_A_PIPE;
    }
}
