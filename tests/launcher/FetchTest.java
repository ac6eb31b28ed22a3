package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where JBang comes from: an installed one, or Maven. For the release archive see {@link ArchiveTest}. */
@DisabledOnOs(OS.WINDOWS)
class FetchTest extends Fetching {
    @ParameterizedTest
    @ValueSource(strings = {"", "/dev/null/home"})
    void aHomeThatIsNoneIsOneMessage(String home) throws Exception {
        clone.set("HOME", home);
        expectRefusal(home.isEmpty() ? "HOME is not set" : "cannot write to /dev/null/home/.cache");
    }

    @Test
    void aBuildThatIsThereNeedsNoHome() throws Exception {
        clone.fetched();
        clone.jbang("5c");
        clone.set("HOME", null);
        assertEquals("stage 5c\nthe bench\nthe node\n", clone.jbang("5c").out());
    }

    @Test
    void theCacheIsWhereTheUserKeepsCaches() throws Exception {
        var elsewhere = Files.createDirectories(folder.resolve("my cache/gossip-glomers/jbang-0.132.1"));
        clone.set("XDG_CACHE_HOME", folder.resolve("my cache").toString());
        assertEquals("stage 5c\nthe bench\nthe node\n", clone.jbang("5c").out());
        assertTrue(Files.exists(elsewhere));
        assertEquals(List.of(), Clone.names(clone.caches));
    }

    @Nested
    class Installed {
        private static final String SCRIPT = """
            #!/bin/sh
            case $1 in
              --version) echo %s ;;
              --verbose)
                for word; do case $word in --build-dir=*) folder=${word#*=} ;; esac; done
                echo "built by the installed JBang, JAVA_HOME=$JAVA_HOME" >"$folder/5c.jar"
                printf '\\033[1m[jbang]\\033[0m [0:1] run: java -classpath %%s Main\\n' "$folder/5c.jar:$BUILDS" >&2
                : >"$BUILDS" ;;
              *) for word; do echo "installed <$word>"; done; exit 7 ;;
            esac
            """;

        @ParameterizedTest
        @ValueSource(strings = {"0.127.18", "0.132.1", "0.200.0", "1.0.0"})
        void aNewEnoughOneIsUsed(String version) throws Exception {
            clone.command("jbang", SCRIPT.formatted(version));
            assertEquals(
                    "built by the installed JBang, JAVA_HOME=" + clone.get("JAVA_HOME") + "\n",
                    clone.jbang("5c").out());
            assertEquals(List.of(), Clone.names(clone.caches));
        }

        @ParameterizedTest
        @ValueSource(strings = {"0.127.9", "0.99.0", "0.126.30", "0.0.1", "''", "nonsense", "1.2.3.4"})
        void anOlderOrBrokenOneIsPassedOver(String version) throws Exception {
            clone.command("jbang", SCRIPT.formatted(version));
            clone.fetched();
            assertEquals("stage 5c\nthe bench\nthe node\n", clone.jbang("5c").out());
        }

        @Test
        void theOneInJBangsOwnPlaceIsUsedToo() throws Exception {
            Clone.executable(clone.home.resolve(".jbang/bin/jbang"), SCRIPT.formatted("0.132.1"));
            assertTrue(clone.jbang("5c").out().startsWith("built by the installed JBang"));
        }

        @Test
        void itGetsOtherCommandLinesUntouched() throws Exception {
            clone.command("jbang", SCRIPT.formatted("0.132.1"));
            var result = clone.jbang("run", "a b", "");
            assertEquals("installed <run>\ninstalled <a b>\ninstalled <>\n", result.out());
            assertEquals(7, result.code());
        }

        @Test
        void theLauncherOfAnotherCloneIsNone() throws Exception {
            var other = new Clone(Files.createDirectory(folder.resolve("other")));
            clone.set("PATH", other.root + ":" + clone.get("PATH"));
            clone.fetched();
            assertTrue(clone.jbang("--version").out().startsWith("JBang was asked\n"));
        }
    }

