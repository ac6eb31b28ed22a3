package story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Script;
import bench.run.Simulation;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.trace.Event;
import bench.trace.Trace;
import bench.workload.Options;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that is seen, and one whose clients follow a script, are the same run. */
class TraceTest {
    private static final String BROADCAST = "-w broadcast --node-count 5 --time-limit 20 --rate 10 --nemesis partition";

    private static Supplier<Node> node(String file) throws SourceProblem {
        return NodeSource.read(Path.of(file)).load();
    }

    private static Outcome run(Supplier<Node> nodes, Trial trial, Trace trace) {
        return Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, 5, trace);
    }

    private static Trial trial(String arguments, Optional<Script> script) {
        return new Trial(options(arguments), Limits.NONE, script, false);
    }

    private static Options options(String arguments) {
        return Arguments.parse(arguments, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "3c, " + BROADCAST,
        "3d, -w broadcast --node-count 25 --time-limit 3 --rate 100 --latency 100 --nemesis partition",
        "4, -w g-counter --node-count 3 --rate 100 --time-limit 3 --nemesis partition",
        "5c, -w kafka --node-count 2 --concurrency 2n --rate 1000 --time-limit 2",
        "6c, -w txn-rw-register --node-count 2 --concurrency 2n --rate 1000 --time-limit 2 --nemesis partition",
    })
    void seeingChangesNothing(String stage, String arguments) throws SourceProblem {
        var nodes = node("challenges/" + stage + ".java");
        var trial = trial(arguments, Optional.empty());
        var trace = new Trace();
        assertEquals(run(nodes, trial, null).history(), run(nodes, trial, trace).history());
        assertTrue(trace.events().size() > 1000, () -> trace.events().size() + " events");
    }

    @Test
    void theWholeScriptOfARunIsThatRun() throws SourceProblem {
        var nodes = node("challenges/3c.java");
        var options = options(BROADCAST);
        var generated = run(nodes, trial(BROADCAST, Optional.empty()), null).history();
        var script = Script.of(generated, options);
        assertTrue(script.cues().size() > 100, () -> script.cues().size() + " operations");
        var played = run(nodes, trial(BROADCAST, Optional.of(script)), null).history();
        long end = options.timeLimit().toNanos();
        assertEquals(
                generated.ops().stream().filter(op -> op.timeNanos() < end).toList(),
                played.ops().stream().filter(op -> op.timeNanos() < end).toList());
    }

    /** A read is nobody's cause: without it, all messages but its own are sent and received when they were. */
    @Test
    void whatIsLeftOutChangesNothingElse() throws SourceProblem {
        var nodes = node("tests/gallery/nodes/3c-no-retry.java");
        var options = options(BROADCAST);
        var generated = run(nodes, trial(BROADCAST, Optional.empty()), null).history();
        var whole = Script.of(generated, options);
        var adds = new Script(whole.cues().stream()
                .filter(cue -> cue.action().toString().startsWith("Broadcast"))
                .toList());
        assertTrue(adds.cues().size() < whole.cues().size());
        var sends = sends(nodes, whole);
        assertTrue(sends.size() > 100, () -> sends.size() + " messages");
        assertEquals(sends, sends(nodes, adds));
    }

    /** When which message set out between servers, and whether and when it arrived. */
    private static List<String> sends(Supplier<Node> nodes, Script script) {
        var trace = new Trace();
        run(nodes, trial(BROADCAST, Optional.of(script)), trace);
        var sent = new ArrayList<Event.Sent>();
        for (var event : trace.events())
            if (event instanceof Event.Sent message && isBetweenServers(message)) sent.add(message);
        return sent.stream()
                .map(message -> message.timeNanos() + " " + message.content() + " " + fate(trace, message.message()))
                .toList();
    }

    private static boolean isBetweenServers(Event.Sent message) {
        return message.content().src().startsWith("n")
                && message.content().dest().startsWith("n");
    }

    private static List<String> fate(Trace trace, int message) {
        return trace.events().stream()
                .flatMap(event -> switch (event) {
                    case Event.Received received
                    when received.message() == message -> Stream.of("received " + received.timeNanos());
                    case Event.Lost lost when lost.message() == message -> Stream.of("lost " + lost.timeNanos());
                    default -> Stream.<String>of();
                })
                .toList();
    }

    @Test
    void aMessageIsSentByALineAndReceivedOrLost() throws SourceProblem {
        var trace = new Trace();
        run(node("tests/gallery/nodes/3c-no-retry.java"), trial(BROADCAST, Optional.empty()), trace);
        var lines = new HashSet<String>();
        var lost = 0;
        for (var event : trace.events()) {
            if (!(event instanceof Event.Sent sent) || !isBetweenServers(sent)) continue;
            lines.add(sent.place().orElseThrow().toString());
            var fate = fate(trace, sent.message());
            assertEquals(1, fate.size(), fate.toString());
            if (fate.getFirst().startsWith("lost")) lost++;
        }
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.iterator().next().matches("3c-no-retry\\.java:3\\d"), lines.toString());
        assertTrue(lost > 10, lost + " lost");
    }

    /** Every task that awaits goes on or is ended by the end of the run; nobody goes on who did not await. */
    @Test
    void tasksAwaitAndGoOn() throws SourceProblem {
        var trace = new Trace();
        run(node("challenges/3c.java"), trial(BROADCAST, Optional.empty()), trace);
        var waiting = new HashSet<Integer>();
        int resumed = 0;
        for (var event : trace.events()) {
            switch (event) {
                case Event.Awaits awaits -> assertTrue(waiting.add(awaits.task()), event.toString());
                case Event.Resumes resumes -> {
                    assertTrue(waiting.remove(resumes.task()), event.toString());
                    resumed++;
                }
                case Event.Ended ended -> assertFalse(waiting.contains(ended.task()), event.toString());
                default -> {}
            }
        }
        assertTrue(resumed > 100, resumed + " resumed");
    }
}
