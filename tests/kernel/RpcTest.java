package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel makes of the answers to a node's own requests. */
class RpcTest {
    /** A sum that one node keeps and another can be asked for. */
    private static final class Forwarder extends Node {
        record Add(int amount) implements Request<AddOk> {}

        record AddOk(int total) {}

        record Forward(String to) implements Request<ForwardOk> {}

        record ForwardOk(int total, String asked) {}

        private int total;

        Forwarder() {
            on(Add.class, m -> {
                total += m.amount();
                return new AddOk(total);
            });
            on(Forward.class, m -> {
                var reply = rpc(m.to(), new Add(1), Duration.ofMillis(100));
                return new ForwardOk(reply.total(), m.to());
            });
        }
    }

    private final Forwarder node = new Forwarder();
    private final Wire wire = Wire.initialised(node);

    private Wire.Sent only() {
        assertEquals(1, wire.sent.size(), () -> "sent " + wire.lines());
        return wire.sent.getFirst();
    }

    private Wire forward() {
        return wire.at(1, "c1", "{'type': 'forward', 'msg_id': 7, 'to': 'n1'}");
    }

    private long askedAs() {
        return wire.sent.getFirst().body().get("msg_id").longValue();
    }

    @Test
    void anRpcCarriesAnIdAndAwaitsTheAnswer() {
        forward().at(2, () -> assertEquals("n1", only().dest()));
        wire.at(30, "n1", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 5}").run();
        assertEquals(1, askedAs());
        assertEquals(
                "{\"type\":\"forward_ok\",\"in_reply_to\":7,\"total\":5,\"asked\":\"n1\"}",
                wire.sent.getLast().body().toString());
        assertEquals(30, wire.sent.getLast().millis());
    }

    @Test
    void otherHandlersRunWhileOneAwaits() {
        forward();
        wire.at(10, "c2", "{'type': 'add', 'msg_id': 1, 'amount': 3}");
        wire.at(30, "n1", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 5}").run();
        assertEquals(
                List.of("n1", "c2", "c1"),
                wire.sent.stream().map(Wire.Sent::dest).toList());
        assertEquals(List.of(1L, 10L, 30L), wire.timesMillis());
    }

    @Test
    void anRpcThatNobodyAnswersTimesOutWithAnIndefiniteError() {
        forward().run();
        assertEquals(101, wire.sent.getLast().millis());
        assertEquals(RpcError.TIMEOUT, wire.sent.getLast().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'add_ok', 'in_reply_to': 99, 'total': 5}",
                "{'type': 'add_ok', 'in_reply_to': '1', 'total': 5}",
                "{'type': 'add_ok', 'in_reply_to': 1.0, 'total': 5}",
                "{'type': 'add_ok', 'in_reply_to': null, 'total': 5}"
            })
    void anAnswerToNothingIsIgnored(String body) {
        forward().at(20, "n1", body).run();
        assertEquals(RpcError.TIMEOUT, wire.sent.getLast().code());
        assertEquals(2, wire.sent.size());
    }

    @Test
    void anAnswerFromSomebodyElseIsIgnored() {
        forward().at(20, "n2", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 666}");
        wire.at(30, "n1", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 5}").run();
        assertEquals(5, wire.sent.getLast().body().get("total").intValue());
    }

    @Test
    void aSecondAndALateAnswerAreIgnored() {
        forward().at(20, "n1", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 5}");
        wire.at(21, "n1", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 6}");
        wire.at(500, "n1", "{'type': 'add_ok', 'in_reply_to': 1, 'total': 7}").run();
        assertEquals(2, wire.sent.size());
        assertEquals(5, wire.sent.getLast().body().get("total").intValue());
        assertEquals(List.of(), wire.log);
    }

    /** That a peer certainly did not do its part says nothing of what the handler did before. */
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 12, 14, 20, 21, 22, 30})
    void aPeersDefiniteErrorIsIndefiniteWhenLetThrough(int code) {
        forward()
                .at(20, "n1", "{'type': 'error', 'in_reply_to': 1, 'code': %d, 'text': 'no'}".formatted(code))
                .run();
        assertEquals(RpcError.CRASH, wire.sent.getLast().code());
        assertEquals(
                "n1 answered error " + code + ": no",
                wire.sent.getLast().body().get("text").stringValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 13, 1000, 4711})
    void aPeersIndefiniteErrorStaysAsItIs(int code) {
        forward()
                .at(20, "n1", "{'type': 'error', 'in_reply_to': 1, 'code': %d, 'text': 'no'}".formatted(code))
                .run();
        assertEquals(code, wire.sent.getLast().code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'sub_ok', 'in_reply_to': 1}",
                "{'type': 'add_ok', 'in_reply_to': 1}",
                "{'type': 'add_ok', 'in_reply_to': 1, 'total': 'x'}"
            })
    void anAnswerThatIsNoneIsAnIndefiniteError(String body) {
        forward().at(20, "n1", body).run();
        assertEquals(RpcError.CRASH, wire.sent.getLast().code());
        assertTrue(wire.sent.getLast().line().contains("n1 gave no answer: "));
    }

    @Test
    void eachRpcHasAnIdOfItsOwn() {
        for (int i = 1; i <= 50; i++) wire.at(i, "c1", "{'type': 'forward', 'msg_id': 7, 'to': 'n1'}");
        wire.at(
                60,
                () -> assertEquals(
                        50,
                        wire.sent.stream()
                                .map(sent -> sent.body().get("msg_id").longValue())
                                .distinct()
                                .count()));
        wire.run();
        assertEquals(100, wire.sent.size());
    }
}
