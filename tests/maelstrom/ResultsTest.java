package maelstrom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Quantiles;
import bench.maelstrom.Results;
import org.junit.jupiter.api.Test;

/** Numbers out of Maelstrom's {@code results.edn}, whose shape these follow. */
class ResultsTest {
    private static final String HEAD = """
        {:perf {:latency-graph {:valid? true}, :rate-graph {:valid? true}, :valid? true},
         :stats {:valid? true,
                 :count 1883,
                 :ok-count 1880,
                 :by-f {:broadcast {:valid? true, :count 985, :ok-count 985},
                        :read {:valid? true, :count 898, :ok-count 895}}},
         :availability {:valid? true, :ok-fraction 0.9984},
         :net {:all {:send-count 10153, :recv-count 9922, :msg-count 10153, :msgs-per-op 5.3919277},
               :clients {:send-count 3794, :recv-count 3794, :msg-count 3794},
               :servers {:send-count 6359, :recv-count 6128, :msg-count 6359, :msgs-per-op 3.3770578},
               :valid? true},
        """;

    private static final String BROADCAST = """
         :workload {:worst-stale ({:element 1, :stable-latency 10917, :known nil}),
                    :duplicated-count 0,
                    :valid? true,
                    :lost-count 0,
                    :stable-latencies {0 0, 0.5 120, 0.95 5300, 0.99 10721, 1 10917}},
         :valid? true}
        """;

    private static final String KAFKA = """
         :workload {:valid? false,
                    :worst-realtime-lag {:time 0.469254893, :process 1, :key "9", :lag 0.25},
                    :bad-error-types (:lost-write)},
         :valid? false}
        """;

    @Test
    void readsWhatEveryRunHas() {
        var results = Results.parse(HEAD + BROADCAST);
        assertEquals("true", results.valid());
        assertEquals(1883, results.ops());
        assertEquals(0.9984, results.okFraction());
        assertEquals(5.3919277, results.allPerOp());
        assertEquals(3.3770578, results.serversPerOp());
    }

    @Test
    void readsStableLatencies() {
        var results = Results.parse(HEAD + BROADCAST);
        assertEquals(new Quantiles(0, 120, 5300, 10721, 10917), results.stableLatencyMillis());
        assertNull(results.worstLagMillis());
    }

    @Test
    void readsTheWorstLag() {
        var results = Results.parse(HEAD + KAFKA);
        assertEquals(250, results.worstLagMillis());
        assertNull(results.stableLatencyMillis());
    }

    @Test
    void theVerdictIsTheLastOne() {
        assertEquals("false", Results.parse(HEAD + KAFKA).valid());
        assertEquals("unknown", Results.parse(HEAD + " :valid? :unknown}\n").valid());
    }

    @Test
    void saysWhatIsMissing() {
        var problem = assertThrows(IllegalArgumentException.class, () -> Results.parse("{:valid? true}"));
        assertTrue(problem.getMessage().contains(":stats"), problem.getMessage());
    }
}
