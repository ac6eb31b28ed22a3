package bench.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Leads what nodes under test print into their logs, where it goes too when they are processes. */
public final class NodeOutput extends OutputStream {
    private static final ScopedValue<Lines> LINES = ScopedValue.newInstance();

    private final PrintStream others;
    private final boolean isStdout;

    /** What one node prints, by the line. It may print half of one, await, and print the rest on another thread. */
    public static final class Lines {
        private final Consumer<String> log;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private boolean hasStdout;
        private Optional<StackTraceElement> stdoutBegunAt = Optional.empty();

        /** @param log told each line */
        public Lines(Consumer<String> log) {
            this.log = log;
        }

        private void write(byte[] bytes, int offset, int length, boolean onStdout) {
            if (onStdout && !hasStdout) {
                hasStdout = true;
                stdoutBegunAt = Guard.place(Thread.currentThread().getStackTrace());
            }
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n') end();
                else begun.write(bytes[i]);
            }
        }

        private void end() {
            log.accept(begun.toString(StandardCharsets.UTF_8));
            begun.reset();
        }

        /** Tells the line that was begun, if one was. */
        public void endBegun() {
            if (begun.size() > 0) end();
        }

        /** Whether any of it was for stdout. */
        boolean hasStdout() {
            return hasStdout;
        }

        /** Where in the node's own code that began. */
        Optional<StackTraceElement> stdoutBegunAt() {
            return stdoutBegunAt;
        }
    }

    private NodeOutput(PrintStream others, boolean isStdout) {
        this.others = others;
        this.isStdout = isStdout;
    }

    /** A stream to be System.out, of which whatever no node prints goes on to {@code others}. */
    public static PrintStream stdoutOver(PrintStream others) {
        return new PrintStream(new NodeOutput(others, true), true, others.charset());
    }

    /** The same to be System.err. */
    public static PrintStream stderrOver(PrintStream others) {
        return new PrintStream(new NodeOutput(others, false), true, others.charset());
    }

    /** Runs {@code task}, whose output goes to {@code lines}. */
    public static void into(Lines lines, Runnable task) {
        ScopedValue.where(LINES, lines).run(task);
    }

    /** Makes what {@code making} makes, whose output goes to {@code lines}. */
    public static <T, X extends Throwable> T into(Lines lines, ScopedValue.CallableOp<T, X> making) throws X {
        return ScopedValue.where(LINES, lines).call(making);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (LINES.isBound()) LINES.get().write(bytes, offset, length, isStdout);
        else others.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        others.flush();
    }
}
