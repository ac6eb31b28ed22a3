package bench.world.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/** Two replicas that exchange what they have now and then; of two writes the one with the later Lamport time wins. */
public final class LwwKvService extends KvService {
    private record Version(long time, JsonNode value) {}

    private static final class Replica {
        private final Map<JsonNode, Version> versions = new HashMap<>();
        private long clock;

        private JsonNode value(JsonNode key) {
            var version = versions.get(key);
            return version == null ? null : version.value;
        }

        private void put(JsonNode key, JsonNode value) {
            versions.put(key, new Version(clock++, value));
        }

        /** Takes over what {@code other} has newer; of two versions of the same time {@code other}'s. */
        private void merge(Replica other) {
            clock = Math.max(clock, other.clock);
            other.versions.forEach((key, theirs) -> versions.merge(key, theirs, (a, b) -> b.time >= a.time ? b : a));
        }
    }

    private final List<Replica> replicas = List.of(new Replica(), new Replica());
    private final RandomGenerator random;

    /** @param random decides who learns from whom, and who serves */
    public LwwKvService(RandomGenerator random) {
        this.random = random;
    }

    /** Lets one replica, drawn at random, learn from another, and gives a third draw to serve the request. */
    private Replica draw() {
        var source = any();
        var target = any();
        if (source != target) target.merge(source);
        return any();
    }

    private Replica any() {
        return replicas.get(random.nextInt(replicas.size()));
    }

    @Override
    JsonNode read(String client, JsonNode key) {
        return draw().value(key);
    }

    @Override
    void write(String client, JsonNode key, JsonNode value) {
        draw().put(key, value);
    }

    /** Creates no key, whatever is asked. */
    @Override
    void cas(String client, Cas cas) {
        var replica = draw();
        new Cas(cas.key(), cas.from(), cas.to(), false).require(replica.value(cas.key()));
        replica.put(cas.key(), cas.to());
    }
}
