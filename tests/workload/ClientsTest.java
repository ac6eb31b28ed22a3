package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.EchoChecker;
import bench.checker.UniqueIdsChecker;
import bench.checker.counter.CounterAction;
import bench.checker.set.SetAction;
import bench.workload.Client;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ClientsTest {
    /** Answers everything with the JSON that the test has laid out, and writes down what it was told. */
    private static final class Parrot extends Node {
        private record Echo(JsonNode echo) implements Request<EchoOk> {}

        private record EchoOk(JsonNode echo) {}

        private record Generate() implements Request<GenerateOk> {}

        private record GenerateOk(JsonNode id) {}

        private record Broadcast(JsonNode message) implements Request<BroadcastOk> {}

        private record BroadcastOk() {}

        private record Add(Optional<Long> delta, Optional<Long> element) implements Request<AddOk> {}

        private record AddOk() {}

        private record Read() implements Request<ReadOk> {}

        private record ReadOk(@JsonAnyGetter Map<String, JsonNode> fields) {}

        private final List<String> told = new ArrayList<>();

        /** @param more what a read is answered with, besides the {@code answer} */
        Parrot(String workload, String answer, Map<String, JsonNode> more) {
            initialise("n0", List.of("n0"));
            var json = Json.MAPPER.readTree(answer);
            var fields = new LinkedHashMap<>(more);
            fields.put(workload.equals("broadcast") ? "messages" : "value", json);
            on(Echo.class, m -> {
                told.add("echo " + m.echo());
                return new EchoOk(json);
            });
            on(Generate.class, m -> new GenerateOk(json));
            on(Broadcast.class, m -> {
                told.add("broadcast " + m.message());
                return new BroadcastOk();
            });
            on(Add.class, m -> {
                m.delta().ifPresent(delta -> told.add("add delta " + delta));
                m.element().ifPresent(element -> told.add("add element " + element));
                return new AddOk();
            });
            on(Read.class, m -> new ReadOk(fields));
        }
    }

    private static <A> List<String> talk(String workload, String answer, Consumer<Client<A>> talk) {
        return talk(workload, answer, Map.of(), talk);
    }

    private static <A> List<String> talk(
            String workload, String answer, Map<String, JsonNode> more, Consumer<Client<A>> talk) {
        var parrot = new Parrot(workload, answer, more);
        Table.talk(Table.workload(workload), Table.options(), parrot, talk);
        return parrot.told;
    }

    private static <A> A answer(String workload, A action, String answer) {
        var completed = new ArrayList<A>();
        talk(workload, answer, (Client<A> client) -> completed.add(client.invoke("n0", action)));
        return completed.getFirst();
    }

    @Test
    void anEchoIsWhatCameBack() {
        var sent = new EchoChecker.Echo("Please echo 5");
        assertEquals(
                List.of("echo \"Please echo 5\""),
                talk(
                        "echo",
                        "[1, {\"a\": 9007199254740993}]",
                        (Client<EchoChecker.Echo> client) -> assertEquals(
                                new EchoChecker.Echo(List.of(1, Map.of("a", 9007199254740993L))),
                                client.invoke("n0", sent))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"7\"", "7.25", "true", "[7]", "{\"a\": [7]}", "123456789012345678901234567890"})
    void anIdIsAnyJson(String id) {
        var completed = answer("unique-ids", new UniqueIdsChecker.Generate(null), id);
        assertEquals(Json.MAPPER.readTree(id), Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(completed.value())));
    }

    @Test
    void aReadOfASetIsAnyListInItsOrder() {
        var read = new SetAction.Read(null);
        var expected = new SetAction.Read(Arrays.asList(3, "3", 9007199254740993L, null, 3));
        assertEquals(expected, answer("broadcast", read, "[3, \"3\", 9007199254740993, null, 3]"));
        assertEquals(expected, answer("g-set", read, "[3, \"3\", 9007199254740993, null, 3]"));
    }

    @Test
    void aReadOfACounterStaysFinal() {
        assertEquals(
                new CounterAction.Read(-9007199254740993L, true),
                answer("pn-counter", new CounterAction.Read(null, true), "-9007199254740993"));
    }

    @Test
    void whatIsAddedIsSentAsItIs() {
        assertEquals(
                List.of("broadcast 4"),
                talk("broadcast", "0", (Client<SetAction> client) -> client.invoke("n0", new SetAction.Broadcast(4))));
        assertEquals(
                List.of("add element 4"),
                talk("g-set", "0", (Client<SetAction> client) -> client.invoke("n0", new SetAction.Add(4))));
        assertEquals(
                List.of("add delta -4"),
                talk(
                        "pn-counter",
                        "0",
                        (Client<CounterAction> client) -> client.invoke("n0", new CounterAction.Add(-4))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "broadcast | 3",
                "broadcast | {}",
                "g-set | 'x'",
                "g-counter | 1.0",
                "g-counter | \"1\"",
                "g-counter | null",
                "g-counter | [1]",
                "pn-counter | 9223372036854775808"
            })
    void anAnswerOfTheWrongShapeIsRefused(String workload, String answer) {
        var json = answer.equals("x") ? "\"x\"" : answer;
        talk(
                workload,
                json,
                client -> assertTrue(assertThrows(RpcError.class, () -> client.invoke("n0", readOf(workload)))
                        .isMalformedReply()));
    }

    private static Object readOf(String workload) {
        return workload.endsWith("counter") ? new CounterAction.Read(null, false) : new SetAction.Read(null);
    }

    /** Go prints a slice that was never filled as null, and the schemas of Maelstrom's clients take that for no elements. */
    @ParameterizedTest
    @ValueSource(strings = {"broadcast", "g-set"})
    void nullIsAnEmptyList(String workload) {
        assertEquals(new SetAction.Read(List.of()), answer(workload, new SetAction.Read(null), "null"));
    }

    @ParameterizedTest
    @CsvSource({
        "broadcast, [], count, 0",
        "g-set, [], Value, []",
        "g-counter, 1, node, \"n0\"",
        "pn-counter, 1, text, null",
        "broadcast, [], msg_id, \"1\"",
        "g-counter, 1, msg_id, 1.0"
    })
    void aFieldThatMaelstromsClientsDoNotKnowIsRefused(String workload, String answer, String field, String value) {
        talk(workload, answer, Map.of(field, Json.MAPPER.readTree(value)), client -> {
            var problem = assertThrows(RpcError.class, () -> client.invoke("n0", readOf(workload)));
            assertTrue(problem.isMalformedReply());
            assertTrue(problem.getMessage().contains(field), problem::getMessage);
        });
    }

    @Test
    void anAnswerMayHaveANumberOfItsOwn() {
        talk(
                "g-counter",
                "5",
                Map.of("msg_id", Json.MAPPER.readTree("17")),
                client -> assertEquals(new CounterAction.Read(5L, false), client.invoke("n0", readOf("g-counter"))));
    }

    @Test
    void onlyAReadOfBroadcastMayFailForCertainWhenItTimesOut() {
        talk("broadcast", "0", (Client<SetAction> client) -> {
            assertTrue(client.changesNothing(new SetAction.Read(null)));
            assertFalse(client.changesNothing(new SetAction.Broadcast(1)));
        });
        talk("g-set", "0", (Client<SetAction> client) -> assertFalse(client.changesNothing(new SetAction.Read(null))));
        talk(
                "g-counter",
                "0",
                (Client<CounterAction> client) ->
                        assertFalse(client.changesNothing(new CounterAction.Read(null, false))));
    }
}
