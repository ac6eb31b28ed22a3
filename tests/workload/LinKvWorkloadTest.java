package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Change;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.history.Op;
import bench.history.Op.Type;
import bench.workload.Client;
import bench.workload.Generator;
import bench.workload.Options.Topology;
import bench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LinKvWorkloadTest {
    private static final Workload<KvAction> LIN_KV = Table.workload("lin-kv");

    private static Generator<KvAction> generator(int nodes, int threads) {
        return LIN_KV.generator(Table.options(nodes, threads, Topology.GRID, 16), new SplittableRandom(3));
    }

    @Test
    void halfOfAGroupReadsAndTheOtherHalfWrites() {
        var generator = generator(3, 12);
        for (int i = 0; i < 100; i++)
            for (int process = 0; process < 12; process++) {
                var action = generator.next(process, 0);
                assertEquals(process % 6 < 3, action instanceof Read);
                assertEquals((long) process / 6, action.key());
            }
    }

    @Test
    void comparesAndSetsTwiceAsOftenAsItWrites() {
        var generator = generator(1, 2);
        int writes = 0;
        for (int i = 0; i < 9_000; i++) if (generator.next(1, 0) instanceof Write) writes++;
        assertEquals(3_000, writes, 300);
    }

    @Test
    void valuesAreFive() {
        var generator = generator(1, 2);
        for (int i = 0; i < 1_000; i++) {
            var value = generator.next(1, 0) instanceof Write(var pair) ? (Long) pair.value() : 0;
            assertTrue(0 <= value && value < 5);
        }
    }

    @Test
    void aKeyThatManyProcessesTouchedIsLeft() {
        var generator = generator(3, 12);
        for (int process = 0; process < 14; process++) {
            assertEquals(0L, generator.next(12 * process, 0).key());
            generator.observe(new Op<>(0, 0, 12 * process, Type.OK, new Read(new Keyed<>(0L, 1)), null));
            generator.observe(new Op<>(0, 0, 12 * process, Type.INFO, new Read(new Keyed<>(0L, 1)), null));
        }
        assertEquals(0L, generator.next(1, 0).key());
        generator.observe(new Op<>(0, 0, 5, Type.INFO, new Read(new Keyed<>(0L, 1)), null));
        assertEquals(2L, generator.next(1, 0).key());
        assertEquals(1L, generator.next(6, 0).key());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 7})
    void threadsThatMakeNoWholeGroupsAreRefused(int threads) {
        var e = assertThrows(IllegalArgumentException.class, () -> generator(3, threads));
        assertTrue(e.getMessage().contains("two threads a node, here of 6"), e.getMessage());
    }

    @Test
    void actionsAreJepsensTuplesInJson() {
        assertEquals(
                "[{\"value\":[1,null]},{\"value\":[1,4]},{\"value\":[1,[4,0]]}]",
                Json.MAPPER.writeValueAsString(List.of(
                        new Read(new Keyed<>(1, null)),
                        new Write(new Keyed<>(1, 4)),
                        new Cas(new Keyed<>(1, new Change(4, 0))))));
    }

    /** Writes down what it is asked; reads give what the test has laid out. */
    private static final class Shelf extends Node {
        private record Read(JsonNode key) implements Request<ReadOk> {}

        private record ReadOk(JsonNode value) {}

        private record Write(JsonNode key, JsonNode value) implements Request<WriteOk> {}

        private record WriteOk() {}

        private record Cas(JsonNode key, JsonNode from, JsonNode to) implements Request<CasOk> {}

        private record CasOk() {}

        private final List<Object> asked = new ArrayList<>();
        private String value = "7";

        Shelf() {
            initialise("n0", List.of("n0"));
            on(Read.class, m -> {
                if (value == null) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key");
                return new ReadOk(Json.MAPPER.readTree(value));
            });
            on(Write.class, m -> {
                asked.add(m);
                return new WriteOk();
            });
            on(Cas.class, m -> {
                asked.add(m);
                throw new RpcError(RpcError.PRECONDITION_FAILED, "another value");
            });
        }
    }

    private final Shelf shelf = new Shelf();

    private void talk(Consumer<Client<KvAction>> talk) {
        Table.talk(LIN_KV, Table.options(), shelf, talk);
    }

    @Test
    void readsWritesAndComparesAndSets() {
        talk(client -> {
            assertEquals(new Read(new Keyed<>(1, 7)), client.invoke("n0", new Read(new Keyed<>(1, null))));
            shelf.value = "null";
            assertEquals(new Read(new Keyed<>(1, null)), client.invoke("n0", new Read(new Keyed<>(1, null))));
            client.invoke("n0", new Write(new Keyed<>(1, 3)));
            var cas = new Cas(new Keyed<>(1, new Change(3, 4)));
            assertEquals(
                    RpcError.PRECONDITION_FAILED,
                    assertThrows(RpcError.class, () -> client.invoke("n0", cas)).code());
        });
        assertEquals("[Write[key=1, value=3], Cas[key=1, from=3, to=4]]", shelf.asked.toString());
    }

    @Test
    void onlyAReadChangesNothing() {
        talk(client -> {
            assertTrue(client.changesNothing(new Read(new Keyed<>(1, null))));
            assertFalse(client.changesNothing(new Write(new Keyed<>(1, 3))));
            assertFalse(client.changesNothing(new Cas(new Keyed<>(1, new Change(3, 4)))));
        });
    }

    @Test
    void aMissingKeyIsAnError() {
        shelf.value = null;
        talk(client -> assertEquals(
                RpcError.KEY_DOES_NOT_EXIST,
                assertThrows(RpcError.class, () -> client.invoke("n0", new Read(new Keyed<>(1, null))))
                        .code()));
    }
}
