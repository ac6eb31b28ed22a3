package bench.workload;

import bench.checker.Checker;
import bench.checker.counter.CounterAction;
import bench.checker.counter.CounterChecker;
import bench.edn.CounterNotation;
import bench.edn.Notation;
import java.util.random.RandomGenerator;
import node.Request;

/** A counter: what is added on one node is to be counted on all in the end. */
final class CounterWorkload implements Workload<CounterAction> {
    private static final int LEAST_DELTA = -5;
    private static final int GREATEST_DELTA = 4;

    private final String name;
    private final boolean onlyGrows;

    private CounterWorkload(String name, boolean onlyGrows) {
        this.name = name;
        this.onlyGrows = onlyGrows;
    }

    /** A counter that only grows. */
    static CounterWorkload growing() {
        return new CounterWorkload("g-counter", true);
    }

    /** A counter that may be added negative numbers to. */
    static CounterWorkload upAndDown() {
        return new CounterWorkload("pn-counter", false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Client<CounterAction> client(Options options) {
        return new CounterClient();
    }

    @Override
    public Generator<CounterAction> generator(Options options, RandomGenerator random) {
        return new CounterGenerator(options, random);
    }

    @Override
    public Checker<CounterAction> checker(Options options) {
        return new CounterChecker();
    }

    @Override
    public Notation<CounterAction> notation() {
        return new CounterNotation();
    }

    private final class CounterGenerator implements Generator<CounterAction> {
        private final RandomGenerator random;
        private final OncePerThread finalReads;

        CounterGenerator(Options options, RandomGenerator random) {
            this.random = random;
            this.finalReads = new OncePerThread(options.concurrency());
        }

        /** As likely an add as a read; where negative adds are dropped, there are two reads to an add. */
        @Override
        public CounterAction next(int process, long nowNanos) {
            while (true) {
                if (random.nextBoolean()) return new CounterAction.Read(null, false);
                int delta = random.nextInt(LEAST_DELTA, GREATEST_DELTA + 1);
                if (delta >= 0 || !onlyGrows) return new CounterAction.Add(delta);
            }
        }

        @Override
        public boolean hasFinalPhase() {
            return true;
        }

        @Override
        public CounterAction nextFinal(int process, long sinceQuietNanos) {
            return finalReads.isFirst(process) ? new CounterAction.Read(null, true) : null;
        }
    }

    private static final class CounterClient extends Client<CounterAction> {
        private record Add(long delta) implements Request<AddOk> {}

        private record AddOk() {}

        private record Read() implements Request<ReadOk> {}

        private record ReadOk(long value) {}

        @Override
        public boolean believesErrors() {
            return false;
        }

        @Override
        public CounterAction invoke(String server, CounterAction action) {
            return switch (action) {
                case CounterAction.Read read ->
                    new CounterAction.Read(ask(server, new Read()).value(), read.isFinal());
                case CounterAction.Add(var delta) -> {
                    ask(server, new Add(delta));
                    yield action;
                }
            };
        }
    }
}
