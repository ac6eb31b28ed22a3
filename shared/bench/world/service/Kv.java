package bench.world.service;

import java.util.Optional;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/** What the three key-value services have in common: the messages. Keys and values are any JSON. */
abstract class Kv extends Service {
    record Read(JsonNode key) implements Request<ReadOk> {}

    record ReadOk(JsonNode value) {}

    record Write(JsonNode key, JsonNode value) implements Request<WriteOk> {}

    record WriteOk() {}

    record Cas(JsonNode key, JsonNode from, JsonNode to, Optional<Boolean> createIfNotExists)
            implements Request<CasOk> {
        /** Whether a key that is not there is to be made. */
        boolean creates() {
            return createIfNotExists.orElse(false);
        }
    }

    record CasOk() {}

    Kv() {
        on(Read.class, this::read);
        on(Write.class, this::write);
        on(Cas.class, this::cas);
    }

    abstract ReadOk read(Read request, String client);

    abstract WriteOk write(Write request, String client);

    abstract CasOk cas(Cas request, String client);

    static ReadOk found(JsonNode value) {
        if (value == null) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "key does not exist");
        return new ReadOk(value);
    }

    /** @throws RpcError where {@code request} does not apply to {@code current}, which is null for a key that is not there */
    static void require(Cas request, JsonNode current) {
        if (current == null && !request.creates())
            throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "key does not exist");
        if (current != null && !current.equals(request.from()))
            throw new RpcError(RpcError.PRECONDITION_FAILED, "current value " + current + " is not " + request.from());
    }
}
