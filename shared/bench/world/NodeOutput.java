package bench.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Leads what nodes under test print into their logs, where it goes too when they are processes. */
public final class NodeOutput extends OutputStream {
    private static final ScopedValue<Lines> LINES = ScopedValue.newInstance();

    private final PrintStream others;

    /** What one node prints, by the line. It may print half of one, await, and print the rest on another thread. */
    static final class Lines {
        private final Consumer<String> log;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

        /** @param log told each line */
        Lines(Consumer<String> log) {
            this.log = log;
        }

        private void write(byte[] bytes, int offset, int length) {
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
        void endBegun() {
            if (begun.size() > 0) end();
        }
    }

    private NodeOutput(PrintStream others) {
        this.others = others;
    }

    /** A stream of which whatever no node prints goes on to {@code others}. */
    public static PrintStream over(PrintStream others) {
        return new PrintStream(new NodeOutput(others), true, others.charset());
    }

    /** Runs {@code task}, whose output goes to {@code lines}. */
    static void into(Lines lines, Runnable task) {
        ScopedValue.where(LINES, lines).run(task);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (LINES.isBound()) LINES.get().write(bytes, offset, length);
        else others.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        others.flush();
    }
}
