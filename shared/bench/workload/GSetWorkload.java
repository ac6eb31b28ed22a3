package bench.workload;

import bench.checker.Checker;
import bench.checker.set.SetAction;
import bench.checker.set.SetChecker;
import bench.edn.Notation;
import bench.edn.SetNotation;
import java.util.List;
import java.util.random.RandomGenerator;
import node.Request;

/** A set that only grows: every element added to one node is to be on all in the end. */
final class GSetWorkload implements Workload<SetAction> {
    @Override
    public String name() {
        return "g-set";
    }

    @Override
    public Client<SetAction> client(Options options) {
        return new GSetClient();
    }

    @Override
    public Generator<SetAction> generator(Options options, RandomGenerator random) {
        return new SetGenerator(options, random, SetAction.Add::new);
    }

    @Override
    public Checker<SetAction> checker(Options options) {
        return new SetChecker();
    }

    @Override
    public Notation<SetAction> notation() {
        return SetNotation.ofAdditions();
    }

    private static final class GSetClient extends Client<SetAction> {
        private record Add(Object element) implements Request<AddOk> {}

        private record AddOk() {}

        private record Read() implements Request<ReadOk> {}

        private record ReadOk(List<?> value) {}

        @Override
        public boolean believesErrors() {
            return false;
        }

        @Override
        public SetAction invoke(String server, SetAction action) {
            return switch (action) {
                case SetAction.Read read ->
                    new SetAction.Read(ask(server, new Read()).value());
                case SetAction.Add(var element) -> {
                    ask(server, new Add(element));
                    yield action;
                }
                case SetAction.Broadcast broadcast ->
                    throw new IllegalArgumentException(broadcast + " is nothing to add");
            };
        }
    }
}
