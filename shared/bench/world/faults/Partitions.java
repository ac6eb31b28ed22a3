package bench.world.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The ways in which Jepsen's nemesis cuts a network in pieces. Each gives, for a receiver, the senders it no longer hears. */
public enum Partitions {
    /** One node alone. */
    ONE {
        @Override
        public Map<String, Set<String>> draw(List<String> nodes, RandomGenerator random) {
            return components(nodes, List.of(nodes.get(random.nextInt(nodes.size()))));
        }
    },
    /** Fewer than a third, at random; with three nodes or fewer that is nobody. */
    MINORITY_THIRD {
        @Override
        public Map<String, Set<String>> draw(List<String> nodes, RandomGenerator random) {
            return components(nodes, shuffled(nodes, random).subList(0, (nodes.size() - 1) / 3));
        }
    },
    /** A random half, the smaller one where they differ. */
    MAJORITY {
        @Override
        public Map<String, Set<String>> draw(List<String> nodes, RandomGenerator random) {
            return components(nodes, shuffled(nodes, random).subList(0, nodes.size() / 2));
        }
    },
    /** Every node hears a majority, and no two the same one. */
    MAJORITIES_RING {
        @Override
        public Map<String, Set<String>> draw(List<String> nodes, RandomGenerator random) {
            return nodes.size() <= 5 ? ring(shuffled(nodes, random)) : stochasticRing(nodes, random);
        }
    };

    public abstract Map<String, Set<String>> draw(List<String> nodes, RandomGenerator random);

    /** Cuts one node from the others. */
    static Map<String, Set<String>> alone(List<String> nodes, String node) {
        return components(nodes, List.of(node));
    }

    private static List<String> shuffled(List<String> nodes, RandomGenerator random) {
        var shuffled = new ArrayList<>(nodes);
        Collections.shuffle(shuffled, java.util.Random.from(random));
        return shuffled;
    }

    /** Cuts {@code part} from the rest. */
    private static Map<String, Set<String>> components(List<String> nodes, List<String> part) {
        var rest = new TreeSet<>(nodes);
        rest.removeAll(part);
        var cuts = new TreeMap<String, Set<String>>();
        for (var node : nodes) cuts.put(node, part.contains(node) ? rest : new TreeSet<>(part));
        return cuts;
    }

    /** In a ring of up to five each node hears the majority that it is in the middle of. */
    private static Map<String, Set<String>> ring(List<String> ring) {
        int size = ring.size();
        int majority = size / 2 + 1;
        var cuts = new TreeMap<String, Set<String>>();
        for (int start = 0; start < size; start++) {
            var deaf = new TreeSet<>(ring);
            for (int i = 0; i < majority; i++) deaf.remove(ring.get((start + i) % size));
            cuts.put(ring.get((start + majority / 2) % size), deaf);
        }
        return cuts;
    }

    /** In a larger one the least connected are joined in pairs until each hears a majority. */
    private static Map<String, Set<String>> stochasticRing(List<String> nodes, RandomGenerator random) {
        int majority = nodes.size() / 2 + 1;
        var heard = new TreeMap<String, Set<String>>();
        for (var node : nodes) heard.put(node, new LinkedHashSet<>(List.of(node)));
        while (true) {
            var byDegree = shuffled(nodes, random);
            byDegree.sort((a, b) -> heard.get(a).size() - heard.get(b).size());
            var least = byDegree.getFirst();
            if (heard.get(least).size() >= majority) break;
            var other = byDegree.stream()
                    .filter(node -> !heard.get(least).contains(node))
                    .findFirst()
                    .orElseThrow();
            heard.get(least).add(other);
            heard.get(other).add(least);
        }
        var cuts = new TreeMap<String, Set<String>>();
        heard.forEach((node, friends) -> {
            var deaf = new TreeSet<>(nodes);
            deaf.removeAll(friends);
            cuts.put(node, deaf);
        });
        return cuts;
    }
}
