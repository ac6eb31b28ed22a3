package story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.story.Investigation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An investigation that is stopped tells of the smallest run that it has found by then. */
class InvestigationTest {
    private static final String REPLAY = "the command";

    private static Investigation investigation() throws SourceProblem {
        var source = NodeSource.read(Path.of("tests/gallery/nodes/3c-no-retry.java"));
        return new Investigation(source, source.load());
    }

    private static Trial trial() {
        var options = "-w broadcast --node-count 5 --rate 10 --time-limit 20 --nemesis partition";
        return new Trial(Arguments.parse(options, List.of()), Limits.NONE);
    }

    @Test
    void stoppedAtOnceItHasNothingToTell() throws SourceProblem {
        var investigation = investigation();
        investigation.stop();
        assertEquals(Optional.empty(), investigation.investigate("3c", trial(), 1, REPLAY, () -> {}));
    }

    @Test
    void stoppedLaterItTellsTheSmallestSoFar() throws SourceProblem {
        var whole =
                investigation().investigate("3c", trial(), 1, REPLAY, () -> {}).orElseThrow();
        var investigation = investigation();
        var runs = new int[1];
        var late = whole.story().shrunk().runs() - 5;
        var found = investigation.investigate("3c", trial(), 1, REPLAY, () -> {
            if (++runs[0] == late) investigation.stop();
        });
        var story = found.orElseThrow().story();
        assertEquals("lost", story.anomaly());
        assertEquals(REPLAY, story.replay());
        int enough = story.shrunk().runs();
        assertTrue(enough < whole.story().shrunk().runs(), enough + " runs");
    }
}
