package bench.workload;

import bench.checker.Checker;
import bench.checker.set.SetAction;
import bench.checker.set.SetChecker;
import bench.edn.Notation;
import bench.edn.SetNotation;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import node.Request;

/** What one node is told, all are to know in the end. */
final class BroadcastWorkload implements Workload<SetAction> {
    @Override
    public String name() {
        return "broadcast";
    }

    @Override
    public Client<SetAction> client(Options options) {
        var nodes =
                IntStream.range(0, options.nodeCount()).mapToObj(i -> "n" + i).toList();
        return new BroadcastClient(Neighbours.in(options.topology(), nodes));
    }

    @Override
    public Generator<SetAction> generator(Options options, RandomGenerator random) {
        return new SetGenerator(options, random, SetAction.Broadcast::new);
    }

    @Override
    public Checker<SetAction> checker(Options options) {
        return new SetChecker();
    }

    @Override
    public Notation<SetAction> notation() {
        return SetNotation.ofBroadcasts();
    }

    private static final class BroadcastClient extends Client<SetAction> {
        private record Topology(Map<String, List<String>> topology) implements Request<TopologyOk> {}

        private record TopologyOk() {}

        private record Broadcast(Object message) implements Request<BroadcastOk> {}

        private record BroadcastOk() {}

        private record Read() implements Request<ReadOk> {}

        private record ReadOk(List<?> messages) {}

        private final Map<String, List<String>> neighbours;

        BroadcastClient(Map<String, List<String>> neighbours) {
            this.neighbours = neighbours;
        }

        @Override
        public void setUp(String server) {
            ask(server, new Topology(neighbours));
        }

        @Override
        public boolean changesNothing(SetAction action) {
            return action instanceof SetAction.Read;
        }

        @Override
        public SetAction invoke(String server, SetAction action) {
            return switch (action) {
                case SetAction.Read read ->
                    new SetAction.Read(ask(server, new Read()).messages());
                case SetAction.Broadcast(var message) -> {
                    ask(server, new Broadcast(message));
                    yield action;
                }
                case SetAction.Add add -> throw new IllegalArgumentException(add + " is no broadcast");
            };
        }
    }
}
