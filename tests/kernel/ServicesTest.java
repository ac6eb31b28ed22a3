package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.world.service.LinKvService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import kv.Kv;
import kv.Tso;
import node.Json;
import node.Notice;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Maelstrom's four services, as nodes see them through the clients. */
class ServicesTest {
    record Read(JsonNode key) implements Request<ReadOk> {}

    record ReadOk(JsonNode value) {}

    record Write(JsonNode key, JsonNode value) implements Request<WriteOk> {}

    record WriteOk() {}

    record Cas(JsonNode key, JsonNode from, JsonNode to) implements Request<CasOk> {}

    record CasOk() {}

    record Raed() implements Request<WriteOk> {}

    record Ping() implements Notice {}

    record Ts() implements Notice {}

    private final Lab lab = new Lab("--node-count 3", 1);
    private int settled;

    /** A client of {@code service} whom it has never seen before. */
    private Kv<Integer> fresh(String service) {
        return new Kv<>(lab.settle("n" + settled++), service, Integer.class);
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text);
    }

    // ---- what all stores have in common ----

    @ParameterizedTest
    @ValueSource(strings = {Kv.LIN, Kv.SEQ, Kv.LWW})
    void aKeyThatWasNeverWrittenIsNotThere(String service) {
        var store = fresh(service);
        lab.run(() -> {
            assertEquals(Optional.empty(), store.read("x"));
            assertFalse(store.cas("x", 1, 2));
            assertEquals(Optional.empty(), store.read("x"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Kv.LIN, Kv.SEQ})
    void aWriterReadsWhatItWrote(String service) {
        var store = fresh(service);
        lab.run(() -> {
            for (int i = 0; i < 100; i++) {
                store.write("x", i);
                store.write("y", -i);
                assertEquals(Optional.of(i), store.read("x"));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Kv.LIN, Kv.SEQ})
    void aCasChangesWhatItExpectsAndNothingElse(String service) {
        var store = fresh(service);
        lab.run(() -> {
            store.write("x", 1);
            assertTrue(store.cas("x", 1, 2));
            assertFalse(store.cas("x", 1, 3));
            assertEquals(Optional.of(2), store.read("x"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Kv.LIN, Kv.SEQ})
    void aCasMayCreateTheKey(String service) {
        var store = fresh(service);
        lab.run(() -> {
            assertTrue(store.casOrCreate("x", 0, 5));
            assertEquals(Optional.of(5), store.read("x"));
            assertFalse(store.casOrCreate("x", 0, 6));
            assertTrue(store.casOrCreate("x", 5, 6));
            assertEquals(Optional.of(6), store.read("x"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {Kv.LIN, Kv.SEQ, Kv.LWW})
    void errorsHaveTheirCodes(String service) {
        var node = lab.settle("n0");
        lab.run(() -> {
            var missing = assertThrows(RpcError.class, () -> node.rpc(service, new Read(json("7"))));
            assertEquals(RpcError.KEY_DOES_NOT_EXIST, missing.code());
            var absent =
                    assertThrows(RpcError.class, () -> node.rpc(service, new Cas(json("7"), json("1"), json("2"))));
            assertEquals(RpcError.KEY_DOES_NOT_EXIST, absent.code());
            for (int i = 0; i < 100; i++)
                node.rpc(service, new Write(json("7"), json("0"))); // until every replica has it
            var different =
                    assertThrows(RpcError.class, () -> node.rpc(service, new Cas(json("7"), json("1"), json("2"))));
            assertEquals(RpcError.PRECONDITION_FAILED, different.code());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "0", "1.50", "\"\"", "[]", "{\"a\":[1,null]}", "123456789012345678901234567890"})
    void keysAndValuesAreAnyJson(String text) {
        var node = lab.settle("n0");
        lab.run(() -> {
            node.rpc(Kv.LIN, new Write(json(text), json(text)));
            node.rpc(Kv.LIN, new Write(json("\"another\""), json("1")));
            assertEquals(text, node.rpc(Kv.LIN, new Read(json(text))).value().toString());
        });
    }

    /** In JSON, and in Maelstrom's store, {@code 1} and {@code "1"} are two keys. */
    @Test
    void aNumberIsNotTheTextOfIt() {
        var node = lab.settle("n0");
        lab.run(() -> {
            node.rpc(Kv.LIN, new Write(json("1"), json("true")));
            assertThrows(RpcError.class, () -> node.rpc(Kv.LIN, new Read(json("\"1\""))));
        });
    }

    @Test
    void aClientMayHoldStructures() {
        var lists = new Kv<>(lab.settle("n0"), Kv.LIN, new TypeReference<List<String>>() {});
        lab.run(() -> {
            lists.write("x", List.of("a", "b"));
            assertTrue(lists.cas("x", List.of("a", "b"), List.of()));
            assertEquals(Optional.of(List.of()), lists.read("x"));
        });
    }

    @Test
    void aKeyThatHoldsNullHoldsNothing() {
        var numbers = new Kv<>(lab.settle("n0"), Kv.LIN, Integer.class);
        lab.run(() -> {
            numbers.write("x", null);
            assertEquals(Optional.empty(), numbers.read("x"));
            assertTrue(numbers.cas("x", null, 1));
            assertEquals(Optional.of(1), numbers.read("x"));
        });
    }

    @Test
    void aValueOfAnotherTypeIsADefectNotAMissingKey() {
        var node = lab.settle("n0");
        var numbers = new Kv<>(node, Kv.LIN, Integer.class);
        var texts = new Kv<>(node, Kv.LIN, String.class);
        lab.run(() -> {
            texts.write("x", "seven");
            assertThrows(IllegalStateException.class, () -> numbers.read("x"));
        });
    }

    /** What a node may send by mistake; the answers are those of Maelstrom's {@code service.clj}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'read'}                                              | {'type':'error','code':20}",
                "{'type':'write'}                                             | {'type':'write_ok'}",
                "{'type':'write','key':[1]}, {'type':'read','key':[1]}        | {'type':'read_ok','value':null}",
                "{'type':'write','value':7}, {'type':'read'}                  | {'type':'read_ok','value':7}",
                "{'type':'cas','key':1,'to':2}                                | {'type':'error','code':20}",
                "{'type':'write','key':1}, {'type':'cas','key':1,'to':2}      | {'type':'cas_ok'}",
                "{'type':'cas','key':1,'create_if_not_exists':0}              | {'type':'cas_ok'}",
                "{'type':'cas','key':1,'create_if_not_exists':false}          | {'type':'error','code':20}",
                "{'type':'cas','key':1,'create_if_not_exists':null}           | {'type':'error','code':20}",
                "{'type':'write','key':1,'value':1}, {'type':'cas','key':1}   | {'type':'error','code':22}",
                "{'type':'write','key':1,'more':1}                            | {'type':'write_ok'}",
                "{'type':'raed','key':1}                                      |",
                "{'type':'init'}                                              |",
                "{'type':'ts'}                                                |",
                "{'key':1}                                                    |"
            })
    void aStoreAnswersEveryRequestAsMaelstroms(String requests, String answer) {
        var store = new LinKvService();
        var answers = Json.MAPPER
                .readTree(("[" + requests + "]").replace('\'', '"'))
                .valueStream()
                .map(request -> store.handle("n0", (ObjectNode) request))
                .toList();
        var last = answers.getLast().map(body -> body.without("text"));
        assertEquals(Optional.ofNullable(answer).map(text -> json(text.replace('\'', '"'))), last);
    }

    /** Maelstrom's services fail at what they do not know, and tell their log only. */
    @ParameterizedTest
    @ValueSource(strings = {Kv.LIN, Kv.SEQ, Kv.LWW, "lin-tso"})
    void aServiceIsSilentWhenItIsAskedWhatItDoesNotKnow(String service) {
        var node = lab.settle("n0");
        lab.run(() -> assertEquals(
                RpcError.TIMEOUT,
                assertThrows(RpcError.class, () -> node.rpc(service, new Raed()))
                        .code()));
        assertEquals(1, lab.world.warnings().size(), () -> "" + lab.world.warnings());
    }

    /** An answer to nothing is sent all the same, and counted. */
    @Test
    void aServiceAnswersAlsoWhoAsksWithoutANumber() {
        var node = lab.settle("n0");
        lab.run(() -> {
            node.send(Kv.LIN, new Ping());
            node.send("lin-tso", new Ts());
            node.sleep(Duration.ofSeconds(1));
        });
        assertEquals(3, lab.world.network().traffic().all());
    }

    // ---- lin-kv ----

    @Test
    void linKvShowsEveryWriteToEveryoneAtOnce() {
        var writer = fresh(Kv.LIN);
        lab.run(() -> {
            for (int i = 0; i < 50; i++) {
                writer.write("x", i);
                assertEquals(Optional.of(i), fresh(Kv.LIN).read("x"));
            }
        });
    }

    // ---- seq-kv ----

    /** Of 100 writes the state after the 69th is the oldest of the last 32. */
    @Test
    void seqKvServesAnyOfTheLast32States() {
        var writer = fresh(Kv.SEQ);
        var seen = new TreeSet<Integer>();
        lab.run(() -> {
            for (int i = 1; i <= 100; i++) writer.write("x", i);
            for (int i = 0; i < 1000; i++) seen.add(fresh(Kv.SEQ).read("x").orElseThrow());
        });
        assertEquals(new TreeSet<>(IntStream.rangeClosed(69, 100).boxed().toList()), seen);
    }

    @Test
    void seqKvNeverShowsAClientAnOlderStateThanBefore() {
        var writer = fresh(Kv.SEQ);
        var reader = fresh(Kv.SEQ);
        var seen = new ArrayList<Integer>();
        lab.run(() -> {
            for (int i = 1; i <= 200; i++) {
                writer.write("x", i);
                if (i % 5 == 0) seen.add(reader.read("x").orElse(0));
            }
        });
        assertEquals(seen.stream().sorted().toList(), seen);
        assertTrue(seen.stream().distinct().count() > 5, () -> "it gets on: " + seen);
        assertTrue(IntStream.range(0, 40).anyMatch(i -> seen.get(i) < 5 * (i + 1)), () -> "it lags: " + seen);
    }

    /** The position is one for all keys: who has seen a write of y has seen the write of x before it. */
    @Test
    void seqKvKeepsTheOrderBetweenKeys() {
        var writer = fresh(Kv.SEQ);
        lab.run(() -> {
            for (int i = 1; i <= 15; i++) { // two states each, and 32 are kept
                writer.write("x", i);
                writer.write("y", i);
                for (int readers = 0; readers < 10; readers++) {
                    var reader = fresh(Kv.SEQ);
                    int y = reader.read("y").orElse(0);
                    int x = reader.read("x").orElse(0);
                    assertTrue(x >= y, "saw y = " + y + " and then x = " + x);
                }
            }
        });
    }

    /** Maelstrom keeps the position of a client that is far behind, and shows it one of the 32 states there are. */
    @Test
    void seqKvMayShowAnOlderStateAgainToWhoIsFarBehind() {
        var writer = fresh(Kv.SEQ);
        lab.run(() -> {
            int backwards = 0;
            for (int i = 1; i <= 1000; i++) writer.write("x", i);
            for (int readers = 0; readers < 50; readers++) {
                var reader = fresh(Kv.SEQ);
                int first = reader.read("x").orElse(0);
                int second = reader.read("x").orElse(0);
                assertTrue(Math.min(first, second) > 1000 - 32, first + " and " + second + " are long gone");
                if (second < first) backwards++;
            }
            assertTrue(backwards > 0, "no reader went back");
        });
    }

    @Test
    void seqKvMayHideAKeyFromWhoHasNotSeenItYet() {
        var answers = new HashSet<Optional<Integer>>();
        var writer = fresh(Kv.SEQ);
        lab.run(() -> {
            writer.write("x", 1);
            for (int i = 0; i < 50; i++) answers.add(fresh(Kv.SEQ).read("x"));
        });
        assertEquals(new HashSet<>(List.of(Optional.empty(), Optional.of(1))), answers);
    }

    @Test
    void seqKvChangesOnlyTheNewestState() {
        var writer = fresh(Kv.SEQ);
        lab.run(() -> {
            for (int i = 1; i <= 20; i++) writer.write("x", i);
            for (int i = 0; i < 200; i++) assertFalse(fresh(Kv.SEQ).cas("x", 15, 1000));
            assertEquals(Optional.of(20), writer.read("x"));
        });
    }

    @Test
    void seqKvCatchesUpWhoWrites() {
        var writer = fresh(Kv.SEQ);
        lab.run(() -> {
            for (int i = 1; i <= 30; i++) writer.write("x", i);
            for (int i = 0; i < 50; i++) {
                var other = fresh(Kv.SEQ);
                other.write("mine", i);
                assertEquals(Optional.of(30), other.read("x"));
            }
        });
    }

    /** Writing what an old state already holds changes that state as little as a read does, and may be answered from there. */
    @Test
    void seqKvMayAnswerAWriteThatChangesNothingFromTheBeginning() {
        var writer = fresh(Kv.SEQ);
        lab.run(() -> {
            for (int i = 1; i <= 10; i++) writer.write("x", i);
            int lost = 0;
            for (int i = 0; i < 100; i++) {
                fresh(Kv.SEQ).write("x", 5);
                if (writer.read("x").equals(Optional.of(10))) lost++;
                else writer.write("x", 10);
            }
            assertTrue(lost > 0 && lost < 100, lost + " of 100 writes were taken for the old one");
        });
    }

    // ---- lww-kv ----

    @Test
    void lwwKvMayMissAWriteAndConverges() {
        var store = fresh(Kv.LWW);
        var other = fresh(Kv.LWW);
        lab.run(() -> {
            int missed = 0;
            for (int i = 1; i <= 100; i++) {
                store.write("x", i);
                if (!other.read("x").equals(Optional.of(i))) missed++;
            }
            assertTrue(missed > 5 && missed < 95, missed + " of 100 reads missed the last write");
            for (int i = 0; i < 50; i++) other.read("x");
            var last = other.read("x");
            for (int i = 0; i < 50; i++) assertEquals(last, store.read("x"));
        });
    }

    @Test
    void lwwKvDoesNotCreateByCas() {
        var store = fresh(Kv.LWW);
        lab.run(() -> assertFalse(store.casOrCreate("x", 0, 1)));
    }

    // ---- lin-tso ----

    @Test
    void linTsoCountsFromNothingForEverybodyTogether() {
        var one = new Tso(lab.settle("n0"));
        var two = new Tso(lab.settle("n1"));
        lab.run(() -> {
            for (long i = 0; i < 100; i += 2) {
                assertEquals(i, one.next());
                assertEquals(i + 1, two.next());
            }
        });
    }
}
