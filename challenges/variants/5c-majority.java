///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES parts/LamportNode.java
//SOURCES parts/KafkaNode.java
//MAIN MajorityNode

// idea: 5c.java's order, and a message is acknowledged when a majority has it
// source: Lamport, 1978; recovery from the others' memory: Viewstamped Replication, Liskov and Cowling, 2012
// passes: 5c
// survives: partition, one-way, link, loss, duplication, reordering, spike, slow, pause, crash, clock

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;
import node.Loop;
import node.Request;
import node.RpcError;
import tools.jackson.databind.JsonNode;

/**
 * An offset is a Lamport time and a node, and polls see the stable prefix, as in 5c.java. But a message goes to the others at
 * once, with all that came while the last answer was awaited, and waits until a majority has it. So it outlives its node: one
 * that begins anew asks all others for all they have, before it takes or promises anything, and passes that on. It costs two
 * messages a send and peer, fewer at a high load, and a round trip. Sends stand still where no majority can be reached; nobody
 * sees new messages while one node cannot be; who begins anew waits for everybody.
 */
final class MajorityNode extends LamportNode {
    /** As in 5c.java, but {@code heard} is -1 where nothing has been heard, and all is asked for. */
    record News(String life, long heard, List<Event> events, long promise) implements Request<News> {}

    private static final class Peer {
        private String life; // what an earlier one has promised counts no more
        private List<Event> lacks = new ArrayList<>();
        private long holds; // this node's events up to that time
        private long promise = -1; // nothing has been heard yet
        private boolean isTold; // just now
    }

    private static final Duration PERIOD = Duration.ofMillis(100); // of tries, where a peer does not answer
    private final LinkedHashSet<Event> events = new LinkedHashSet<>();
    private final TreeMap<String, Peer> known = new TreeMap<>();
    private final TreeMap<Long, Loop.Await<Void>> sends = new TreeMap<>(); // that wait, by time
    private String life;

    MajorityNode() {
        whenInitialised(() -> {
            life = Long.toHexString(random().nextLong());
            peers().forEach(peer -> known.put(peer, new Peer()));
            tellAll();
        });
        every(PERIOD, this::tellAll);
        on(News.class, (news, from) -> {
            var peer = known.get(from);
            if (news.heard() < 0) peer.lacks = new ArrayList<>(events);
            if (news.heard() < 0) peer.life = news.life();
            if (!news.life().equals(peer.life)) throw new RpcError(RpcError.ABORT, "that life is over");
            learn(peer, news);
            return newsFor(peer);
        });
    }

    @Override
    long append(String key, JsonNode msg) {
        if (stable() < 0) throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "what there is has not been heard yet");
        long offset = super.append(key, msg);
        long time = clock;
        tellAll();
        if (heldByMajority() < time) sends.computeIfAbsent(time, t -> promise()).get();
        return offset;
    }

    @Override
    List<Entry> entries(String key, long offset) {
        return entries(key, offset, (stable() + 1) * nodes().size());
    }

    @Override
    void take(Event event) {
        apply(event);
        known.values().forEach(peer -> peer.lacks.add(event));
    }

    @Override
    void apply(Event event) {
        events.add(event);
        super.apply(event);
    }

    private long stable() {
        return known.values().stream().mapToLong(peer -> peer.promise).reduce(clock, Math::min);
    }

    private long heldByMajority() {
        var times =
                known.values().stream().mapToLong(peer -> peer.holds).sorted().toArray();
        return times.length == 0 ? clock : times[times.length - nodes().size() / 2];
    }

    private void tellAll() {
        known.forEach((name, peer) -> go(() -> tell(name, peer)));
    }

    private void tell(String name, Peer peer) {
        if (peer.isTold || peer.lacks.isEmpty() && peer.promise >= clock) return;
        peer.isTold = true;
        try {
            do {
                var answer = rpc(name, newsFor(peer));
                peer.life = answer.life();
                learn(peer, answer);
            } while (!peer.lacks.isEmpty());
        } finally {
            peer.isTold = false;
        }
    }

    /** Who has not heard everybody promises nothing: its earlier life may have told some what others lack. */
    private News newsFor(Peer peer) {
        return new News(life, peer.promise, List.copyOf(peer.lacks), stable() < 0 ? 0 : clock);
    }

    private void learn(Peer peer, News news) {
        boolean begins = peer.promise < 0;
        news.events().forEach(this::apply);
        peer.promise = Math.max(peer.promise, news.promise());
        clock = Math.max(clock, news.promise());
        if (begins && stable() >= 0) known.values().forEach(each -> each.lacks = new ArrayList<>(events));
        peer.holds = Math.max(peer.holds, news.heard());
        peer.lacks.removeIf(event -> event.time() <= news.heard());
        var held = sends.headMap(heldByMajority(), true);
        held.values().forEach(send -> send.complete(null));
        held.clear();
    }

    void main() {
        serve();
    }
}
