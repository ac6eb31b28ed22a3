///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/LamportNode.java
//SOURCES parts/KafkaNode.java
//MAIN UnstableNode

// idea: total order by Lamport time, and polls show all that is here
// source: a sketch of 5c.java
// run: 5c --time-limit 5
// caught for: int-poll-skip
// seeds: 3

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import node.Request;

/**
 * 5c.java without its stable prefix, and without the promises that make it known: a poll shows all that is here, also what
 * lies behind a message that is still under way from the other node. The earlier message comes, is stored in its place, and
 * whoever has polled past it never sees it.
 *
 * <p>Messages are as few as in 5c.java and shown at once, which is what tempts.
 */
final class UnstableNode extends LamportNode {
    record News(List<Event> events, long clock) implements Request<NewsOk> {}

    record NewsOk() {}

    private static final Duration PERIOD = Duration.ofMillis(150);

    private final Map<String, Set<Event>> outboxes = new TreeMap<>(); // what a peer has not acknowledged

    UnstableNode() {
        whenInitialised(() -> peers().forEach(peer -> {
            outboxes.put(peer, new LinkedHashSet<>());
            every(PERIOD, () -> tell(peer));
        }));
        on(News.class, m -> {
            m.events().forEach(this::apply);
            clock = Math.max(clock, m.clock());
            return new NewsOk();
        });
    }

    @Override
    void take(Event event) {
        apply(event);
        outboxes.values().forEach(outbox -> outbox.add(event));
    }

    /** Once a period: where the peer does not answer, the next one is the next try. */
    private void tell(String peer) {
        var outbox = outboxes.get(peer);
        if (outbox.isEmpty()) return;
        var events = List.copyOf(outbox);
        rpc(peer, new News(events, clock));
        events.forEach(outbox::remove);
    }

    void main() {
        serve();
    }
}
