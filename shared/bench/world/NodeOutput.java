package bench.world;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Leads what nodes under test print into their logs, where it goes too when they are processes. */
public final class NodeOutput extends OutputStream {
    private static final ScopedValue<Consumer<String>> LOG = ScopedValue.newInstance();

    private final PrintStream others;
    private final ThreadLocal<ByteArrayOutputStream> begun = ThreadLocal.withInitial(ByteArrayOutputStream::new);

    private NodeOutput(PrintStream others) {
        this.others = others;
    }

    /** A stream of which whatever no node prints goes on to {@code others}. */
    public static PrintStream over(PrintStream others) {
        return new PrintStream(new NodeOutput(others), true, others.charset());
    }

    /** Runs {@code task}, every line of whose output goes to {@code log}. */
    static void into(Consumer<String> log, Runnable task) {
        ScopedValue.where(LOG, log).run(task);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (!LOG.isBound()) {
            others.write(bytes, offset, length);
            return;
        }
        var line = begun.get();
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] != '\n') {
                line.write(bytes[i]);
                continue;
            }
            LOG.get().accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        }
    }

    @Override
    public void flush() throws IOException {
        others.flush();
    }
}
