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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
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
        var trial = new Trial(options(arguments), Limits.NONE);
        return script.map(trial::with).orElse(trial);
    }

    private static Options options(String arguments) {
        return Arguments.parse(arguments, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "3c, -w broadcast --node-count 5 --time-limit 5 --rate 10 --nemesis partition",
        "3d, -w broadcast --node-count 9 --time-limit 0.5 --rate 50 --latency 100 --nemesis partition",
        "4, -w g-counter --node-count 3 --rate 100 --time-limit 0.5 --nemesis partition",
        "5c, -w kafka --node-count 2 --concurrency 2n --rate 1000 --time-limit 0.1",
        "6c, -w txn-rw-register --node-count 2 --concurrency 2n --rate 1000 --time-limit 0.1 --nemesis partition",
    })
    void seeingChangesNothing(String stage, String arguments) throws SourceProblem {
        var source = NodeSource.read(Path.of("challenges", stage + ".java"));
        var trial = trial(arguments, Optional.empty());
        var trace = new Trace();
        assertEquals(
                run(source.load(), trial, null).history(),
                run(source.loadProbed(), trial, trace).history());
        assertTrue(trace.events().size() > 500, () -> trace.events().size() + " events");
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
        var fates = fates(trace);
        return sent.stream()
                .map(message -> message.timeNanos() + " " + message.content() + " " + fates.get(message.message()))
                .toList();
    }

    private static boolean isBetweenServers(Event.Sent message) {
        return message.content().src().startsWith("n")
                && message.content().dest().startsWith("n");
    }

    /** By message what became of it, and when. */
    private static Map<Integer, List<String>> fates(Trace trace) {
        var fates = new HashMap<Integer, List<String>>();
        for (var event : trace.events()) {
            if (event instanceof Event.Received received)
                fates.computeIfAbsent(received.message(), message -> new ArrayList<>())
                        .add("received " + received.timeNanos());
            if (event instanceof Event.Lost lost)
                fates.computeIfAbsent(lost.message(), message -> new ArrayList<>())
                        .add("lost " + lost.timeNanos());
        }
        return fates;
    }

    @Test
    void aMessageIsSentByALineAndReceivedOrLost() throws SourceProblem {
        var trace = new Trace();
        run(node("tests/gallery/nodes/3c-no-retry.java"), trial(BROADCAST, Optional.empty()), trace);
        var lines = new HashSet<String>();
        var fates = fates(trace);
        var lost = 0;
        for (var event : trace.events()) {
            if (!(event instanceof Event.Sent sent) || !isBetweenServers(sent)) continue;
            lines.add(sent.place().orElseThrow().toString());
            var fate = fates.get(sent.message());
            assertEquals(1, fate.size(), fate.toString());
            if (fate.getFirst().startsWith("lost")) lost++;
        }
        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.iterator().next().matches("3c-no-retry\\.java:3\\d"), lines.toString());
        assertTrue(lost > 10, lost + " lost");
    }

    @Test
    void aChangeIsToldWithTheLineThatMadeIt() throws SourceProblem {
        var source = NodeSource.read(Path.of("tests/gallery/nodes/4-adds-twice.java"));
        var trace = new Trace();
        var trial = trial("-w g-counter --node-count 2 --rate 10 --time-limit 5", Optional.empty());
        run(source.loadProbed(), trial, trace);
        var changes = trace.events().stream()
                .filter(Event.Changed.class::isInstance)
                .map(Event.Changed.class::cast)
                .toList();
        var value = new HashMap<String, String>(Map.of("n0", "0", "n1", "0"));
        var places = new TreeSet<String>();
        for (var change : changes) {
            assertEquals("value", change.field());
            assertEquals(value.put(change.node(), (String) change.after()), change.before(), change.toString());
            places.add(source.text()
                    .lines()
                    .skip(change.place().line() - 1)
                    .findFirst()
                    .orElseThrow()
                    .strip());
        }
        assertEquals(Set.of("value += m.delta();"), places);
        assertTrue(changes.size() > 10, changes.size() + " changes");
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
