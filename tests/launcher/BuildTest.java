package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A build is used as long as it is what JBang would build now, and never longer. */
@DisabledOnOs(OS.WINDOWS)
class BuildTest {
    @TempDir
    Path folder;

    private Clone clone;
    private Path launch;

    @BeforeEach
    void makeClone() throws IOException {
        clone = new Clone(folder).fetched();
        launch = clone.root.resolve("build/launch");
    }

    private void expect(String out, int builds) throws Exception {
        assertEquals(out, clone.jbang("5c").out());
        assertEquals(builds, clone.builds());
    }

    @Test
    void nothingIsBuiltAgainWhileNothingChanges() throws Exception {
        for (int i = 0; i < 3; i++) expect("stage 5c\nthe bench\nthe node\n", 1);
        assertEquals("", clone.jbang("5c").err());
    }

    @Test
    void allVerbsShareOneBuild() throws Exception {
        clone.jbang("check");
        clone.jbang("bin");
        clone.jbang("maelstrom");
        assertEquals(1, clone.builds());
    }

    @Test
    void aChangedScriptIsBuiltAgain() throws Exception {
        clone.jbang("5c");
        clone.write("challenges/5c.java", "better");
        expect("better\nthe bench\nthe node\n", 2);
    }

    @Test
    void aChangedSourceIsBuiltAgainEvenWhenItsTimeAndSizeStay() throws Exception {
        clone.jbang("5c");
        var source = clone.root.resolve("shared/node/Node.java");
        var time = Files.getLastModifiedTime(source);
        clone.write("shared/node/Node.java", "the nodf");
        Files.setLastModifiedTime(source, time);
        expect("stage 5c\nthe bench\nthe nodf\n", 2);
    }

    @Test
    void aSourceFromThePastIsBuiltAgain() throws Exception {
        clone.jbang("5c");
        Files.setLastModifiedTime(clone.write("shared/node/Node.java", "old"), FileTime.fromMillis(0));
        expect("stage 5c\nthe bench\nold\n", 2);
    }

    @Test
    void anAddedAndARemovedSourceAreNoticed() throws Exception {
        clone.jbang("5c");
        var added = clone.write("shared/node/Zzz.java", "more");
        expect("stage 5c\nthe bench\nthe node\nmore\n", 2);
        Files.delete(added);
        expect("stage 5c\nthe bench\nthe node\n", 2);
    }

    @Test
    void aRenamedSourceIsBuiltAgain() throws Exception {
        clone.jbang("5c");
        Files.move(clone.root.resolve("shared/node/Node.java"), clone.root.resolve("shared/node/Other.java"));
        expect("stage 5c\nthe bench\nthe node\n", 2);
    }

    @Test
    void aChangeTakenBackNeedsNoBuild() throws Exception {
        clone.jbang("5c");
        clone.write("challenges/5c.java", "worse");
        clone.jbang("5c");
        clone.write("challenges/5c.java", "stage 5c");
        expect("stage 5c\nthe bench\nthe node\n", 2);
    }

    @Test
    void aTouchedSourceNeedsNoBuild() throws Exception {
        clone.jbang("5c");
        Files.setLastModifiedTime(clone.root.resolve("challenges/5c.java"), FileTime.fromMillis(9_999_999_999_999L));
        expect("stage 5c\nthe bench\nthe node\n", 1);
    }

    @Test
    void whatAnEditorLeavesBehindNeedsNoBuild() throws Exception {
        clone.jbang("5c");
        clone.write("shared/node/.Node.java.swp", "swap");
        clone.jbang("5c");
        assertEquals(1, clone.builds());
    }

    @Test
    void anEditedChallengeLeavesTheBenchAlone() throws Exception {
        clone.jbang("check");
        clone.write("challenges/5c.java", "edited");
        clone.jbang("check");
        assertEquals(1, clone.builds());
    }

    @Test
    void theTestsAreBuiltAgainWhenAChallengeOrATestChanges() throws Exception {
        clone.jbang("test");
        clone.write("challenges/5c.java", "edited");
        clone.jbang("test");
        clone.write("tests/more/MoreTest.java", "more");
        clone.jbang("test");
        assertEquals(3, clone.builds());
    }

