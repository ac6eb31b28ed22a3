package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command line came to.
 *
 * @param exit its exit code
 */
public record Check(int exit, String out, String err) {
    /** The line of {@link #echoNode} that holds what the handler does. */
    static final int HANDLER_LINE = 12;

    public static Check run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Bench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Check(exit, out.toString(), err.toString());
    }

    /** A run of {@code stage}, or of a file, that takes few seeds and little time. */
    static Check shortly(String stage, String... more) {
        var arguments = new ArrayList<>(List.of("check", stage, "--seeds", "1", "--time-limit", "2"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /** Nothing was run, and one message says why. */
    void isRefusedWith(String... parts) {
        isRefused(Bench.USAGE, parts);
    }

    /** Nothing was run, since a file holds no node that could, and one message says why. */
    void hasNoNodeWith(String... parts) {
        isRefused(Bench.FAIL, parts);
    }

    /** Nothing was judged, since a file given cannot be, and one message says why. */
    void isRefusedForItsInputWith(String... parts) {
        isRefused(Bench.NO_INPUT, parts);
        assertEquals(1, err.lines().count(), err);
    }

    private void isRefused(int exitCode, String... parts) {
        assertEquals(exitCode, exit, this::toString);
        assertEquals("", out);
        for (var part : parts) assertTrue(err.contains(part), () -> "no \"" + part + "\" in: " + err);
        assertTrue(!err.contains("\tat "), err);
    }

    void passes() {
        assertEquals(Bench.PASS, exit, this::toString);
        assertEquals("", err);
    }

    void failsWith(String... parts) {
        assertEquals(Bench.FAIL, exit, this::toString);
        assertEquals("", err);
        for (var part : parts) assertTrue(out.contains(part), () -> "no \"" + part + "\" in: " + out);
        assertTrue(!out.contains("\tat "), out);
    }

    /** A file with a node for stage 1 that answers an echo with what {@code handler} does. */
    static Path echoNode(Path folder, String handler) throws IOException {
        return source(folder, "1-test.java", """
            //JAVA 25+
            //MAIN EchoNode
            import node.Node;
            import node.Request;

            final class EchoNode extends Node {
                record Echo(String echo) implements Request<EchoOk> {}
                record EchoOk(String echo) {}

                EchoNode() {
                    on(Echo.class, m -> {
                        HANDLER
                    });
                }

                void main() { serve(); }
            }
            """.replace("HANDLER", handler));
    }

    static Path source(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
