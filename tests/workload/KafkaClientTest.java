package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.kafka.KafkaAction;
import bench.checker.kafka.KafkaAction.Assign;
import bench.checker.kafka.KafkaAction.Crash;
import bench.checker.kafka.KafkaAction.Entry;
import bench.checker.kafka.KafkaAction.Poll;
import bench.checker.kafka.KafkaAction.Polled;
import bench.checker.kafka.KafkaAction.Send;
import bench.checker.kafka.KafkaAction.Sent;
import bench.history.History;
import bench.history.Op;
import bench.report.HistoryFile;
import bench.workload.Client;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class KafkaClientTest {
    private static final Poll ASK = new Poll(Polled.NOTHING_YET);

    /** Answers polls with what the test has laid out, and writes down what it was asked. */
    private static final class Broker extends Node {
        private record Send(String key, Object msg) implements Request<SendOk> {}

        private record SendOk(long offset) {}

        private record Poll(Map<String, Long> offsets) implements Request<PollOk> {}

        private record PollOk(JsonNode msgs) {}

        private record CommitOffsets(Map<String, Long> offsets) implements Request<CommitOffsetsOk> {}

        private record CommitOffsetsOk() {}

        private record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

        private record ListCommittedOffsetsOk(Map<String, Long> offsets) {}

        private final List<String> asked = new ArrayList<>();
        private String answer = "{}";
        private boolean refusesCommits;

        Broker() {
            initialise("n0", List.of("n0"));
            on(Send.class, m -> {
                asked.add("send " + m.key() + " " + m.msg());
                return new SendOk(41);
            });
            on(Poll.class, m -> {
                asked.add("poll " + m.offsets());
                return new PollOk(Json.MAPPER.readTree(answer));
            });
            on(CommitOffsets.class, m -> {
                asked.add("commit " + m.offsets());
                if (refusesCommits) throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "not now");
                return new CommitOffsetsOk();
            });
            on(ListCommittedOffsets.class, m -> {
                asked.add("list " + m.keys());
                return new ListCommittedOffsetsOk(Map.of("a", 7L));
            });
        }
    }

    private final Broker broker = new Broker();

    private void talk(Consumer<Client<KafkaAction>> talk) {
        Table.talk(Table.<KafkaAction>workload("kafka"), Table.options(), broker, talk);
    }

    private static Assign assign(String... keys) {
        return new Assign(List.of(keys), false, null);
    }

    @Test
    void sendsAndTellsTheOffset() {
        talk(client ->
                assertEquals(new Send(new Sent("k", 41L, 3)), client.invoke("n0", new Send(new Sent("k", null, 3)))));
        assertEquals(List.of("send k 3"), broker.asked);
    }

    @Test
    void commitsWhatItPolledAndReadsOn() {
        talk(client -> {
            client.invoke("n0", assign("a", "b"));
            broker.answer = "{\"a\": [[0, 10], [3, 11]], \"b\": []}";
            assertEquals(
                    new Poll(new Polled(Map.of("a", List.of(new Entry(0, 10), new Entry(3, 11)), "b", List.of()))),
                    client.invoke("n0", ASK));
            broker.answer = "{}";
            client.invoke("n0", ASK);
        });
        assertEquals(List.of("list [a, b]", "poll {a=0, b=0}", "commit {a=3}", "poll {a=4, b=0}"), broker.asked);
    }

    @Test
    void keepsItsPlacesThroughAnAssignAndStartsNewKeysAtZero() {
        talk(client -> {
            client.invoke("n0", assign("a", "b"));
            broker.answer = "{\"a\": [[0, 10]], \"b\": [[0, 10]]}";
            client.invoke("n0", ASK);
            broker.answer = "{}";
            assertEquals(new Assign(List.of("a", "c"), false, Map.of("a", 7L)), client.invoke("n0", assign("a", "c")));
            client.invoke("n0", ASK);
            client.invoke("n0", assign("b"));
            client.invoke("n0", ASK);
        });
        assertTrue(broker.asked.contains("poll {a=1, c=0}"));
        assertTrue(broker.asked.contains("poll {b=0}"));
    }

    @Test
    void goesBackToTheBeginningWithoutAsking() {
        talk(client -> {
            client.invoke("n0", assign("a"));
            broker.answer = "{\"a\": [[0, 10]]}";
            client.invoke("n0", ASK);
            broker.asked.clear();
            client.invoke("n0", new Assign(List.of("a", "b"), true, null));
            client.invoke("n0", ASK);
        });
        assertEquals("poll {a=0, b=0}", broker.asked.getFirst());
    }

    @Test
    void failsAPollWhoseCommitIsRefused() {
        talk(client -> {
            broker.answer = "{\"a\": [[0, 10]]}";
            broker.refusesCommits = true;
            var e = assertThrows(RpcError.class, () -> client.invoke("n0", ASK));
            assertTrue(e.isDefinite());
        });
    }

    @Test
    void crashesWithAnUnknownOutcome() {
        talk(client -> assertFalse(assertThrows(RpcError.class, () -> client.invoke("n0", new Crash(null)))
                .isDefinite()));
        assertEquals(List.of(), broker.asked);
    }

    @Test
    void onlyAnAssignChangesNothing() {
        talk(client -> {
            assertTrue(client.changesNothing(assign("a")));
            assertFalse(client.changesNothing(ASK));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{\"a\": 7}",
                "{\"a\": [null]}",
                "{\"a\": [[0]]}",
                "{\"a\": [[0, 1, 2]]}",
                "{\"a\": [[null, 1]]}",
                "{\"a\": [[0.5, 1]]}",
                "{\"a\": [[\"0\", 1]]}",
                "{\"a\": [[18446744073709551616, 1]]}",
                "{\"a\": [{\"x\": 1}]}"
            })
    void refusesAnAnswerThatIsNone(String msgs) {
        broker.answer = msgs;
        talk(client -> {
            var e = assertThrows(RpcError.class, () -> client.invoke("n0", ASK));
            assertTrue(e.isMalformedReply());
        });
    }

    /** As Maelstrom's client takes it, whose schema lets null pass for an empty list. */
    @Test
    void takesNullForNoMessagesOfAKey() {
        broker.answer = "{\"a\": null}";
        talk(client -> {
            var polled = (Poll) client.invoke("n0", ASK);
            assertEquals(Map.of("a", List.of()), polled.value().entries());
        });
    }

    @Test
    void isWrittenAsJepsenWritesIt() throws IOException {
        var actions = List.<KafkaAction>of(
                ASK,
                new Poll(new Polled(Map.of("9", List.of(new Entry(0, 1), new Entry(2, "x"))))),
                new Send(new Sent("9", null, 1)),
                new Send(new Sent("9", 4L, 1)),
                assign("9"),
                new Assign(List.of("9"), true, Map.of("9", 3L)),
                new Crash(null));
        var text = new StringWriter();
        HistoryFile.write(
                new History<>(actions.stream()
                        .map(a -> new Op<>(0, 5, 1, Op.Type.OK, a, null))
                        .toList()),
                text);
        var head = "{'index':0,'time':5,'process':1,'type':'ok','f':";
        assertEquals(
                List.of(
                        "'poll','value':[['poll']]}",
                        "'poll','value':[['poll',{'9':[[0,1],[2,'x']]}]]}",
                        "'send','value':[['send','9',1]]}",
                        "'send','value':[['send','9',[4,1]]]}",
                        "'assign','value':['9']}",
                        "'assign','value':['9'],'seek_to_beginning':true,'committed':{'9':3}}",
                        "'crash','value':null}"),
                text.toString()
                        .lines()
                        .map(line -> line.replace('"', '\'').replace(head, ""))
                        .toList());
    }
}
