package kv;

import java.util.Optional;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;

/**
 * A client of one of Maelstrom's key-value services, whose values are all of one type. Every operation awaits the service's
 * answer and throws {@link RpcError} where none comes, after which a write or a compare-and-set may have happened, or may yet.
 *
 * @param <V> a type that Jackson can write and read
 */
public final class Kv<V> {
    /** Linearizable: there is one order of all operations, and it respects real time. */
    public static final String LIN = "lin-kv";

    /** Sequential: one order of all operations, and each client's own in it; what a client reads may be old. */
    public static final String SEQ = "seq-kv";

    /** Eventually consistent: of two writes the last one wins, by clocks that may disagree. */
    public static final String LWW = "lww-kv";

    private record Read(String key) implements Request<ReadOk> {}

    private record ReadOk(JsonNode value) {}

    private record Write(String key, JsonNode value) implements Request<WriteOk> {}

    private record WriteOk() {}

    private record Cas(String key, JsonNode from, JsonNode to, boolean createIfNotExists) implements Request<CasOk> {}

    private record CasOk() {}

    private final Node node;
    private final String service;
    private final JavaType type;

    /**
     * @param node the node that asks
     * @param service {@link #LIN}, {@link #SEQ} or {@link #LWW}
     */
    public Kv(Node node, String service, Class<V> type) {
        this(node, service, Json.MAPPER.constructType(type));
    }

    /** As above, for a generic type: {@code new TypeReference<List<String>>() {}}. */
    public Kv(Node node, String service, TypeReference<V> type) {
        this(node, service, Json.MAPPER.constructType(type));
    }

    private Kv(Node node, String service, JavaType type) {
        this.node = node;
        this.service = service;
        this.type = type;
    }

    /** The value of {@code key}, or nothing where the service knows no such key, or holds null under it. */
    public Optional<V> read(String key) {
        try {
            var value = node.rpc(service, new Read(key)).value();
            return Optional.ofNullable(Json.MAPPER.treeToValue(value, type));
        } catch (RpcError e) {
            if (e.code() == RpcError.KEY_DOES_NOT_EXIST) return Optional.empty();
            throw e;
        } catch (JacksonException e) {
            throw new IllegalStateException(service + " holds a value of another type under " + key, e);
        }
    }

    public void write(String key, V value) {
        node.rpc(service, new Write(key, json(value)));
    }

    /**
     * Changes {@code key} from {@code from} to {@code to} if that is its value.
     *
     * @return whether it was; false also where there is no such key
     */
    public boolean cas(String key, V from, V to) {
        return cas(key, from, to, false);
    }

    /** As {@link #cas}, but a key that does not exist is created with {@code to}. */
    public boolean casOrCreate(String key, V from, V to) {
        return cas(key, from, to, true);
    }

    private boolean cas(String key, V from, V to, boolean create) {
        try {
            node.rpc(service, new Cas(key, json(from), json(to), create));
            return true;
        } catch (RpcError e) {
            if (e.code() == RpcError.PRECONDITION_FAILED || e.code() == RpcError.KEY_DOES_NOT_EXIST) return false;
            throw e;
        }
    }

    private static JsonNode json(Object value) {
        return Json.MAPPER.valueToTree(value);
    }
}
