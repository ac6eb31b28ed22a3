package bench.workload;

import bench.checker.Checker;
import bench.checker.UniqueIdsChecker;
import bench.edn.IdNotation;
import bench.edn.Notation;
import java.util.random.RandomGenerator;
import node.Request;

/** Nodes make ids, of which no two may be equal. */
final class UniqueIdsWorkload implements Workload<UniqueIdsChecker.Generate> {
    @Override
    public String name() {
        return "unique-ids";
    }

    @Override
    public Client<UniqueIdsChecker.Generate> client(Options options) {
        return new UniqueIdsClient();
    }

    @Override
    public Generator<UniqueIdsChecker.Generate> generator(Options options, RandomGenerator random) {
        return (process, nowNanos) -> new UniqueIdsChecker.Generate(null);
    }

    @Override
    public Checker<UniqueIdsChecker.Generate> checker(Options options) {
        return new UniqueIdsChecker();
    }

    @Override
    public Notation<UniqueIdsChecker.Generate> notation() {
        return new IdNotation();
    }

    private static final class UniqueIdsClient extends Client<UniqueIdsChecker.Generate> {
        private record Generate() implements Request<GenerateOk> {}

        private record GenerateOk(Object id) {}

        @Override
        public boolean isReusable() {
            return true;
        }

        @Override
        public UniqueIdsChecker.Generate invoke(String server, UniqueIdsChecker.Generate action) {
            return new UniqueIdsChecker.Generate(ask(server, new Generate()).id());
        }
    }
}
