package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of where JBang comes from have in common: a clone that has none yet. */
abstract class Fetching {
    @TempDir
    Path folder;

    Clone clone;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new Clone(folder);
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    void expectRefusal(String... parts) throws Exception {
        var result = clone.jbang("5c");
        assertEquals(69, result.code(), result.err());
        assertEquals("", result.out());
        assertTrue(result.complaint().startsWith("jbang: "), result.err());
        for (var part : parts) assertTrue(result.complaint().contains(part), part + " in " + result.err());
        assertEquals(List.of(), Clone.names(clone.caches));
        assertEquals(List.of(), Clone.names(clone.root.resolve("build/launch")));
    }

    void expectInstalled(String... files) throws Exception {
        var result = clone.jbang("5c");
        assertEquals("stage 5c\nthe bench\nthe node\n", result.out(), result.err());
        assertEquals(List.of("jbang-0.132.1"), Clone.names(clone.caches));
        assertEquals(List.of(files), Clone.names(clone.caches.resolve("jbang-0.132.1")));
    }
}
