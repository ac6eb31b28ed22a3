package bench.world.service;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One map; every operation happens at one moment between its request and its answer. */
public final class LinKv extends Kv {
    private final Map<JsonNode, JsonNode> values = new HashMap<>();

    @Override
    ReadOk read(Read request, String client) {
        return found(values.get(request.key()));
    }

    @Override
    WriteOk write(Write request, String client) {
        values.put(request.key(), request.value());
        return new WriteOk();
    }

    @Override
    CasOk cas(Cas request, String client) {
        require(request, values.get(request.key()));
        values.put(request.key(), request.to());
        return new CasOk();
    }
}
