package bench.world.service;

import java.util.Optional;
import node.RpcError;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** What the three key-value services have in common: the messages. Keys and values are any JSON, null too. */
abstract class KvService implements Service {
    /** @param creates whether a key that is not there is to be made */
    record Cas(JsonNode key, JsonNode from, JsonNode to, boolean creates) {
        /** @throws RpcError where this does not apply to {@code current}, which is null for a key that is not there */
        void require(JsonNode current) {
            if (current == null && !creates) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "key does not exist");
            if (current != null && !current.equals(from))
                throw new RpcError(RpcError.PRECONDITION_FAILED, "current value " + current + " is not " + from);
        }

        boolean appliesTo(JsonNode current) {
            return current == null ? creates : current.equals(from);
        }
    }

    /** The value of {@code key}; null where there is no such key. */
    abstract JsonNode read(String client, JsonNode key);

    abstract void write(String client, JsonNode key, JsonNode value);

    /** @throws RpcError where it does not apply */
    abstract void cas(String client, Cas cas);

    @Override
    public final Optional<ObjectNode> handle(String client, ObjectNode request) {
        var key = field(request, "key");
        try {
            switch (request.path("type").asString("")) {
                case "read" -> {
                    var value = read(client, key);
                    if (value == null) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "key does not exist");
                    var answer = Service.body("read_ok");
                    answer.set("value", value);
                    return Optional.of(answer);
                }
                case "write" -> {
                    write(client, key, field(request, "value"));
                    return Optional.of(Service.body("write_ok"));
                }
                case "cas" -> {
                    cas(client, new Cas(key, field(request, "from"), field(request, "to"), creates(request)));
                    return Optional.of(Service.body("cas_ok"));
                }
                default -> {
                    return Optional.empty();
                }
            }
        } catch (RpcError e) {
            return Optional.of(Service.body("error").put("code", e.code()).put("text", e.getMessage()));
        }
    }

    private static JsonNode field(ObjectNode request, String name) {
        return request.has(name) ? request.get(name) : NullNode.getInstance();
    }

    /** Everything but null and false is true, as in Clojure. */
    private static boolean creates(ObjectNode request) {
        var creates = field(request, "create_if_not_exists");
        return !creates.isNull() && !(creates.isBoolean() && !creates.booleanValue());
    }
}
