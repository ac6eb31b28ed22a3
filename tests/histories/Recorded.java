package histories;

import bench.checker.EchoChecker.Echo;
import bench.checker.UniqueIdsChecker.Generate;
import bench.checker.counter.CounterAction;
import bench.checker.kafka.KafkaAction;
import bench.checker.linearizable.KvAction;
import bench.checker.set.SetAction;
import bench.checker.txn.Txn;
import bench.edn.CounterNotation;
import bench.edn.EchoNotation;
import bench.edn.EdnHistory;
import bench.edn.IdNotation;
import bench.edn.LogNotation;
import bench.edn.Notation;
import bench.edn.RegisterNotation;
import bench.edn.SetNotation;
import bench.edn.TxnNotation;
import bench.history.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Histories that Maelstrom recorded: those of {@code tests/histories/recorded}, by name. */
public final class Recorded {
    private Recorded() {}

    public static History<Txn> lists(String run) throws IOException {
        return history(run, TxnNotation.ofLists());
    }

    public static History<Txn> registers(String run) throws IOException {
        return history(run, TxnNotation.ofRegisters());
    }

    public static History<KvAction> singleKeys(String run) throws IOException {
        return history(run, new RegisterNotation());
    }

    public static History<Echo> echoes(String run) throws IOException {
        return history(run, new EchoNotation());
    }

    public static History<Generate> ids(String run) throws IOException {
        return history(run, new IdNotation());
    }

    public static History<SetAction> broadcasts(String run) throws IOException {
        return history(run, SetNotation.ofBroadcasts());
    }

    public static History<SetAction> sets(String run) throws IOException {
        return history(run, SetNotation.ofAdditions());
    }

    public static History<CounterAction> counters(String run) throws IOException {
        return history(run, new CounterNotation());
    }

    public static History<KafkaAction> logs(String run) throws IOException {
        return history(run, new LogNotation());
    }

    public static Path path(String run) {
        return Path.of("tests/histories/recorded", run + ".edn.gz");
    }

    private static <A> History<A> history(String run, Notation<A> notation) throws IOException {
        try (var file = Files.newInputStream(path(run))) {
            return EdnHistory.read(file, notation).history();
        }
    }
}
