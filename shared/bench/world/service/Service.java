package bench.world.service;

import java.util.Optional;
import node.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the world offers to its nodes, as Maelstrom's {@code service.clj} has it. It takes every message for a request, whoever
 * sent it, and nobody sends it an {@code init}.
 */
public interface Service {
    /**
     * Carries out a request, at once.
     *
     * @param client who asks
     * @param request the message's body; a field that is missing counts as null
     * @return the body of the answer, which does not say yet what it answers; nothing where the type is unknown, since
     *     Maelstrom's services fail then and stay silent
     */
    Optional<ObjectNode> handle(String client, ObjectNode request);

    /** A body of nothing but its type. */
    static ObjectNode body(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }
}
