package bench.workload;

import bench.world.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a run is to be, in Maelstrom's words.
 *
 * @param workload the workload's name
 * @param nodeCount how many nodes
 * @param concurrency how many client threads in all
 * @param rate operations a second asked for, over all clients
 * @param timeLimit how long operations are generated
 * @param latencyMillis mean latency of a message between servers
 * @param latencyDist how it is distributed
 * @param partition whether the network is cut now and then
 * @param nemesisInterval mean time between two acts of the nemesis
 * @param faults what goes wrong besides; of our own, since Maelstrom knows no more than partitions
 * @param availability the least fraction of operations that must be ok; null for none
 * @param consistencyModels what transactions must satisfy
 * @param topology which neighbours a broadcast node is told of
 * @param keyCount keys in use at once; null for the workload's own number
 * @param maxTxnLength the most micro-operations of a transaction
 * @param maxWritesPerKey after so many writes a key is retired for a new one
 */
public record Options(
        String workload,
        int nodeCount,
        int concurrency,
        double rate,
        Duration timeLimit,
        double latencyMillis,
        LatencyDist latencyDist,
        boolean partition,
        Duration nemesisInterval,
        Set<Fault> faults,
        Double availability,
        List<String> consistencyModels,
        Topology topology,
        Integer keyCount,
        int maxTxnLength,
        int maxWritesPerKey) {
    /** The same with fewer nodes, as many threads a node, and a network that does nothing of its own. */
    public Options small(int nodeCount) {
        return new Options(
                workload,
                nodeCount,
                nodeCount * Math.max(1, concurrency / this.nodeCount),
                rate,
                timeLimit,
                0,
                LatencyDist.CONSTANT,
                false,
                nemesisInterval,
                Set.of(),
                null,
                consistencyModels,
                topology,
                keyCount,
                maxTxnLength,
                maxWritesPerKey);
    }

    public enum LatencyDist {
        CONSTANT,
        UNIFORM,
        EXPONENTIAL
    }

    public enum Topology {
        GRID,
        LINE,
        TOTAL,
        TREE2,
        TREE3,
        TREE4
    }

    /** The same run on another scale. */
    public Options scaledTo(int nodeCount, int concurrency, double rate, Duration timeLimit) {
        return with(nodeCount, concurrency, rate, timeLimit, latencyMillis, latencyDist, partition, faults);
    }

    /** The same run on another network. */
    public Options delayedBy(double latencyMillis, LatencyDist latencyDist) {
        return with(nodeCount, concurrency, rate, timeLimit, latencyMillis, latencyDist, partition, faults);
    }

    /** The same run with other faults. */
    public Options struckBy(boolean partition, Set<Fault> faults) {
        return with(nodeCount, concurrency, rate, timeLimit, latencyMillis, latencyDist, partition, faults);
    }

    private Options with(
            int nodeCount,
            int concurrency,
            double rate,
            Duration timeLimit,
            double latencyMillis,
            LatencyDist latencyDist,
            boolean partition,
            Set<Fault> faults) {
        return new Options(
                workload,
                nodeCount,
                concurrency,
                rate,
                timeLimit,
                latencyMillis,
                latencyDist,
                partition,
                nemesisInterval,
                faults,
                availability,
                consistencyModels,
                topology,
                keyCount,
                maxTxnLength,
                maxWritesPerKey);
    }
}
