package bench.world.service;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Sequential: all operations have one order, each client's own in it, but a client may be far behind. The last 32 states can
 * still be seen. An operation that changes nothing happens at a random one of those that the client has not passed, and takes
 * it there; one that does, on the newest.
 */
public final class SeqKvService extends KvService {
    private static final int STATES_KEPT = 32;

    /** How one state came from the one before: {@code key} had {@code before}, or was not there where that is null. */
    private record Change(JsonNode key, JsonNode before) {}

    private final Map<JsonNode, JsonNode> newest = new HashMap<>();
    private final ArrayDeque<Change> changes = new ArrayDeque<>(); // the newest first
    private final Map<String, Long> positions = new HashMap<>();
    private final RandomGenerator random;
    private long newestState;

    /** @param random decides which state a client is shown */
    public SeqKvService(RandomGenerator random) {
        this.random = random;
    }

    @Override
    JsonNode read(String client, JsonNode key) {
        return valueAt(draw(client), key);
    }

    @Override
    void write(String client, JsonNode key, JsonNode value) {
        if (!value.equals(valueAt(draw(client), key))) change(client, key, value);
    }

    @Override
    void cas(String client, Cas cas) {
        var seen = valueAt(draw(client), cas.key());
        if (!cas.appliesTo(seen) || cas.to().equals(seen)) {
            cas.require(seen);
        } else {
            var current = newest.get(cas.key());
            change(client, cas.key(), cas.appliesTo(current) ? cas.to() : current);
            cas.require(current);
        }
    }

    /**
     * Moves the client on to a state that it has not passed, and gives how many changes ago the one that it is shown was. Of a
     * client that is too far behind only the position is kept: what it is shown is some state of those that are, and may be
     * older than what it saw before. So it is in Maelstrom.
     */
    private int draw(String client) {
        long state = random.nextLong(positions.getOrDefault(client, 0L), newestState + 1);
        positions.put(client, state);
        return (int) ((newestState - state) % (changes.size() + 1));
    }

    private JsonNode valueAt(int changesAgo, JsonNode key) {
        var value = newest.get(key);
        var newerChanges = changes.iterator();
        for (int i = 0; i < changesAgo; i++) {
            var change = newerChanges.next();
            if (change.key.equals(key)) value = change.before;
        }
        return value;
    }

    private void change(String client, JsonNode key, JsonNode value) {
        changes.push(new Change(key, newest.put(key, value)));
        if (changes.size() >= STATES_KEPT) changes.removeLast();
        positions.put(client, ++newestState);
    }
}
