package bench;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What we print on, which remembers what went wrong: nobody who prints asks. */
final class Stdout extends FilterOutputStream {
    /** Nobody reads on, as after {@code | head}: that is no problem of ours. */
    private static final String NO_READER = "Broken pipe";

    private String problem;

    Stdout(OutputStream out) {
        super(out);
    }

    /** Why something that was printed did not arrive, though there is somebody who would read it. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (problem == null && !NO_READER.equals(e.getMessage())) problem = e.getMessage();
            throw e;
        }
    }
}
