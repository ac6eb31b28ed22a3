package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Trial;
import bench.trace.Event;
import bench.trace.Trace;
import bench.workload.Workloads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import node.Node;
import node.Request;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What goes wrong does so while operations are begun, and what it has left behind is cleared away. */
class PhasesTest {
    record Echo(JsonNode echo) implements Request<EchoOk> {}

    record EchoOk(JsonNode echo) {}

    private static class Echoing extends Node {
        Echoing(Duration pause) {
            on(Echo.class, m -> {
                sleep(pause);
                return new EchoOk(m.echo());
            });
        }
    }

    private static Outcome run(Supplier<Node> nodes, String arguments, Trace trace) {
        var options = Arguments.parse("-w echo " + arguments, List.of());
        return Simulation.run(nodes, Workloads.named("echo"), new Trial(options, Limits.NONE), 1, trace);
    }

    @Test
    void nobodyIsCutOffOrHealedBetweenTheTimeLimitAndTheLastAnswer() {
        var trace = new Trace();
        run(
                () -> new Echoing(Duration.ofSeconds(4)),
                "--node-count 2 --concurrency 8n --rate 20 --time-limit 1 --nemesis partition --nemesis-interval 0.15",
                trace);
        var cuts = trace.events().stream()
                .filter(event -> event instanceof Event.Began || event instanceof Event.Over)
                .map(event -> event.timeNanos() / 1_000_000)
                .toList();
        assertTrue(cuts.size() > 4, cuts.toString());
        long healed = cuts.getLast();
        assertTrue(healed > 4000, "after the last answer: " + cuts);
        assertTrue(cuts.stream().allMatch(millis -> millis < 1100 || millis == healed), cuts.toString());
    }

    /** A client that stayed would take the answer, and nobody would know that it came too late. */
    @Test
    void aClientGoesEvenIfItsInitIsNeverAnswered() {
        var lives = new AtomicInteger();
        Supplier<Node> nodes = () -> new Echoing(Duration.ZERO) {
            {
                if (lives.incrementAndGet() > 1) whenInitialised(() -> sleep(Duration.ofSeconds(16)));
            }
        };
        var outcome = run(nodes, "--node-count 1 --rate 1 --time-limit 60 --faults crash", null);
        assertTrue(lives.get() > 1, "no crash");
        assertEquals(
                1,
                outcome.anomalies().stream()
                        .filter(anomaly -> anomaly.type().equals("late answer"))
                        .count());
    }
}