    @Nested
    class Maven {
        private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>"%s"
            while [ $# -gt 0 ]; do
              case $1 in -DoutputDirectory=*) folder=${1#*=} ;; -f) pom=$2 ;; esac
              shift
            done
            eval "$MAVEN_DOES"
            """;

        private Path calls;

        @BeforeEach
        void installMaven() throws Exception {
            calls = folder.resolve("maven-calls");
            clone.command("mvn", MAVEN.formatted(calls));
            clone.write(
                    ".jbang/checksums",
                    "# a comment with a:b:c in it\n"
                            + sha256("zip".getBytes()) + "  jbang-0.132.1.zip\n"
                            + sha256("one\n".getBytes()) + "  g.roup:one:1.0\n"
                            + sha256("two\n".getBytes()) + "  group:two:2.0.Final");
            clone.set("MAVEN_DOES", "echo one >\"$folder/one-1.0.jar\"; echo two >\"$folder/two-2.0.Final.jar\"");
        }

        @Test
        void theJarsThatItCopiesAreInstalledOnce() throws Exception {
            expectInstalled("one-1.0.jar", "two-2.0.Final.jar");
            clone.write("challenges/5c.java", "edited");
            assertEquals("edited\nthe bench\nthe node\n", clone.jbang("5c").out());
            assertEquals(1, Files.readAllLines(calls).size());
        }

        @Test
        void itIsAskedForWhatTheChecksumsName() throws Exception {
            clone.set("MAVEN_DOES", "cat \"$pom\" >'" + folder + "/pom'; " + clone.get("MAVEN_DOES"));
            expectInstalled("one-1.0.jar", "two-2.0.Final.jar");
            var pom = Files.readString(folder.resolve("pom")).replaceAll("\\s", "");
            assertTrue(
                    pom.contains("<groupId>g.roup</groupId><artifactId>one</artifactId><version>1.0</version>"), pom);
            assertTrue(
                    pom.contains("<groupId>group</groupId><artifactId>two</artifactId><version>2.0.Final</version>"),
                    pom);
            assertEquals(2, pom.split("<artifactItem>").length - 1);
        }

        @Test
        void itsHomeIsTheUsersHomeAndItsNoiseStaysAway() throws Exception {
            var does = "echo \"$JDK_JAVA_OPTIONS\" >'" + folder + "/options'; echo noise; echo noise >&2; ";
            clone.set("MAVEN_DOES", does + clone.get("MAVEN_DOES"));
            var result = clone.jbang("5c");
            assertEquals("", result.complaint());
            assertFalse(result.out().contains("noise"));
            var options = Files.readString(folder.resolve("options"));
            assertTrue(options.contains("\"-Duser.home=" + clone.home + "\""), options);
        }

        @Test
        void jbangHearsWhatMavenWasTold() throws Exception {
            clone.set("MAVEN_OPTS", "-Xmx1g -Dhttps.proxyHost=proxy -XX:+UseZGC -Dmaven.repo.local=/r");
            var out = clone.jbang("--version").out();
            for (var property : List.of("https.proxyHost=proxy", "maven.repo.local=/r", "user.home=" + clone.home))
                assertTrue(out.contains("<-D" + property + ">\n"), out);
            assertFalse(out.contains("ZGC") || out.contains("-Xmx1g"), out);
        }

        @Test
        void itsFailureIsOneMessageWithTheReason() throws Exception {
            clone.set("MAVEN_DOES", """
                printf '\\033[1m[\\033[31mERROR\\033[m] Plugin x could not be resolved: '
                echo 'Could not transfer artifact x from y: Connection refused -> [Help 1]'
                echo '[ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.'
                exit 1
                """);
            expectRefusal(
                    "Maven could not fetch JBang: Could not transfer artifact x from y: Connection refused\n",
                    "settings.xml");
        }

        @Test
        void aFailureThatIsNotMavensOwnIsShownAsItIs() throws Exception {
            clone.set("MAVEN_DOES", "echo 'no java here'; exit 1");
            expectRefusal("Maven could not fetch JBang: no java here\n");
        }

        @Test
        void itRunsOnTheUsersJavaUnlessThereIsNone() throws Exception {
            var told = folder.resolve("java-home");
            clone.set("MAVEN_DOES", "echo \"$JAVA_HOME\" >'" + told + "'; " + clone.get("MAVEN_DOES"));
            var jdk = clone.get("JAVA_HOME");
            clone.set("JAVA_HOME", "/broken")
                    .set("SDKMAN_DIR", folder.resolve("sdk").toString());
            var other = FakeJdk.in(folder.resolve("sdk/candidates/java/25"), "25");
            clone.jbang("5c");
            assertEquals(other + "\n", Files.readString(told));
            Files.delete(clone.caches.resolve("jbang-0.132.1/one-1.0.jar"));
            Files.delete(clone.caches.resolve("jbang-0.132.1/two-2.0.Final.jar"));
            Files.delete(clone.caches.resolve("jbang-0.132.1"));
            clone.set("JAVA_HOME", jdk).jbang("--version");
            assertEquals(jdk + "\n", Files.readString(told));
        }

        @Test
        void aWrongFileIsRefused() throws Exception {
            clone.set("MAVEN_DOES", "echo one >\"$folder/one-1.0.jar\"; echo evil >\"$folder/two-2.0.Final.jar\"");
            expectRefusal(
                    "two-2.0.Final.jar has the wrong SHA-256", sha256("two\n".getBytes()), sha256("evil\n".getBytes()));
        }

        @Test
        void aMissingFileIsRefused() throws Exception {
            clone.set("MAVEN_DOES", "echo one >\"$folder/one-1.0.jar\"");
            expectRefusal("two-2.0.Final.jar did not arrive");
        }

        @Test
        void twoAtOnceInstallOnce() throws Exception {
            var processes = new ArrayList<Clone.Running>();
            for (int i = 0; i < 4; i++) processes.add(clone.start("5c"));
            for (var process : processes)
                assertEquals(
                        "stage 5c\nthe bench\nthe node\n", process.finish("").out());
            expectInstalled("one-1.0.jar", "two-2.0.Final.jar");
        }
    }
}
