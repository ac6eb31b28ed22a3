package faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.world.faults.Act;
import bench.world.faults.Cut;
import bench.world.faults.Effect;
import bench.world.faults.Fates;
import bench.world.faults.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import kernel.Lab;
import node.Node;
import node.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the broadcasting nodes of 3c to 3e do when faults are over. */
class RecoveryTest {
    record Init(String nodeId, List<String> nodeIds) implements Request<InitOk> {}

    record InitOk() {}

    record Broadcast(int message) implements Request<BroadcastOk> {}

    record BroadcastOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(List<Integer> messages) {}

    private static final int VALUES = 20;
    private static final Set<Integer> ALL =
            new TreeSet<>(IntStream.range(0, VALUES).boxed().toList());

    private final Lab lab = new Lab("--node-count 5 --latency 100", 1);
    private final Lab.Member client = lab.settle("c9");

    private static Supplier<Node> answer(String stage) throws SourceProblem {
        var nodes = NodeSource.read(Path.of("challenges", stage + ".java")).load();
        return nodes::get;
    }

    private void start(String id, Supplier<Node> nodes) {
        lab.world.settle(id, nodes.get());
        client.rpc(id, new Init(id, lab.world.nodeIds()));
    }

    private void startAll(Supplier<Node> nodes) {
        lab.world.nodeIds().forEach(id -> start(id, nodes));
    }

    /** Each node is told some of the values, one every 50 ms. */
    private void broadcastAll() {
        for (int value = 0; value < VALUES; value++) {
            var ids = lab.world.nodeIds();
            client.rpc(ids.get(value % ids.size()), new Broadcast(value));
            client.sleep(Duration.ofMillis(50));
        }
    }

    private Set<Integer> read(String id) {
        return new TreeSet<>(client.rpc(id, new Read()).messages());
    }

    private void everybodyHasAll() {
        for (var id : lab.world.nodeIds()) assertEquals(ALL, read(id), id);
    }

    @ParameterizedTest
    @CsvSource({"3c, n0", "3c, n3", "3d, n0", "3d, n3", "3e, n0", "3e, n3"})
    void aNodeThatBeginsAnewLearnsAllAgain(String stage, String victim) throws SourceProblem {
        var nodes = answer(stage);
        lab.run(() -> {
            startAll(nodes);
            broadcastAll();
            client.sleep(Duration.ofSeconds(5));
            var crash = new Act(Fault.CRASH, 0, new Effect.Crash(victim));
            lab.world.begin(crash);
            client.sleep(Duration.ofSeconds(1));
            lab.world.end(crash);
            start(victim, nodes);
            assertTrue(read(victim).isEmpty(), "it has forgotten all");
            client.sleep(Duration.ofSeconds(10));
            everybodyHasAll();
        });
    }

    /** One that ended when one other had been told and the rest had not. */
    @ParameterizedTest
    @ValueSource(strings = {"3c"})
    void aNodeThatBeginsAnewTellsWhatItHadNotToldAll(String stage) throws SourceProblem {
        var nodes = answer(stage);
        lab.run(() -> {
            startAll(nodes);
            client.sleep(Duration.ofSeconds(1));
            var unheard = Map.of("n2", Set.of("n0"), "n3", Set.of("n0"), "n4", Set.of("n0"));
            var cut = new Act(Fault.ONE_WAY, 0, new Cut(unheard));
            lab.world.begin(cut);
            client.rpc("n0", new Broadcast(7));
            client.sleep(Duration.ofSeconds(3));
            var crash = new Act(Fault.CRASH, 0, new Effect.Crash("n0"));
            lab.world.begin(crash);
            lab.world.end(crash);
            lab.world.end(cut);
            assertEquals(Set.of(), read("n4"));
            start("n0", nodes);
            client.sleep(Duration.ofSeconds(10));
            for (var id : lab.world.nodeIds()) assertEquals(Set.of(7), read(id), id);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"3c", "3d", "3e"})
    void anIdleNetworkIsSilentWhateverHappenedBefore(String stage) throws SourceProblem {
        var nodes = answer(stage);
        var network = lab.world.network();
        var faults = Set.of(Fault.LOSS, Fault.DUPLICATION, Fault.REORDERING);
        lab.run(() -> {
            startAll(nodes);
            var fates = new Fates(faults, Set.of(), new SplittableRandom(1));
            network.tempt(fates);
            for (var fault : faults) fates.befallNext(fault);
            broadcastAll();
            network.tempt(null);
            client.sleep(Duration.ofSeconds(30));
            everybodyHasAll();
            long messages = network.traffic().servers();
            client.sleep(Duration.ofSeconds(60));
            assertEquals(messages, network.traffic().servers());
            for (var fault : faults) assertTrue(network.damage().strikes(fault) > 0, fault.word());
        });
    }
}
