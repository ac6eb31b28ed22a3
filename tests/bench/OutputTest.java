package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whatWasThereStaysUntilAllThatTakesItsPlaceIsWritten() throws IOException {
        var file = Files.writeString(folder.resolve("results.json"), "of yesterday");
        var output = new Output("--json", file);
        assertEquals("of yesterday", Files.readString(file));
        var error = assertThrows(
                UserError.class,
                () -> output.write(out -> {
                    out.write('h');
                    throw new IOException("No space left on device");
                }));
        assertEquals("--json " + file + " is not complete: No space left on device", error.getMessage());
        assertEquals("of yesterday", Files.readString(file));
        assertEquals(List.of(file), files());
        output.write(out -> out.write("of today".getBytes()));
        assertEquals("of today", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void whereNothingIsWrittenThereIsNoFile() throws IOException {
        new Output("--json", folder.resolve("results.json"));
        assertTrue(files().isEmpty());
    }

    @Test
    void aLinkStaysOne() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var link = Files.createSymbolicLink(folder.resolve("link"), file);
        new Output("--json", link).write(out -> out.write('1'));
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("1", Files.readString(file));
    }
}
