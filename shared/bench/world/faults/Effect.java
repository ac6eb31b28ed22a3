package bench.world.faults;

import java.util.List;
import java.util.random.RandomGenerator;

/** What an act does, and to whom. */
public sealed interface Effect permits Cut, Effect.Fate, Effect.Spike, Effect.OfNode {
    /**
     * It befalls one message.
     *
     * @param delaysNanos for each copy that arrives how long it is held back; none where the message is lost
     */
    record Fate(String src, String dest, List<Long> delaysNanos) implements Effect {}

    // tag::spike[]
    /** @param delayNanos how much longer every message between servers takes */
    record Spike(long delayNanos) implements Effect {
        public static Spike draw(RandomGenerator random) {
            return new Spike((long) Chance.logUniform(20e6, 2e9, random));
        }
    }
    // end::spike[]

    /** It befalls one node. */
    sealed interface OfNode extends Effect {
        String node();
    }

    /** @param paceNanos how long the node takes over each message and each timer */
    record Slow(String node, long paceNanos) implements OfNode {
        public static Slow draw(List<String> nodes, RandomGenerator random) {
            return new Slow(Chance.oneOf(nodes, random), (long) Chance.logUniform(1e6, 50e6, random));
        }
    }

    record Pause(String node) implements OfNode {
        public static Pause draw(List<String> nodes, RandomGenerator random) {
            return new Pause(Chance.oneOf(nodes, random));
        }
    }

    record Crash(String node) implements OfNode {
        public static Crash draw(List<String> nodes, RandomGenerator random) {
            return new Crash(Chance.oneOf(nodes, random));
        }
    }

    /** @param offsetNanos by how much the node's clock is ahead of the time */
    record Clock(String node, long offsetNanos) implements OfNode {
        public static Clock draw(List<String> nodes, RandomGenerator random) {
            var node = Chance.oneOf(nodes, random);
            int sign = random.nextBoolean() ? 1 : -1;
            return new Clock(node, sign * (long) Chance.logUniform(1e6, 3600e9, random));
        }
    }
}
