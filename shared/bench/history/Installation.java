package bench.history;

import java.util.List;
import java.util.Optional;
import node.Json;
import tools.jackson.core.JacksonException;

/**
 * That a node replaced the value of a register, as it says itself: in a line of its log, {@code installed [key, value]}. Clients
 * cannot see in which order values were installed, and nobody has to say it; where nodes do, more can be judged.
 *
 * @param store which node, and which of its lives
 * @param key any JSON value
 * @param value any JSON value
 */
public record Installation(String store, Object key, Object value) {
    private static final String BEGIN = "installed [";

    /** Whether a line of a log looks like this. */
    public static boolean isSaidBy(String line) {
        return line.startsWith(BEGIN);
    }

    /** What a line of a log says of this. */
    public static Optional<Installation> in(String store, String line) {
        if (!isSaidBy(line)) return Optional.empty();
        try {
            var pair = Json.MAPPER.readValue(line.substring(BEGIN.length() - 1), List.class);
            if (pair.size() != 2) return Optional.empty();
            return Optional.of(new Installation(store, pair.get(0), pair.get(1)));
        } catch (JacksonException e) {
            return Optional.empty(); // a line for people
        }
    }
}
