///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/BroadcastNode.java
//MAIN PlumtreeNode

// idea: an epidemic tree that finds itself; the other links carry announcements, and values to whoever misses them
// source: Plumtree: Leitão, Pereira, Rodrigues, 2007
// passes: 3e
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, clock

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import node.Notice;
import node.Request;
import tools.jackson.databind.JsonNode;

/**
 * Each node has four neighbours. A value is passed on along eager links at once; whoever gets one a second time makes the link
 * that it came on lazy, so the eager links become a tree, the one along which the first value came first. Of a lazy link only
 * announcements are sent, now and then. Who misses an announced value after a while fetches it and makes that link eager
 * again: the tree has grown around what was cut.
 *
 * <p>The paper has one tree for all, which does not settle where several values are on their way at a time; as Riak's, this
 * has one for each root. And the paper's links lose nothing; these do, so announcements go to all neighbours and are repeated
 * until acknowledged. 12 messages an operation for values, 3 for announcements, and no more hops than the links need.
 */
final class PlumtreeNode extends BroadcastNode {
    /** @param name of the value: its root, the node that a client told, and a number */
    record Gossip(String name, JsonNode message) implements Notice {}

    record Prune(String root) implements Notice {}

    record Announce(Set<String> names) implements Request<AnnounceOk> {}

    record AnnounceOk() {}

    record Graft(Set<String> names) implements Request<GraftOk> {}

    record GraftOk(Map<String, JsonNode> messages) {}

    private static final Duration PERIOD = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Map<String, JsonNode> messages = new LinkedHashMap<>();
    private final Map<String, Set<String>> unannounced = new LinkedHashMap<>(); // by neighbour
    private final Map<String, Set<String>> trees = new LinkedHashMap<>(); // a root's eager links
    private long count;

    PlumtreeNode() {
        whenInitialised(() -> {
            int here = nodes().indexOf(id());
            int size = nodes().size();
            int far = (int) Math.round(Math.sqrt(size));
            for (int step : List.of(1, size - 1, far, size - far))
                unannounced.put(nodes().get((here + step) % size), new LinkedHashSet<>());
            unannounced.remove(id());
            for (var root : nodes()) trees.put(root, new LinkedHashSet<>(unannounced.keySet()));
        });
        on(Gossip.class, (m, from) -> {
            if (learn(m.name(), m.message(), from)) return;
            eager(m.name()).remove(from);
            send(from, new Prune(root(m.name())));
        });
        on(Prune.class, (m, from) -> {
            trees.get(m.root()).remove(from);
        });
        on(Announce.class, (m, from) -> {
            unannounced.get(from).removeAll(m.names());
            go(() -> fetchMissing(m.names(), from));
            return new AnnounceOk();
        });
        on(Graft.class, (m, from) -> {
            for (var name : m.names()) eager(name).add(from);
            var found = new LinkedHashMap<>(messages);
            found.keySet().retainAll(m.names());
            return new GraftOk(found);
        });
    }

    @Override
    void spread(JsonNode message, String source) {
        learn(id() + "-" + count++, message, source);
    }

    private static String root(String name) {
        return name.substring(0, name.indexOf('-'));
    }

    private Set<String> eager(String name) {
        return trees.get(root(name));
    }

    /** Whether it is news. */
    private boolean learn(String name, JsonNode message, String source) {
        if (messages.putIfAbsent(name, message) != null) return false;
        seen.add(message);
        if (unannounced.containsKey(source)) eager(name).add(source);
        unannounced.forEach((neighbour, names) -> {
            if (neighbour.equals(source)) return;
            if (eager(name).contains(neighbour)) send(neighbour, new Gossip(name, message));
            if (names.isEmpty()) go(() -> announce(neighbour, names)); // otherwise that goes on already
            names.add(name);
        });
        return true;
    }

    private void announce(String neighbour, Set<String> names) {
        while (!names.isEmpty()) {
            sleep(PERIOD);
            var batch = new LinkedHashSet<>(names);
            retry(() -> rpc(neighbour, new Announce(batch)));
            names.removeAll(batch);
        }
    }

    private void fetchMissing(Set<String> announced, String from) {
        sleep(PATIENCE); // it may be on its way
        var missing = new LinkedHashSet<>(announced);
        missing.removeAll(messages.keySet());
        if (missing.isEmpty()) return;
        for (var name : missing) eager(name).add(from);
        retry(() -> rpc(from, new Graft(missing))).messages().forEach((name, message) -> learn(name, message, from));
    }

    void main() {
        serve();
    }
}
