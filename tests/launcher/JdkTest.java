package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the launcher looks for a JDK, and what it does with one that is too old. */
@DisabledOnOs(OS.WINDOWS)
class JdkTest {
    @TempDir
    Path folder;

    private Clone clone;
    private Path system;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new Clone(folder).fetched().set("JAVA_HOME", null).set("INSTEAD_OF_INPUT", "echo \"$JAVA_HOME\"");
        system = folder.resolve("system");
    }

    /** The JDK that the launcher hands on. */
    private String found() throws Exception {
        return clone.jbang("5c").out().lines().toList().getLast();
    }

    private void expect(Path jdk) throws Exception {
        assertEquals(jdk.toString(), found());
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        FakeJdk.in(system.resolve("usr/lib/jvm/a"), "25");
        var jdk = FakeJdk.in(folder.resolve("mine"), "25");
        clone.set("JAVA_HOME", jdk.toString());
        expect(jdk);
    }

    @Test
    void javaOnPathIsFollowedToItsJdk() throws Exception {
        FakeJdk.in(system.resolve("usr/lib/jvm/a"), "25");
        var jdk = FakeJdk.in(folder.resolve("some where"), "27-ea");
        var alternative = Files.createSymbolicLink(folder.resolve("java"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(clone.bin.resolve("java"), alternative);
        expect(jdk);
    }

    @Test
    void aShimOnPathIsAskedForItsJdk() throws Exception {
        var jdk = FakeJdk.in(folder.resolve("managed"), "25.0.1");
        clone.command("java", "#!/bin/sh\necho 'Property settings:' >&2\necho '    java.home = " + jdk + "' >&2\n");
        expect(jdk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/jvm/temurin-25-jdk-amd64",
                "usr/lib64/jvm/java-25",
                "usr/java/jdk-25",
                "opt/java/openjdk",
                "opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home",
                "usr/local/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
                "home/linuxbrew/.linuxbrew/opt/openjdk/libexec",
                "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home"
            })
    void theSystemsPlacesAreSearched(String place) throws Exception {
        expect(FakeJdk.in(system.resolve(place), "25.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".sdkman/candidates/java/25-tem",
                "Library/Java/JavaVirtualMachines/corretto-25/Contents/Home",
                ".jbang/cache/jdks/25"
            })
    void theUsersPlacesAreSearched(String place) throws Exception {
        expect(FakeJdk.in(clone.home.resolve(place), "25.0.1"));
    }

    @Test
    void sdkmanAndJBangMayLiveElsewhere() throws Exception {
        var sdkman = FakeJdk.in(folder.resolve("sdk/candidates/java/25"), "25");
        var jbang = FakeJdk.in(folder.resolve("jb/cache/jdks/26"), "26");
        clone.set("JBANG_DIR", folder.resolve("jb").toString());
        expect(jbang);
        clone.set("SDKMAN_DIR", folder.resolve("sdk").toString());
        expect(sdkman);
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_392", "17.0.15", "24"})
    void anOlderOneIsPassedOver(String version) throws Exception {
        clone.set("JAVA_HOME", FakeJdk.in(folder.resolve("old"), version).toString());
        expect(FakeJdk.in(system.resolve("usr/lib/jvm/z"), "25"));
    }

    @Test
    void aRuntimeWithoutACompilerIsPassedOver() throws Exception {
        var runtime = FakeJdk.in(system.resolve("usr/lib/jvm/a"), "25");
        Files.delete(runtime.resolve("bin/javac"));
        expect(FakeJdk.in(system.resolve("usr/lib/jvm/z"), "25"));
    }

    @Test
    void withAnOlderOneJBangFetchesANewerOne() throws Exception {
        FakeJdk.in(system.resolve("usr/lib/jvm/old"), "17.0.15");
        var fetched = FakeJdk.in(folder.resolve("fetched"), "25.0.1");
        var jdks = clone.home.resolve(".jbang/cache/jdks");
        clone.set("JDK_INSTALL", "mkdir -p '" + jdks + "'; mv '" + fetched + "' '" + jdks + "/25'");
        var result = clone.jbang("5c");
        assertEquals(
                jdks.resolve("25").toString(), result.out().lines().toList().getLast());
        assertTrue(result.err().startsWith("jbang: found only JDK 17, in " + system), result.err());
    }

    @Test
    void whereJBangCannotFetchOneTheMessageTellsWhatIsThereAndWhatToDo() throws Exception {
        var old = FakeJdk.in(system.resolve("usr/lib/jvm/old"), "17.0.15");
        clone.set("JDK_INSTALL", "echo '[jbang] [ERROR] the host is unknown' >&2; exit 1");
        var result = clone.jbang("5c");
        assertEquals(69, result.code());
        var message = result.complaint();
        for (var part : List.of("JDK 17, in " + old, "the host is unknown", "JDK 25", "Debian", "macOS", "Windows"))
            assertTrue(message.contains(part), part + " in " + message);
    }

    @Test
    void withoutAnyJdkTheMessageTellsWhatToDo() throws Exception {
        var result = clone.jbang("check");
        assertEquals(69, result.code());
        assertEquals("", result.out());
        var message = result.complaint();
        for (var part : List.of("no JDK", "JAVA_HOME", "JDK 25", "Debian", "macOS", "Windows"))
            assertTrue(message.contains(part), part + " in " + message);
    }
}
