package bench.world.service;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A timestamp oracle: every request gets the next of 0, 1, 2, ... */
public final class LinTsoService implements Service {
    private long next;

    @Override
    public Optional<ObjectNode> handle(String client, ObjectNode request) {
        if (!request.path("type").asString("").equals("ts")) return Optional.empty();
        return Optional.of(Service.body("ts_ok").put("ts", next++));
    }
}
