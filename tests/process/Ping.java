package process;

import bench.checker.Checker;
import bench.checker.Findings;
import bench.edn.Notation;
import bench.history.History;
import bench.workload.Client;
import bench.workload.Generator;
import bench.workload.Options;
import bench.workload.Workload;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import node.Request;

/** The smallest workload: a number goes to a node and comes back. The numbers are beyond what a double can tell apart. */
record Ping(BigInteger echo) {
    record Echo(BigInteger echo) implements Request<EchoOk> {}

    record EchoOk(BigInteger echo) {}

    static final BigInteger BEYOND_DOUBLES = BigInteger.TWO.pow(64).add(BigInteger.ONE);

    static final class Load implements Workload<Ping> {
        @Override
        public String name() {
            return "ping";
        }

        @Override
        public Client<Ping> client(Options options) {
            return new Client<>() {
                @Override
                public Ping invoke(String server, Ping action) {
                    return new Ping(rpc(server, new Echo(action.echo()), Duration.ofSeconds(5))
                            .echo());
                }
            };
        }

        @Override
        public Generator<Ping> generator(Options options, RandomGenerator random) {
            return (process, nowNanos) -> new Ping(BEYOND_DOUBLES);
        }

        @Override
        public Checker<Ping> checker(Options options) {
            return new Checker<>() {
                @Override
                public Findings check(History<Ping> history) {
                    return Findings.of(List.of(), null);
                }

                @Override
                public Set<String> anomalies() {
                    return Set.of();
                }
            };
        }

        @Override
        public Notation<Ping> notation() {
            throw new UnsupportedOperationException("no history of pings is read or written");
        }
    }
}
