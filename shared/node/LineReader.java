package node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Splits a stream of bytes into lines, as many at a time as have come. */
public final class LineReader {
    private static final int BUFFER_BYTES = 1 << 14;

    private final InputStream in;
    private final int longestBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /** @param longestBytes a line that is longer is an error */
    public LineReader(InputStream in, int longestBytes) {
        this.in = in;
        this.longestBytes = longestBytes;
    }

    /**
     * Waits for more to come.
     *
     * @return the lines that are whole now, without their ends, perhaps none; or null at the end of the stream
     */
    public List<byte[]> next() throws IOException {
        int count = in.read(buffer);
        if (count < 0) return null;
        var lines = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i < count; i++) {
            if (buffer[i] != '\n') continue;
            if (begun.size() == 0) {
                lines.add(Arrays.copyOfRange(buffer, start, i));
            } else {
                begun.write(buffer, start, i - start);
                lines.add(finish());
            }
            start = i + 1;
        }
        begun.write(buffer, start, count - start);
        if (begun.size() > longestBytes) throw new IOException("a line is longer than " + longestBytes + " bytes");
        return lines;
    }

    /** What has come since the last whole line: at the end of the stream, the line whose end is missing. */
    public byte[] rest() {
        return begun.toByteArray();
    }

    private byte[] finish() {
        var line = begun.toByteArray();
        if (line.length > BUFFER_BYTES)
            begun = new ByteArrayOutputStream(); // one long line is not to cost memory for ever
        else begun.reset();
        return line;
    }
}
