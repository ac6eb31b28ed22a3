package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import bench.run.Limits;
import bench.run.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageTest {
    private static Limits limits(String... more) {
        return Stage.find("3d")
                .orElseThrow()
                .runs()
                .getFirst()
                .with(List.of(more))
                .limits();
    }

    @Test
    void theLimitsAreAskedWhereTheRunIsTheOfficialOne() {
        assertNotEquals(Limits.NONE, limits());
        assertEquals(limits(), limits("--rate", "100"));
        assertEquals(limits(), limits("--node-count", "25", "--latency", "100"));
        assertEquals(Limits.NONE, limits("--rate", "10"));
        assertEquals(Limits.NONE, limits("--rate", "100", "--faults", "loss"));
    }
}
