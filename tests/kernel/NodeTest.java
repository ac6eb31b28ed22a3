package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import node.Node;
import node.Notice;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the kernel answers to each message. */
class NodeTest {
    private static final class Probe extends Node {
        record Add(int amount, Optional<String> note) implements Request<AddOk> {}

        record AddOk(int total) {}

        record Tell(String what) implements Notice {}

        record Fail(String how) implements Request<FailOk> {}

        record FailOk() {}

        record Whole(JsonNode value) implements Request<WholeOk> {}

        record WholeOk(JsonNode value) {}

        private static final class Broken {
            private static final int NUMBER = Integer.parseInt("x");

            static void use() {
                throw new IllegalStateException("never with " + NUMBER);
            }
        }

        private final List<String> seen = new ArrayList<>();
        private int total;

        Probe() {
            on(Add.class, (m, from) -> {
                m.note().ifPresent(note -> seen.add(from + ": " + note));
                total += m.amount();
                return new AddOk(total);
            });
            on(Tell.class, (m, from) -> {
                seen.add(from + " tells " + m.what());
            });
            on(Fail.class, m -> fail(m.how()));
            on(Whole.class, m -> new WholeOk(m.value()));
        }

        private FailOk fail(String how) {
            switch (how) {
                case "abort" -> throw new RpcError(RpcError.ABORT, "not now");
                case "overflow" -> fail(how);
                case "initialiser" -> Broken.use();
                case "assertion" -> throw new AssertionError("cannot be");
                case "null" -> {
                    return null;
                }
                default -> throw new IllegalStateException("broken");
            }
            return new FailOk();
        }
    }

    private final Probe probe = new Probe();
    private final Wire wire = Wire.initialised(probe);

    private Wire.Sent only() {
        assertEquals(1, wire.sent.size(), () -> "sent " + wire.lines());
        return wire.sent.getFirst();
    }

    // ---- requests ----

    @Test
    void aRequestIsAnsweredOnceToWhoAsked() {
        wire.at(1, "c1", "{'type': 'add', 'msg_id': 9, 'amount': 3}").run();
        assertEquals(
                List.of(
                        "{\"src\":\"n0\",\"dest\":\"c1\",\"body\":{\"type\":\"add_ok\",\"in_reply_to\":9,\"total\":3}}"),
                wire.lines());
    }

    @Test
    void aRequestWithoutAMessageIdIsCarriedOutAndNotAnswered() {
        wire.at(1, "c1", "{'type': 'add', 'amount': 3}").run();
        assertEquals(3, probe.total);
        assertEquals(List.of(), wire.lines());
    }

    @Test
    void aNoticeIsNotAnsweredEvenWhereAnAnswerIsAskedFor() {
        wire.at(1, "n1", "{'type': 'tell', 'msg_id': 4, 'what': 'news'}").run();
        assertEquals(List.of("n1 tells news"), probe.seen);
        assertEquals(List.of(), wire.lines());
    }

    @Test
    void messagesAreHandledInTheOrderTheyArrive() {
        for (int i = 1; i <= 20; i++) wire.at(i, "c1", "{'type': 'tell', 'what': '%d'}".formatted(i));
        wire.run();
        assertEquals(20, probe.seen.size());
        for (int i = 1; i <= 20; i++) assertEquals("c1 tells " + i, probe.seen.get(i - 1));
    }

    @Test
    void unknownFieldsAreIgnored() {
        wire.at(1, "c1", "{'type': 'add', 'msg_id': 1, 'amount': 2, 'amounts': [1], 'Amount': 7}")
                .run();
        assertEquals(2, probe.total);
    }

