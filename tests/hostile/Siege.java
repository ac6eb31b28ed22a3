package hostile;

import bench.checker.Checker;
import bench.edn.Notation;
import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Trial;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.trace.Event;
import bench.trace.Trace;
import bench.workload.Client;
import bench.workload.Generator;
import bench.workload.Options;
import bench.workload.Workload;
import bench.workload.Workloads;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import node.Loop;
import node.Message;
import node.Node;

/**
 * A stage's run in simulation, in which each node gets hostile lines besides.
 *
 * @param outcome the verdict on what clients asked
 * @param nodes as they were at the end
 * @param messages what the nodes got, where that was noted
 * @param delivered hostile lines that were messages at all, over all nodes: a process skips the others before its node
 * @param escaped what a node threw past its own handling
 */
record Siege(Outcome outcome, List<Node> nodes, List<Message> messages, int delivered, List<Throwable> escaped) {
    /** So many nodes at most, for a run that is soon over. */
    private static final int MOST_NODES = 5;

    static Path file(Stage stage) {
        return Path.of("challenges", stage.id() + ".java");
    }

    /** The stage's last official run, which has the most faults, on few nodes, for a short time, and held to no limits. */
    static Trial trial(Stage stage, String... more) {
        var official = stage.runs().getLast().arguments();
        var words = new ArrayList<>(List.of("--rate", "50", "--time-limit", "8", "--nemesis-interval", "2"));
        if (Arguments.parse(official, List.of()).nodeCount() > MOST_NODES) words.addAll(List.of("--node-count", "5"));
        words.addAll(List.of(more));
        return new Trial(Arguments.parse(official, words), Limits.NONE);
    }

    static Supplier<Node> nodes(Stage stage) {
        try {
            return NodeSource.read(file(stage)).load();
        } catch (SourceProblem e) {
            throw new AssertionError(e);
        }
    }

    /** A run without hostile lines, of which the messages are known. */
    static Siege none(Stage stage) {
        var trace = new Trace();
        var run = new Run(stage, null, 0);
        var siege = run.run(Workloads.named(run.trial.options().workload()), trace);
        var messages = trace.events().stream()
                .filter(Event.Sent.class::isInstance)
                .map(event -> ((Event.Sent) event).content())
                .filter(message -> message.dest().startsWith("n"))
                .toList();
        return new Siege(siege.outcome, siege.nodes, messages, 0, List.of());
    }

    /** @param lines how many hostile ones each node gets */
    static Siege of(Stage stage, HostileLines hostile, int lines) {
        var run = new Run(stage, hostile, lines);
        return run.run(Workloads.named(run.trial.options().workload()), null);
    }

    private static final class Run {
        private final Supplier<Node> source;
        private final HostileLines hostile;
        private final Trial trial;
        private final int linesPerOperation;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Throwable> escaped = new ArrayList<>();
        private int delivered;
        private int left; // hostile lines of a node

        Run(Stage stage, HostileLines hostile, int lines) {
            this.source = Siege.nodes(stage);
            this.hostile = hostile;
            this.trial = trial(stage);
            this.left = lines;
            double operations =
                    trial.options().rate() * trial.options().timeLimit().toSeconds();
            this.linesPerOperation = (int) Math.ceil(lines / (operations / 2)); // all come in the first half
        }

        <A> Siege run(Workload<A> workload, Trace trace) {
            Supplier<Node> settling = () -> {
                nodes.add(source.get());
                return nodes.getLast();
            };
            var outcome = Simulation.run(settling, new Besieged<>(workload, this::attack), trial, 1, trace);
            if (left > 0) throw new AssertionError(left + " lines were left over");
            return new Siege(outcome, nodes, List.of(), delivered, escaped);
        }

        /** Called by a task of the world's loop. */
        private void attack() {
            int count = Math.min(left, linesPerOperation);
            left -= count;
            for (int i = 0; i < nodes.size(); i++)
                for (int line = 0; line < count; line++) attack(nodes.get(i), hostile.next("n" + i));
        }

        private void attack(Node node, byte[] line) {
            Message message;
            try {
                message = Message.parse(line, 0, line.length);
            } catch (IllegalArgumentException e) {
                return; // as a process does
            }
            delivered++;
            node.go(() -> {
                try {
                    node.receive(fromSomebody(message));
                } catch (Loop.Stopped e) {
                    throw e;
                } catch (Throwable e) {
                    escaped.add(e);
                }
            });
        }

        /** In the simulation an answer to nobody ends the run, unless nobody is a client that has gone: the one of n0's init. */
        private static Message fromSomebody(Message message) {
            return message.msgId() == null ? message : new Message("c0", message.dest(), message.body());
        }
    }

    /** A workload of which each operation is told to somebody. */
    private record Besieged<A>(Workload<A> workload, Runnable whenOneBegins) implements Workload<A> {
        @Override
        public String name() {
            return workload.name();
        }

        @Override
        public Client<A> client(Options options) {
            return workload.client(options);
        }

        @Override
        public Checker<A> checker(Options options) {
            return workload.checker(options);
        }

        @Override
        public Notation<A> notation() {
            return workload.notation();
        }

        @Override
        public Generator<A> generator(Options options, RandomGenerator random) {
            var generator = workload.generator(options, random);
            return new Generator<>() {
                @Override
                public A next(int process, long nowNanos) {
                    whenOneBegins.run();
                    return generator.next(process, nowNanos);
                }

                @Override
                public void observe(bench.history.Op<A> op) {
                    generator.observe(op);
                }

                @Override
                public boolean hasFinalPhase() {
                    return generator.hasFinalPhase();
                }

                @Override
                public A nextFinal(int process, long sinceQuietNanos) {
                    return generator.nextFinal(process, sinceQuietNanos);
                }

                @Override
                public java.time.Duration finalPause(int process) {
                    return generator.finalPause(process);
                }
            };
        }
    }
}