    @Test
    void anotherJdkBuildsAgain() throws Exception {
        clone.jbang("5c");
        clone.set("JAVA_HOME", FakeJdk.in(folder.resolve("jdk-26"), "26").toString());
        expect("stage 5c\nthe bench\nthe node\n", 2);
    }

    @Test
    void anUpdateOfTheJdkInItsPlaceBuildsAgain() throws Exception {
        clone.jbang("5c");
        FakeJdk.in(Path.of(clone.get("JAVA_HOME")), "25.0.2");
        expect("stage 5c\nthe bench\nthe node\n", 2);
    }

    @Test
    void aMovedCloneBuildsAgainBecauseItsJarsAreElsewhere() throws Exception {
        clone.jbang("5c");
        var moved = folder.resolve("moved");
        Files.move(clone.root, moved);
        var result = clone.start(folder, moved.resolve("jbang"), "5c").finish("");
        assertEquals("stage 5c\nthe bench\nthe node\n", result.out());
        assertEquals(2, clone.builds());
    }

    @Test
    void aBuildHoldsItsDependenciesBecauseMavensMayGo() throws Exception {
        clone.jbang("5c");
        var build = launch.resolve(Clone.names(launch).getFirst());
        assertEquals(List.of("1-builds", "5c.jar", "args"), Clone.names(build));
        assertEquals(
                List.of(
                        "\"-classpath\"",
                        "\"" + build.resolve("5c.jar") + ":" + build.resolve("1-builds") + "\"",
                        "\"Main\""),
                Files.readAllLines(build.resolve("args")));
    }

    @Test
    void onlyTheLastBuildsOfAScriptAreKept() throws Exception {
        clone.jbang("check");
        for (int i = 0; i < 5; i++) {
            clone.write("challenges/5c.java", "try " + i);
            clone.jbang("5c");
        }
        var names = Clone.names(launch);
        assertEquals(3, names.stream().filter(name -> name.startsWith("5c.")).count());
        assertEquals(1, names.stream().filter(name -> name.startsWith("Bench.")).count());
        assertEquals(4, names.size());
    }

    @Test
    void manyLaunchersAtOnceAllWorkAndLeaveOneBuild() throws Exception {
        var processes = new ArrayList<Clone.Running>();
        for (int i = 0; i < 6; i++) processes.add(clone.start("5c", "" + i));
        for (int i = 0; i < 6; i++)
            assertEquals(
                    "stage 5c\nthe bench\nthe node\n<" + i + ">\n",
                    processes.get(i).finish("").out());
        assertEquals(1, Clone.names(launch).size());
        assertEquals(
                List.of("1-builds", "5c.jar", "args"),
                Clone.names(launch.resolve(Clone.names(launch).getFirst())));
    }

    @Test
    void aSourceThatChangesDuringTheBuildIsBuiltAgain() throws Exception {
        clone.set("DURING_BUILD", "[ -e done ] || echo 'just changed' >challenges/5c.java; : >done");
        expect("just changed\nthe bench\nthe node\n", 2);
        assertEquals(1, Clone.names(launch).size());
    }

    @Test
    void sourcesThatNeverRestEndInAMessage() throws Exception {
        clone.set("DURING_BUILD", "echo more >>challenges/5c.java");
        var result = clone.jbang("5c");
        assertEquals(69, result.code());
        assertTrue(result.complaint().contains("changed during each of 3 builds"), result.err());
        assertEquals(List.of(), Clone.names(launch));
    }

    @Test
    void aSignalDuringABuildEndsItWithItsCompilerAndLeavesNothing() throws Exception {
        assumeTrue(Clone.onPath("ps") != null);
        var started = Clone.pipe(folder.resolve("started"));
        var never = Clone.pipe(folder.resolve("never"));
        clone.set("DURING_BUILD", "cat '" + never + "' & echo $! >'" + started + "'; wait");
        var process = clone.start("5c");
        var compiler = ProcessHandle.of(Long.parseLong(process.hear(started))).orElseThrow();
        process.process().toHandle().destroy();
        assertEquals(143, process.finish("").code());
        compiler.onExit().join();
        assertEquals(List.of(), Clone.names(launch));
    }