    @Test
    void anOptionalFieldMayBeThereOrNot() {
        wire.at(1, "c1", "{'type': 'add', 'msg_id': 1, 'amount': 2, 'note': 'hello'}");
        wire.at(2, "c1", "{'type': 'add', 'msg_id': 2, 'amount': 2}").run();
        assertEquals(List.of("c1: hello"), probe.seen);
        assertEquals(2, wire.sent.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'subtract', 'msg_id': 1}",
                "{'msg_id': 1}",
                "{'type': 5, 'msg_id': 1}",
                "{'type': 'Add', 'msg_id': 1}"
            })
    void anUnknownTypeIsError10(String body) {
        wire.at(1, "c1", body).run();
        assertEquals(10, only().code());
        assertEquals("error", only().body().get("type").stringValue());
        assertEquals(1, only().body().get("in_reply_to").intValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", 'amount': null",
                ", 'amount': 'x'",
                ", 'amount': '3'",
                ", 'amount': 1.5",
                ", 'amount': 3000000000",
                ", 'amount': [1]",
                ", 'amount': true"
            })
    void aBodyThatDoesNotFitIsError12(String fields) {
        wire.at(1, "c1", "{'type': 'add', 'msg_id': 1" + fields + "}").run();
        assertEquals(12, only().code());
        assertEquals(0, probe.total);
    }

    @Test
    void anErrorOfTheHandlersOwnKeepsItsCode() {
        wire.at(1, "c1", "{'type': 'fail', 'msg_id': 1, 'how': 'abort'}").run();
        assertEquals(14, only().code());
        assertEquals("not now", only().body().get("text").stringValue());
        assertEquals(List.of(), wire.log);
    }

    @ParameterizedTest
    @CsvSource({
        "throw, IllegalStateException: broken",
        "overflow, StackOverflowError",
        "assertion, AssertionError: cannot be"
    })
    void aHandlerThatThrowsIsError13AndItsTraceIsLogged(String how, String named) {
        wire.at(1, "c1", "{'type': 'fail', 'msg_id': 1, 'how': '" + how + "'}").run();
        assertEquals(13, only().code());
        assertTrue(only().body().get("text").stringValue().contains(named));
        assertTrue(
                wire.log.getFirst().contains(named) && wire.log.getFirst().contains("NodeTest.java:"),
                wire.log.getFirst());
    }

    @Test
    void aClassThatCannotBeInitialisedIsError13EachTime() {
        wire.at(1, "c1", "{'type': 'fail', 'msg_id': 1, 'how': 'initialiser'}");
        wire.at(2, "c1", "{'type': 'fail', 'msg_id': 2, 'how': 'initialiser'}");
        wire.at(3, "c1", "{'type': 'add', 'msg_id': 3, 'amount': 3}").run();
        assertEquals(
                List.of(13, 13),
                wire.sent.subList(0, 2).stream().map(Wire.Sent::code).toList());
        assertEquals("add_ok", wire.sent.getLast().body().get("type").stringValue());
    }

    @Test
    void theNodeLivesOnAfterAHandlerThrew() {
        wire.at(1, "c1", "{'type': 'fail', 'msg_id': 1, 'how': 'throw'}");
        wire.at(2, "c1", "{'type': 'add', 'msg_id': 2, 'amount': 3}").run();
        assertEquals("add_ok", wire.sent.getLast().body().get("type").stringValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345678901234567890123456789012345678901234567890",
                "-9007199254740993",
                "1.10",
                "1E+400",
                "0.1",
                "[[1,[2,[]]],{}]",
                "null",
                "true",
                "\"\\uD83D\\uDE00\"",
                "\"\\uD800\"",
                "\"\\u00E9\\u4E2D\"",
                "\"\\u0000\\n\\\"\\\\\"",
                "{\"b\":1,\"a\":2}"
            })
    void anyJsonComesBackAsItWent(String json) {
        wire.atRaw(
                1,
                "{\"src\": \"c1\", \"dest\": \"n0\", \"body\": {\"type\": \"whole\", \"msg_id\": 1, \"value\": %s}}"
                        .formatted(json));
        wire.run();
        assertTrue(only().line().endsWith("\"value\":" + json + "}}"), only().line());
    }

    // ---- initialisation ----

    @Test
    void initTellsTheNodeWhoItIsAndWhoElseThereIs() {
        wire.run();
        assertEquals("n0", probe.id());
        assertEquals(List.of("n0", "n1", "n2"), probe.nodes());
        assertEquals(List.of("n1", "n2"), probe.peers());
    }

    @Test
    void theSameInitAgainIsConfirmedAndChangesNothing() {
        wire.at(1, "c1", "{'type': 'init', 'msg_id': 5, 'node_id': 'n0', 'node_ids': ['n0', 'n1', 'n2']}")
                .run();
        assertEquals("init_ok", only().body().get("type").stringValue());
    }

    @Test
    void anotherInitIsRefused() {
        wire.at(1, "c1", "{'type': 'init', 'msg_id': 5, 'node_id': 'n1', 'node_ids': ['n0', 'n1', 'n2']}")
                .run();
        assertEquals(22, only().code());
        assertEquals("n0", probe.id());
    }

    @Test
    void whoIsNotInitialisedYetIsTemporarilyUnavailable() {
        var early = new Wire(new Probe());
        early.at(1, "c1", "{'type': 'add', 'msg_id': 1, 'amount': 3}").run();
        assertEquals(11, early.sent.getFirst().code());
        assertEquals("c1", early.sent.getFirst().dest());
        assertTrue(early.lines().getFirst().contains("\"src\":\"n0\""), () -> "a reply has a sender: " + early.lines());
    }

    @Test
    void whatWaitsForTheInitRunsBeforeAnyOtherMessage() {
        var order = new ArrayList<String>();
        class Waiting extends Node {
            record Ask() implements Notice {}

            Waiting() {
                whenInitialised(() -> order.add("initialised " + id()));
                on(Ask.class, m -> order.add("asked"));
            }
        }
        var waiting = Wire.initialised(new Waiting());
        waiting.at(1, "c1", "{'type': 'ask'}").run();
        assertEquals(List.of("initialised n0", "asked"), order);
    }

    // ---- errors ----

    @Test
    void definiteAreNineCodesAndNoneThatNobodyKnows() {
        var definite = new ArrayList<Integer>();
        for (int code = -1; code <= 1001; code++) if (RpcError.isDefinite(code)) definite.add(code);
        assertEquals(List.of(1, 10, 11, 12, 14, 20, 21, 22, 30), definite);
        assertFalse(new RpcError(RpcError.CRASH, "").isDefinite());
        assertTrue(new RpcError(RpcError.ABORT, "").isDefinite());
    }

    @Test
    void aRequestMustSayWhatAnswersIt() {
        class Shy extends Node {
            record Plain() {}

            interface Asking extends Request<Plain> {}

            record Indirect() implements Asking {}

            Shy() {
                whenInitialised(() -> assertThrows(IllegalArgumentException.class, () -> rpc("n1", new Indirect())));
            }
        }
        var shy = Wire.initialised(new Shy());
        shy.run();
        assertEquals(List.of(), shy.log);
    }
}
