package bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.Mishap;
import bench.world.Step.Arrival;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of schedules: what is told can be given. */
final class ScheduleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2x3/none",
                "1x2/crash-n0/3:1",
                "3x4/cut-n2/0:1/7:2",
                "2x2/late-n0-n1-2",
                "2x2/late-lin-kv-n0-0/12:3",
                "2x2/late-n1-lin-kv-10"
            })
    void isReadAsItIsTold(String name) {
        assertEquals(name, Schedule.parse(name).toString());
    }

    @Test
    void saysWhatHappens() {
        var late = new Mishap.Late(new Arrival("seq-kv", "n1", 4));
        assertEquals(new Schedule(2, 3, late, List.of(0, 0, 1)), Schedule.parse("2x3/late-seq-kv-n1-4/2:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2x3", "0x3/none", "2x3/none/", "2x3/none/1", "2x3/late-n0-1", "2x3/cut-lin-kv"})
    void isRefusedWhereItIsNone(String name) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Schedule.parse(name));
        assertTrue(refusal.getMessage().contains("like 2x3/"), refusal.getMessage());
    }
}
