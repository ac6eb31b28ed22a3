package book;

import bench.checker.Checker;
import bench.checker.Evidence;
import bench.checker.Findings;
import bench.checker.Tally;
import bench.edn.Notation;
import bench.history.History;
import bench.history.Op;
import bench.workload.Client;
import bench.workload.Generator;
import bench.workload.Options;
import bench.workload.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import node.Request;

/** A workload of its own, as docs/carrying-on.adoc explains it: the greatest number that any client has given. */
final class Maximum implements Workload<Maximum.Action> {
    // tag::actions[]
    sealed interface Action {
        record Raise(long value) implements Action {}

        /** @param value null as invoked, as completed what was read */
        record Top(Long value) implements Action {}
    }
    // end::actions[]

    // tag::messages[]
    record Raise(long number) implements Request<RaiseOk> {}

    record RaiseOk() {}

    record Top() implements Request<TopOk> {}

    record TopOk(long number) {}
    // end::messages[]

    @Override
    public String name() {
        return "maximum";
    }

    // tag::client[]
    @Override
    public Client<Action> client(Options options) {
        return new Client<>() {
            @Override
            public Action invoke(String server, Action action) {
                if (action instanceof Action.Raise(long value)) {
                    ask(server, new Raise(value));
                    return action;
                }
                return new Action.Top(ask(server, new Top()).number());
            }
        };
    }
    // end::client[]

    // tag::generator[]
    @Override
    public Generator<Action> generator(Options options, RandomGenerator random) {
        return new Generator<>() {
            private final Set<Integer> done = new HashSet<>(); // the threads that have read in the end

            @Override
            public Action next(int process, long nowNanos) {
                return random.nextBoolean() ? new Action.Raise(random.nextLong(1_000_000)) : new Action.Top(null);
            }

            @Override
            public boolean hasFinalPhase() {
                return true;
            }

            @Override
            public Action nextFinal(int process, long sinceQuietNanos) {
                return done.add(process % options.concurrency()) ? new Action.Top(null) : null;
            }
        };
    }
    // end::generator[]

    @Override
    public Checker<Action> checker(Options options) {
        return new MaximumChecker();
    }

    // tag::checker[]
    /** After the quiet every read is at least the greatest number acknowledged, and one that somebody has given. */
    static final class MaximumChecker implements Checker<Action> {
        @Override
        public Set<String> anomalies() {
            return Set.of("forgotten", "phantom");
        }

        @Override
        public Findings check(History<Action> history) {
            var forgotten = Tally.fails("forgotten");
            var phantom = Tally.fails("phantom");
            var given = new HashSet<>(Set.of(0L));
            long acknowledged = 0;
            for (var operation : history.operations())
                if (operation.invocation().action() instanceof Action.Raise(long value)) {
                    given.add(value);
                    if (operation.isOk()) acknowledged = Math.max(acknowledged, value);
                }
            long greatest = acknowledged;
            for (var operation : history.operations()) {
                if (!operation.isOk() || !(operation.action() instanceof Action.Top(Long read))) continue;
                var reader = operation.completion();
                var evidence = Evidence.of(reader).ofValue(read);
                if (!given.contains(read))
                    phantom.add(evidence, () -> Tally.at(reader) + " read " + read + ", which nobody gave");
                if (operation.invocation().index() >= history.finalPhase() && read < greatest)
                    forgotten.add(
                            evidence,
                            () -> Tally.at(reader) + " read " + read + ", and " + greatest + " was acknowledged");
            }
            return Findings.of(Tally.anomalies(forgotten, phantom), greatest == 0 ? "nothing was given" : null);
        }
    }
    // end::checker[]

    @Override
    public Notation<Action> notation() {
        return new Notation<>() {
            @Override
            public Class<Action> actions() {
                return Action.class;
            }

            @Override
            public List<String> names() {
                return List.of("raise", "top");
            }

            @Override
            public Action read(Op.Type type, String name, Object value, Map<String, Object> fields) {
                return name.equals("raise") ? new Action.Raise((Long) value) : new Action.Top((Long) value);
            }

            @Override
            public Object value(Op.Type type, Action action) {
                return switch (action) {
                    case Action.Raise raise -> raise.value();
                    case Action.Top top -> top.value();
                };
            }
        };
    }
}
