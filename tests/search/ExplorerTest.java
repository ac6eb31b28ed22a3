package bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.set.SetAction;
import bench.history.History;
import bench.history.Op;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Schedule;
import bench.run.Script;
import bench.run.Simulation;
import bench.run.Trial;
import bench.workload.Workloads;
import bench.world.Chooser;
import bench.world.Mishap;
import bench.world.Scheduler;
import bench.world.Scheduler.Happened;
import bench.world.Step.Passing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import kv.Kv;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;

/**
 * The explorer against brute force, which takes every choice there is. Where the scheduler kept timers' messages in their order
 * it may miss some: then a case does not count as whole.
 */
class ExplorerTest {
    private static final int MOST_RUNS = 5_000;

    private static final int RANDOM_RUNS = 1_000;

    record Topology(Map<String, List<String>> topology) implements Request<TopologyOk> {}

    record TopologyOk() {}

    record Broadcast(int message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(Set<Integer> messages) {}

    /** Tells everybody, again and again until they know. */
    static final class Telling extends Node {
        private final Set<Integer> seen = new TreeSet<>();

        Telling() {
            on(Topology.class, m -> new TopologyOk());
            on(Read.class, m -> new ReadOk(seen));
            on(Broadcast.class, (m, from) -> {
                if (seen.add(m.message()) && !peers().contains(from))
                    for (var peer : peers()) go(() -> retry(() -> rpc(peer, m)));
                return new BroadcastOk();
            });
        }
    }

    /** Keeps what it knows where others may overwrite it. */
    static final class Storing extends Node {
        private final Kv<List<Integer>> store = new Kv<>(this, Kv.LIN, new TypeReference<>() {});

        Storing() {
            on(Topology.class, m -> new TopologyOk());
            on(Read.class, m -> new ReadOk(new TreeSet<>(store.read("seen").orElse(List.of()))));
            on(Broadcast.class, m -> {
                var seen = new TreeSet<>(store.read("seen").orElse(List.of()));
                seen.add(m.message());
                store.write("seen", List.copyOf(seen));
                return new BroadcastOk();
            });
        }
    }

    /** Answers when the other one knows too; where that one does not answer, nobody knows what has become of it. */
    static final class Asking extends Node {
        private final Set<Integer> seen = new TreeSet<>();

        Asking() {
            on(Topology.class, m -> new TopologyOk());
            on(Read.class, m -> new ReadOk(seen));
            on(Broadcast.class, (m, from) -> {
                seen.add(m.message());
                if (!peers().contains(from)) for (var peer : peers()) rpc(peer, m);
                return new BroadcastOk();
            });
        }
    }

    /** Never says what has become of anything, but whom it has heard. */
    static final class Naming extends Node {
        private final Set<Integer> seen = new TreeSet<>();

        Naming() {
            on(Topology.class, m -> new TopologyOk());
            on(Read.class, (m, from) -> {
                seen.add(Integer.parseInt(from.substring(1)));
                return new ReadOk(seen);
            });
            on(Broadcast.class, (m, from) -> {
                throw new RpcError(RpcError.CRASH, "as good as dead");
            });
        }
    }

    private record Subject(Supplier<Node> nodes, Trial trial) {
        static Subject of(String node, String operations, String mishap) {
            var options = Arguments.parse("-w broadcast --node-count 2", List.of());
            var schedule = Schedule.parse("2x0/" + mishap);
            var trial = new Trial(options, Limits.NONE).with(script(operations)).with(schedule);
            Supplier<Node> nodes = switch (node) {
                case "telling" -> Telling::new;
                case "storing" -> Storing::new;
                case "asking" -> Asking::new;
                case "naming" -> Naming::new;
                default -> throw new IllegalArgumentException(node);
            };
            return new Subject(nodes, trial);
        }

        /** {@code tell0 read1} is a broadcast to n0 and a read at n1. */
        private static Script script(String operations) {
            var cues = new ArrayList<Script.Cue>();
            for (var operation : operations.split(" ")) {
                var action = operation.startsWith("tell")
                        ? new SetAction.Broadcast((long) cues.size())
                        : new SetAction.Read(null);
                cues.add(new Script.Cue(0, operation.charAt(4) - '0', action));
            }
            return new Script(cues);
        }

        Mishap mishap() {
            return trial.schedule().orElseThrow().mishap();
        }

        Scheduler scheduler(Chooser chooser) {
            return new Scheduler(chooser, mishap(), null);
        }

        Optional<History<?>> run(Scheduler scheduler) {
            var workload = Workloads.named(trial.options().workload());
            return Simulation.explore(nodes, workload, trial, 1, scheduler).map(Outcome::history);
        }
    }

    /** All that is to be known of runs. */
    private record Seen(Map<Set<String>, Integer> orders, Set<Set<String>> histories, AtomicBoolean wasRestrained) {
        Seen() {
            this(new HashMap<>(), new HashSet<>(), new AtomicBoolean());
        }

        void add(Subject subject, Scheduler scheduler, History<?> history) {
            if (scheduler.wasRestrained()) wasRestrained.set(true);
            orders.merge(order(scheduler.happened(), new Dependence(subject.mishap())), 1, Integer::sum);
            histories.add(story(history));
        }

        /** What happened, and of what depends on each other which came first. */
        private static Set<String> order(List<Happened> happened, Dependence dependence) {
            var order = new TreeSet<String>();
            var names = new ArrayList<String>();
            for (var later : happened) {
                var name = later.step() + (later.step() instanceof Passing ? " from " + names.size() : "");
                order.add(name);
                for (int earlier = 0; earlier < names.size(); earlier++)
                    if (dependence.between(happened.get(earlier).step(), later.step()))
                        order.add(names.get(earlier) + " before " + name);
                names.add(name);
            }
            return order;
        }

        /** What the clients got, and which operations ended before others began. */
        private static Set<String> story(History<?> history) {
            var story = new TreeSet<String>();
            for (var operation : history.operations()) {
                story.add(operation.process() + " " + operation.action() + " " + operation.isOk() + " "
                        + time(operation.invocation()) + " to " + time(operation.completion()));
                for (var other : history.operations())
                    if (operation.completion() != null
                            && operation.completion().index()
                                    < other.invocation().index())
                        story.add(operation.action() + " before " + other.process() + " " + other.action());
            }
            return story;
        }
    }

    private static String time(Op<?> op) {
        return op == null ? "never" : op.timeNanos() + " ns";
    }

    /** An odometer: its wheels are the choices, and the last one turns fastest. */
    private static Seen bruteForce(Subject subject) {
        var seen = new Seen();
        var wheels = new ArrayList<int[]>(); // choice, and how many there are
        for (int runs = 0; runs < MOST_RUNS; runs++) {
            int[] steps = {0};
            var scheduler = subject.scheduler(possible -> {
                if (steps[0] == wheels.size()) wheels.add(new int[] {0, possible.size()});
                assertEquals(wheels.get(steps[0])[1], possible.size(), "the same choices after the same steps");
                return wheels.get(steps[0]++)[0];
            });
            var history = subject.run(scheduler).orElseThrow();
            seen.add(subject, scheduler, history);
            while (!wheels.isEmpty() && ++wheels.getLast()[0] == wheels.getLast()[1]) wheels.removeLast();
            if (wheels.isEmpty()) return seen;
        }
        throw new AssertionError("more than " + MOST_RUNS + " runs");
    }

    private static Seen atRandom(Subject subject) {
        var seen = new Seen();
        var random = new SplittableRandom(1);
        for (int run = 0; run < RANDOM_RUNS; run++) {
            var scheduler = subject.scheduler(possible -> random.nextInt(possible.size()));
            seen.add(subject, scheduler, subject.run(scheduler).orElseThrow());
        }
        return seen;
    }

    private static Seen explorer(Subject subject) {
        var explorer = new Explorer(subject.mishap());
        var seen = new Seen();
        while (explorer.hasNext()) {
            var run = explorer.next();
            var scheduler = subject.scheduler(run);
            subject.run(scheduler).ifPresent(history -> seen.add(subject, scheduler, history));
            explorer.learn(run, scheduler.happened());
        }
        return seen;
    }

    /** One operation comes after a cut or a crash; of two the first comes amid it, and of three one before it too. */
    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "telling, tell0 read1, none, true",
        "telling, tell0, late-n0-n1-0, true",
        "telling, tell0, late-n1-n0-0, true",
        "telling, tell0, cut-n1, true",
        "telling, tell1, cut-n1, true",
        "telling, tell0, crash-n1, true",
        "storing, tell0 read1, none, true",
        "storing, tell0 read1, late-lin-kv-n0-0, false",
        "storing, tell1, late-n1-lin-kv-1, true",
        "storing, tell0, cut-n1, true",
        "asking, tell0 read1, late-n1-n0-0, true",
        "asking, tell0 read0, cut-n1, true",
        "asking, tell0 read0 read0, cut-n1, true",
        "naming, tell0 tell1 read0, none, true",
        "naming, tell0 tell1, crash-n0, true"
    })
    void seesEachOrderOnce(String node, String operations, String mishap, boolean isWhole) {
        var subject = Subject.of(node, operations, mishap);
        var all = bruteForce(subject);
        var explored = explorer(subject);
        assertEquals(isWhole, !explored.wasRestrained.get());
        if (isWhole) assertEquals(all.orders.keySet(), explored.orders.keySet());
        assertTrue(all.orders.keySet().containsAll(explored.orders.keySet()));
        assertEquals(all.histories, explored.histories);
        assertTrue(explored.orders.values().stream().allMatch(times -> times == 1), "none twice");
        assertTrue(all.orders.size() > 1, "there is a choice");
    }

    /** Where there are too many orders to take every one. */
    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "asking, tell0 tell1 read0, cut-n1",
        "asking, tell0 tell1 read0 read1, cut-n1",
        "storing, tell0 tell1 read0, cut-n1",
        "asking, tell0 tell1 read0, crash-n1"
    })
    void seesWhatChanceMeets(String node, String operations, String mishap) {
        var subject = Subject.of(node, operations, mishap);
        var met = atRandom(subject);
        var explored = explorer(subject);
        assertTrue(!explored.wasRestrained.get(), "has seen all there is");
        assertTrue(explored.orders.keySet().containsAll(met.orders.keySet()));
        assertTrue(explored.histories.containsAll(met.histories));
        assertTrue(explored.orders.values().stream().allMatch(times -> times == 1), "none twice");
        assertTrue(
                met.orders.size()
                        < met.orders.values().stream().mapToInt(times -> times).sum(),
                "some twice");
    }

    /** Of C(14, 7) = 3432 orders of two clients' seven steps. */
    @Test
    void leavesOutWhatNobodyCouldTell() {
        var explored = explorer(Subject.of("storing", "tell0 tell1", "none"));
        assertEquals(8, explored.orders.size());
        assertEquals(5, explored.histories.size());
    }
}
