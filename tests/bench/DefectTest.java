package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

/** When the bench itself is wrong, nobody looks for the mistake in a node. */
final class DefectTest {
    @Command(name = "broken")
    static final class Broken implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("that cannot be");
        }
    }

    @Test
    void isTellableFromAFailureAndLeavesItsDetails() throws IOException {
        var err = new StringWriter();
        int exit = Bench.commandLine()
                .addSubcommand(new Broken())
                .setErr(new PrintWriter(err))
                .execute("broken");
        assertEquals(70, exit);
        var lines = err.toString().lines().toList();
        assertEquals(2, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains("a defect of the bench"), lines::toString);
        assertTrue(lines.getFirst().contains("that cannot be"), lines::toString);
        var details = Path.of(lines.getLast().replaceFirst(".* ", ""));
        assertTrue(Files.readString(details).contains("DefectTest$Broken.call(DefectTest.java:"));
        Files.delete(details);
    }
}
