package bench.world.service;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One map; every operation happens at one moment between its request and its answer. */
public final class LinKvService extends KvService {
    private final Map<JsonNode, JsonNode> values = new HashMap<>();

    @Override
    JsonNode read(String client, JsonNode key) {
        return values.get(key);
    }

    @Override
    void write(String client, JsonNode key, JsonNode value) {
        values.put(key, value);
    }

    @Override
    void cas(String client, Cas cas) {
        cas.require(values.get(cas.key()));
        values.put(cas.key(), cas.to());
    }
}
