package bench.workload;

import bench.checker.Checker;
import bench.checker.EchoChecker;
import bench.edn.EchoNotation;
import bench.edn.Notation;
import java.util.random.RandomGenerator;
import node.Request;

/** Nodes give back what they are given. */
final class EchoWorkload implements Workload<EchoChecker.Echo> {
    private static final int TEXTS = 128;

    @Override
    public String name() {
        return "echo";
    }

    @Override
    public Client<EchoChecker.Echo> client(Options options) {
        return new EchoClient();
    }

    @Override
    public Generator<EchoChecker.Echo> generator(Options options, RandomGenerator random) {
        return (process, nowNanos) -> new EchoChecker.Echo("Please echo " + random.nextInt(TEXTS));
    }

    @Override
    public Checker<EchoChecker.Echo> checker(Options options) {
        return new EchoChecker();
    }

    @Override
    public Notation<EchoChecker.Echo> notation() {
        return new EchoNotation();
    }

    private static final class EchoClient extends Client<EchoChecker.Echo> {
        private record Echo(Object echo) implements Request<EchoOk> {}

        private record EchoOk(Object echo) {}

        @Override
        public EchoChecker.Echo invoke(String server, EchoChecker.Echo action) {
            return new EchoChecker.Echo(ask(server, new Echo(action.value())).echo());
        }
    }
}