    @Test
    void whatAKilledLauncherLeftIsClearedAwayAfterADay() throws Exception {
        var left = Files.createDirectories(launch.resolve("new.yesterday"));
        Files.createDirectories(launch.resolve("new.now"));
        Files.writeString(left.resolve("args"), "");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        clone.jbang("5c");
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(launch.resolve("new.now")));
    }

    @Test
    void aFailedBuildTellsTheCompilersWordsOnceAndLeavesNothing() throws Exception {
        clone.set("DURING_BUILD", """
            {
              echo 'Picked up JAVA_TOOL_OPTIONS: -Dx'
              echo '[jbang] [0:1] Building jar for 5c.java...'
              echo '/clone/challenges/5c.java:7: error: incompatible types'
              echo '    String at = 1;'
              echo '                ^'
              echo '1 error'
              echo '[jbang] [0:2] [ERROR] Error during compile'
              echo 'dev.jbang.cli.ExitException: Error during compile'
              printf '\\tat dev.jbang.Main.main(Main.java:27)\\n'
              echo '[jbang] [0:2] If you believe this a bug in jbang, open an issue'
            } >&2
            exit 1
            """);
        for (int attempt = 0; attempt < 2; attempt++) {
            var result = clone.jbang("5c");
            assertEquals(
                    "/clone/challenges/5c.java:7: error: incompatible types\n"
                            + "    String at = 1;\n                ^\n1 error",
                    result.complaint());
            assertEquals(69, result.code());
        }
        assertEquals(List.of(), Clone.names(launch));
    }

    @Test
    void aFullDiskIsNamedAndNotWhatTheCompilerSaysOfIt() throws Exception {
        clone.set("DURING_BUILD", """
            echo 'error: error while writing Main: /clone/Main.class: No space left on device' >&2
            exit 1
            """);
        var result = clone.jbang("5c");
        assertTrue(
                result.complaint()
                        .startsWith("jbang: no space is left on the disk, so challenges/5c.java cannot be built.\n"),
                result.err());
        assertFalse(result.err().contains("Main"), result.err());
        assertEquals(69, result.code());
    }

    @Test
    void aDependencyThatCannotBeFetchedIsOneMessageWithTheReason() throws Exception {
        clone.set("DURING_BUILD", """
            {
              echo '[jbang] [1:1] [ERROR] Could not read artifact descriptor for g:a:jar:1'
              echo 'dev.jbang.cli.ExitException: Could not read artifact descriptor for g:a:jar:1'
              echo 'Caused by: org.eclipse.aether.resolution.ArtifactDescriptorException: Failed'
              echo 'Caused by: org.eclipse.aether.transfer.ArtifactTransferException: no route to g:a'
              echo 'Caused by: java.net.ConnectException: Connection refused'
            } >&2
            exit 1
            """);
        var result = clone.jbang("5c");
        assertEquals(69, result.code());
        assertTrue(
                result.complaint().startsWith("jbang: cannot fetch what challenges/5c.java needs: no route to g:a\n"),
                result.err());
        assertFalse(result.err().contains("aether"), result.err());
    }

    @Test
    void anotherErrorOfJBangIsOneLine() throws Exception {
        clone.set("DURING_BUILD", "echo '[jbang] [1:1] [ERROR] No such source: ../nope' >&2; exit 2");
        var result = clone.jbang("5c");
        assertEquals("jbang: No such source: ../nope", result.complaint());
        assertNotEquals(0, result.code());
    }

    @Test
    void aJBangThatSaysNothingIsNamedAtLeast() throws Exception {
        var result = clone.set("DURING_BUILD", "exit 1").jbang("5c");
        assertEquals("jbang: JBang could not build challenges/5c.java, and does not say why.", result.complaint());
        assertEquals(69, result.code());
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        clone.write("build", "a file where a folder should be");
        Files.delete(clone.caches.resolve("jbang-0.132.1"));
        for (var jdk : List.of("25.0.1", "17.0.1")) { // of which JBang would fetch a newer one
            clone.set("JAVA_HOME", FakeJdk.in(folder.resolve("jdk-" + jdk), jdk).toString());
            var result = clone.jbang("5c");
            assertEquals(69, result.code());
            assertTrue(result.err().startsWith("jbang: cannot write to " + launch), result.err()); // nothing is fetched
        }
    }
}
