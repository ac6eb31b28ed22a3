package kernel;

import bench.world.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import node.Driver;
import node.Loop;
import node.Message;
import node.Node;
import tools.jackson.databind.node.ObjectNode;

/** One node in virtual time and nothing around it: a test writes what it receives, and sees what it sends and when. */
final class Wire implements Driver {
    /**
     * A message that the node sent.
     *
     * @param line the whole of it, as it would travel
     */
    record Sent(long millis, String dest, ObjectNode body, String line) {
        int code() {
            return body.get("code").intValue();
        }
    }

    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final VirtualTime time = new VirtualTime(new SplittableRandom(7));
    private RandomGenerator random = () -> 0; // the node's first message is number 1
    private final Node node;
    final List<Sent> sent = new ArrayList<>();
    final List<String> log = new ArrayList<>();

    Wire(Node node) {
        this.node = node;
        node.start(this);
        random = new SplittableRandom(11);
    }

    /** As the constructor; {@code node} is {@code n0} of {@code n0, n1, n2} from the start, and its answer is not kept. */
    static Wire initialised(Node node) {
        var wire = new Wire(node);
        wire.at(0, "c0", "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0', 'n1', 'n2']}");
        wire.time.after(1, wire.sent::clear);
        return wire;
    }

    /** Lets the node receive {@code body}, in which single quotes stand for double ones. */
    Wire at(long millis, String src, String body) {
        var line =
                "{'src': '%s', 'dest': 'n0', 'body': %s}".formatted(src, body).replace('\'', '"');
        return atRaw(millis, line);
    }

    Wire atRaw(long millis, String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        time.after(millis * 1_000_000, () -> node.receive(Message.parse(bytes, 0, bytes.length)));
        return this;
    }

    /** Runs {@code task} as one of the node's own. */
    Wire at(long millis, Runnable task) {
        time.after(millis * 1_000_000, task);
        return this;
    }

    /** Runs until nothing is left to happen. */
    Wire run() {
        try {
            time.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Runs until {@code millis}, and ends what still waits then. */
    Wire runUntil(long millis) {
        return at(millis, time::close).run();
    }

    long millis() {
        return time.nanoTime() / 1_000_000;
    }

    List<String> lines() {
        return sent.stream().map(Sent::line).toList();
    }

    List<Long> timesMillis() {
        return sent.stream().map(Sent::millis).toList();
    }

    @Override
    public Loop loop() {
        return time;
    }

    @Override
    public void send(Message message) {
        var line = new String(message.toBytes(), StandardCharsets.UTF_8);
        sent.add(new Sent(millis(), message.dest(), message.body(), line));
    }

    @Override
    public void after(Duration delay, Runnable task) {
        time.after(delay.toNanos(), task);
    }

    @Override
    public Instant now() {
        return EPOCH.plusNanos(time.nanoTime());
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void log(String line) {
        log.add(line);
    }
}
