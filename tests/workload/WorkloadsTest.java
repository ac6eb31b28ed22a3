package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import bench.workload.Workloads;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadsTest {
    @Test
    void knowsMaelstromsTen() {
        assertEquals(
                List.of(
                        "broadcast",
                        "echo",
                        "g-counter",
                        "g-set",
                        "kafka",
                        "lin-kv",
                        "pn-counter",
                        "txn-list-append",
                        "txn-rw-register",
                        "unique-ids"),
                Workloads.names());
        for (var name : Workloads.names())
            assertEquals(name, Workloads.named(name).name());
    }

    @Test
    void namesThemToWhoAsksForAnother() {
        var e = assertThrows(IllegalArgumentException.class, () -> Workloads.named("brodcast"));
        assertEquals(
                "no workload \"brodcast\"; there are broadcast, echo, g-counter, g-set, kafka, lin-kv, pn-counter, "
                        + "txn-list-append, txn-rw-register, unique-ids",
                e.getMessage());
    }
}
