package bench.workload;

import bench.checker.Checker;
import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaChecker;
import bench.edn.LogNotation;
import bench.edn.Notation;
import java.util.random.RandomGenerator;

/** Logs in the manner of Kafka: messages are sent to a key, get an offset, and are polled in that order. */
final class KafkaWorkload implements Workload<KafkaAction> {
    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Client<KafkaAction> client(Options options) {
        return new KafkaClient();
    }

    @Override
    public Generator<KafkaAction> generator(Options options, RandomGenerator random) {
        return new KafkaGenerator(options, random);
    }

    @Override
    public Checker<KafkaAction> checker(Options options) {
        return new KafkaChecker();
    }

    @Override
    public Notation<KafkaAction> notation() {
        return new LogNotation();
    }
}
