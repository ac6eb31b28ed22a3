package bench.workload;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One client thread's connection to the system under test. It is a node of the simulated network like any other, so that what it
 * does reads like a node's code.
 */
public abstract class Client<A> extends Node {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** Takes no field that it does not know, and null for an empty list, as the schemas of Maelstrom's clients do. */
    private static final JsonMapper STRICT = Json.MAPPER
            .rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withConfigOverride(
                    List.class, list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private static final ClassValue<ObjectReader> READERS = Json.readers(STRICT);

    /** Gives this client its id on the network. */
    public final void join(String id) {
        initialise(id, List.of(id));
    }

    /** Whether a failure of unknown outcome may be told as a failure, since {@code action} changes nothing. */
    public boolean changesNothing(A action) {
        return false;
    }

    /** Whether it goes on after an indefinite result, as Jepsen's {@code Reusable} ones do. Others give way to a fresh one. */
    public boolean isReusable() {
        return false;
    }

    /**
     * Whether an error that says so is believed to have changed nothing. Where Maelstrom's clients catch no errors, Jepsen takes
     * each for an indefinite result.
     */
    public boolean believesErrors() {
        return true;
    }

    /**
     * Carries out {@code action} and awaits the result.
     *
     * @param server the id of the node this client talks to
     * @return the action as completed, for example with what was read
     * @throws node.RpcError as the node answered
     */
    public abstract A invoke(String server, A action);

    /** Called once a run for each server, by its first client, before any operation. */
    public void setUp(String server) {}

    /** {@link #rpc} with the patience of Maelstrom's clients. */
    protected final <M extends Record & Request<R>, R extends Record> R ask(String server, M request) {
        return rpc(server, request, TIMEOUT);
    }

    @Override
    protected final <R extends Record> R read(ObjectNode body, Class<R> type) {
        if (type == InitOk.class) return super.read(body, type); // of which Maelstrom looks at the type alone
        var msgId = body.get("msg_id");
        if (msgId != null && !msgId.isIntegralNumber())
            throw RpcError.malformedReply("msg_id is no integer in " + body);
        ObjectNode fields =
                Json.MAPPER.createObjectNode().setAll(body).remove(List.of("type", "msg_id", "in_reply_to"));
        try {
            return type.cast(READERS.get(type).readValue(fields));
        } catch (UnrecognizedPropertyException e) {
            throw RpcError.malformedReply(
                    "Maelstrom's clients take no field \"" + e.getPropertyName() + "\" in " + body);
        }
    }
}
