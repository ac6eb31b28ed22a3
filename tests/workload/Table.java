package workload;

import bench.workload.Client;
import bench.workload.Options;
import bench.workload.Options.LatencyDist;
import bench.workload.Options.Topology;
import bench.workload.Workload;
import bench.workload.Workloads;
import bench.world.Randomness;
import bench.world.VirtualTime;
import bench.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import node.Node;

/** One node and one client, face to face on a network of their own. */
final class Table {
    private Table() {}

    static Options options(int nodeCount, int concurrency, Topology topology, int maxWritesPerKey) {
        return new Options(
                "any",
                nodeCount,
                concurrency,
                100,
                Duration.ofSeconds(20),
                0,
                LatencyDist.CONSTANT,
                false,
                Duration.ofSeconds(10),
                Set.of(),
                null,
                List.of(),
                topology,
                null,
                4,
                maxWritesPerKey);
    }

    static Options options() {
        return options(1, 4, Topology.GRID, 16);
    }

    @SuppressWarnings("unchecked") // a test knows its workload's actions
    static <A> Workload<A> workload(String name) {
        return (Workload<A>) Workloads.named(name);
    }

    /** Lets a client of the workload talk to {@code node}, which is known as n0. What {@code talk} throws comes out here. */
    static <A> void talk(Workload<A> workload, Options options, Node node, Consumer<Client<A>> talk) {
        var randomness = new Randomness(1);
        var time = new VirtualTime(randomness.stream("ties"));
        var world = new World(time, options, randomness);
        world.settle("n0", node);
        var client = workload.client(options);
        world.settle("c0", client);
        client.join("c0");
        time.after(0, () -> {
            talk.accept(client);
            time.close();
        });
        try {
            time.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
