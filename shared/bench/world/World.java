package bench.world;

import bench.history.Installation;
import bench.source.Guard.NodeEnded;
import bench.trace.Trace;
import bench.workload.Options;
import bench.world.faults.Act;
import bench.world.faults.Effect;
import bench.world.service.LinKvService;
import bench.world.service.LinTsoService;
import bench.world.service.LwwKvService;
import bench.world.service.SeqKvService;
import bench.world.service.Service;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import node.Loop;
import node.Node;

/** Everything around the nodes of one run: the network, the services, and the clock they all share. */
public final class World {
    /** The ids of the services. */
    public static final List<String> SERVICES = List.of("lin-kv", "seq-kv", "lww-kv", "lin-tso");

    private static final int LOG_LINES_KEPT = 200;
    private static final int INSTALLATIONS_KEPT = 1_000_000;
    private static final long MESSAGES_OF_A_NODE = 20_000;
    private static final long MESSAGES_PER_OP_AND_NODE = 10;
    private static final long MESSAGES_PER_SECOND = 5_000;
    private static final long TIMERS_PER_MESSAGE = 5;
    private static final long CLIENTS_WAIT_NANOS = 5_000_000_000L;

    private final Loop loop;
    private final Randomness randomness;
    private final Trace trace; // null where nobody wants one
    private final Network network;
    private final List<String> nodeIds;
    private final Map<String, NodeHost> hosts = new HashMap<>();
    private final Map<String, Long> clockOffsetsNanos = new HashMap<>(); // this and the next two outlast a node's life
    private final Map<String, Long> pacesNanos = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private final Outages outages = new Outages();
    private final Set<String> failures = Collections.synchronizedSet(new LinkedHashSet<>()); // nodes may have threads
    private final long beganNanos;
    private final long mostAtOnce;
    private final Map<Warning, Long> warnings = new LinkedHashMap<>();
    private final List<String> log = new ArrayList<>();
    private final List<Installation> installations = new ArrayList<>();
    private final Map<String, Integer> lives = new HashMap<>(); // how often each node and client was started

    /** @param loop the clock: virtual time for a simulation, real time for processes */
    public World(Loop loop, Options options, Randomness randomness) {
        this(loop, options, randomness, null);
    }

    /** As above, and notes in {@code trace} what happens. */
    public World(Loop loop, Options options, Randomness randomness, Trace trace) {
        this.trace = trace;
        this.loop = loop;
        this.randomness = randomness;
        var latency = new Latency(
                options.latencyMillis(),
                options.latencyDist(),
                loop instanceof VirtualTime,
                randomness.stream("latency", loop::nanoTime));
        this.beganNanos = loop.nanoTime();
        this.mostAtOnce = mostAtOnce(options);
        this.network = new Network(loop, latency, this::blame, trace);
        this.nodeIds =
                IntStream.range(0, options.nodeCount()).mapToObj(i -> "n" + i).toList();
        for (var id : SERVICES) offer(id);
    }

    private void offer(String id) {
        Service service = switch (id) {
            case "lin-kv" -> new LinKvService();
            case "seq-kv" -> new SeqKvService(chanceOfLife(id));
            case "lww-kv" -> new LwwKvService(chanceOfLife(id));
            case "lin-tso" -> new LinTsoService();
            default -> throw new IllegalArgumentException("no service " + id);
        };
        network.attach(id, new ServiceHost(this, id, service));
    }

    /**
     * What {@code id} draws in the life that begins now. That may be the very moment in which the last one ended, and what that
     * one drew must not be drawn again. The life is known by its first moment and not by its number: if one of several crashes
     * is left out, the lives after it are what they were, see {@link MomentaryRandom}.
     */
    RandomGenerator chanceOfLife(String id) {
        boolean isFirst = lives.getOrDefault(id, 1) == 1;
        return randomness.stream("node " + id + (isFirst ? "" : " from " + loop.nanoTime()), loop::nanoTime);
    }

    /**
     * Maelstrom never again hears a node that answers a client which has gone; we warn of it, unless the node may have waited for
     * a message that got lost by itself, as no message does there.
     */
    private void blame(Envelope lost) {
        long sinceNanos = loop.nanoTime() - CLIENTS_WAIT_NANOS;
        if (!wasOnceClient(lost.dest())) fail(lost.src() + " sent a message to " + lost.dest() + ", which is nobody");
        else if (!wasOut(lost.src(), sinceNanos) && !network.wasStruck(lost.src(), sinceNanos))
            warn(new Warning(
                    "late answer",
                    lost.src() + " answered a client that had gone, and Maelstrom would not hear it any more"));
    }

    /** Whether {@code id}, who is not on the network, is a client that has gone: nobody else goes. */
    boolean wasOnceClient(String id) {
        return lives.containsKey(id);
    }

    private static long mostAtOnce(Options options) {
        double operations = options.rate() * options.timeLimit().toSeconds();
        return MESSAGES_OF_A_NODE + (long) (MESSAGES_PER_OP_AND_NODE * options.nodeCount() * operations);
    }

    /** Puts {@code node} on the network: a node under test in a simulation, after a crash once more, or a client. */
    public void settle(String id, Node node) {
        lives.merge(id, 1, Integer::sum);
        if (trace != null && nodeIds.contains(id)) trace.watch(id, node);
        var host = new NodeHost(this, id, node);
        hosts.put(id, host);
        network.attach(id, host);
    }

