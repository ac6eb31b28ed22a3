package bench.workload;

import java.util.List;

/** All workloads there are, by Maelstrom's names. */
public final class Workloads {
    private static final List<Workload<?>> ALL = List.of(
            new BroadcastWorkload(),
            new EchoWorkload(),
            CounterWorkload.growing(),
            new GSetWorkload(),
            new KafkaWorkload(),
            new LinKvWorkload(),
            CounterWorkload.upAndDown(),
            new TxnListAppendWorkload(),
            new TxnRwRegisterWorkload(),
            new UniqueIdsWorkload());

    private Workloads() {}

    /** The names, in alphabetical order. */
    public static List<String> names() {
        return ALL.stream().map(Workload::name).toList();
    }

    /** @throws IllegalArgumentException where there is no such workload; names those there are */
    public static Workload<?> named(String name) {
        return ALL.stream()
                .filter(workload -> workload.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no workload \"" + name + "\"; there are " + String.join(", ", names())));
    }
}
