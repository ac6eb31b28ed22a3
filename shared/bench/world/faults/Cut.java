package bench.world.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Some do not hear some others.
 *
 * @param deafTo for each receiver the senders that it does not hear
 */
public record Cut(Map<String, Set<String>> deafTo) implements Effect {
    /** As Jepsen's nemesis does it, so services are never cut off. */
    public static Cut partition(List<String> nodes, RandomGenerator random) {
        var ways = Partitions.values();
        return new Cut(ways[random.nextInt(ways.length)].draw(nodes, random));
    }

    /** One node and the others do not hear each other. */
    public static Cut off(String node, List<String> nodes) {
        return new Cut(Partitions.alone(nodes, node));
    }

    /** The same, until it cuts off somebody: in a network of few nodes Jepsen's often leaves all of them together. */
    public static Cut realPartition(List<String> nodes, RandomGenerator random) {
        var cut = partition(nodes, random);
        return cut.separatesSomebody() || nodes.size() == 1 ? cut : realPartition(nodes, random);
    }

    /** One node hears no other server, or no other server hears it. */
    public static Cut oneWay(List<String> nodes, List<String> services, RandomGenerator random) {
        var node = Chance.oneOf(nodes, random);
        boolean isDeaf = random.nextBoolean();
        var others = new TreeSet<>(nodes);
        others.addAll(services);
        others.remove(node);
        if (isDeaf) return new Cut(Map.of(node, others));
        var deafTo = new TreeMap<String, Set<String>>();
        for (var other : others) deafTo.put(other, Set.of(node));
        return new Cut(deafTo);
    }

    /** @param used the links of the last messages: many others would be cut in vain */
    public static Cut link(List<Link> used, RandomGenerator random) {
        double drawn = random.nextDouble();
        if (used.isEmpty()) return new Cut(Map.of());
        var link = used.get((int) (drawn * used.size()));
        return new Cut(Map.of(link.a(), Set.of(link.b()), link.b(), Set.of(link.a())));
    }

    public boolean separatesSomebody() {
        return deafTo.values().stream().anyMatch(senders -> !senders.isEmpty());
    }

    public boolean separates(String src, String dest) {
        return deafTo.getOrDefault(dest, Set.of()).contains(src);
    }
}