    /** Takes {@code id} off the network and ends all that it does. */
    public void remove(String id) {
        network.detach(id);
        hosts.remove(id).stop();
    }

    /** Lets {@code act} do what it does, to messages or to a node, until it {@linkplain #end ends}. */
    public void begin(Act act) {
        network.begin(act);
        switch (act.effect()) {
            case Effect.Slow(var id, long paceNanos) -> pacesNanos.put(id, paceNanos);
            case Effect.Pause(var id) -> {
                outages.begin(id);
                paused.add(id);
            }
            case Effect.Crash(var id) -> {
                outages.begin(id);
                hosts.get(id).stop();
            }
            case Effect.Clock(var id, long offsetNanos) -> clockOffsetsNanos.put(id, offsetNanos);
            default -> {}
        }
    }

    /** Undoes what {@code act} did. A node that crashed is there again, but somebody has to {@linkplain #settle start} it. */
    public void end(Act act) {
        network.end(act);
        switch (act.effect()) {
            case Effect.Slow(var id, long pace) -> pacesNanos.remove(id);
            case Effect.Pause(var id) -> {
                paused.remove(id);
                hosts.get(id).resume();
                outages.end(id, loop.nanoTime());
            }
            case Effect.Clock(var id, long offset) -> clockOffsetsNanos.remove(id);
            default -> {}
        }
    }

    /** Notes that a node which has crashed is itself again. */
    public void isBack(String id) {
        outages.end(id, loop.nanoTime());
    }

    /** Whether {@code id} was down or paused at any time from {@code sinceNanos} on. */
    public boolean wasOut(String id, long sinceNanos) {
        return outages.since(id, sinceNanos);
    }

    /** By how much the clock of {@code id} is ahead of the time. */
    long clockOffsetNanos(String id) {
        return clockOffsetsNanos.getOrDefault(id, 0L);
    }

    /** How long {@code id} takes over each message and each timer; 0 for as quick as usual. */
    long paceNanos(String id) {
        return pacesNanos.getOrDefault(id, 0L);
    }

    /** Whether all that comes to {@code id} has to wait. */
    boolean isPaused(String id) {
        return paused.contains(id);
    }

    public Loop loop() {
        return loop;
    }

    /** Where what happens is noted; null where nobody wants to know. */
    public Trace trace() {
        return trace;
    }

    public Randomness randomness() {
        return randomness;
    }

    public Network network() {
        return network;
    }

    /** The ids of the nodes under test. */
    public List<String> nodeIds() {
        return nodeIds;
    }

    /**
     * Puts a message of a node or a client on the network. A service only answers, so it may send as much as it is asked.
     *
     * @throws NodeEnded where the sender has gone wild
     */
    void send(Envelope envelope) {
        network.send(envelope);
        long sent = network.traffic().of(envelope.src());
        boolean isWild = sent > mostAtOnce && sent > mostMessages(); // of most nodes the clock need not be asked
        if (isWild) throw new NodeEnded("floods the network: it has sent more than " + mostMessages() + " messages");
    }

    /** A node that has sent more by now has gone wild. One that gossips all the time may go on as long as the run does. */
    private long mostMessages() {
        return mostAtOnce + MESSAGES_PER_SECOND * (loop.nanoTime() - beganNanos) / 1_000_000_000;
    }

    /** @throws NodeEnded where a node that has set so many timers by now has gone wild */
    void requireTame(long timersSet) {
        if (timersSet > TIMERS_PER_MESSAGE * mostAtOnce && timersSet > TIMERS_PER_MESSAGE * mostMessages())
            throw new NodeEnded("sets timers without end: more than " + TIMERS_PER_MESSAGE * mostMessages());
    }

    /** Notes that a node did what no node may do, which no history would show. */
    public void fail(String what) {
        failures.add(what);
    }

    /** What nodes did that no node may do, each once. */
    public Set<String> failures() {
        synchronized (failures) {
            return new LinkedHashSet<>(failures);
        }
    }

    /** Notes that a node did what the protocol does not foresee and Maelstrom does not mind. */
    void warn(Warning warning) {
        warnings.merge(warning, 1L, Long::sum);
    }

    /** What nodes did that the protocol does not foresee, and how many times. */
    public Map<Warning, Long> warnings() {
        return warnings;
    }

    public void log(String id, String line) {
        if (trace != null) trace.logged(id, line);
        int life = lives.getOrDefault(id, 1);
        var installation = Installation.in(life == 1 ? id : id + " in its life " + life, line);
        if (installation.isPresent()) {
            if (installations.size() < INSTALLATIONS_KEPT) installations.add(installation.get());
        } else if (log.size() < LOG_LINES_KEPT) log.add(id + ": " + line);
    }

    /** What nodes said in their logs of the values that they installed. */
    public List<Installation> installations() {
        return installations;
    }

    /** The first lines that nodes wrote to their logs. What they have not ended ends here. */
    public List<String> log() {
        for (var id : nodeIds) if (hosts.containsKey(id)) hosts.get(id).endLine();
        return log;
    }
}
