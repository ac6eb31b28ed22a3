package bench.run;

import bench.history.History;
import bench.history.Op;
import bench.workload.Client;
import bench.workload.Generator;
import bench.workload.Options;
import bench.workload.Workload;
import bench.world.Scheduler;
import bench.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import node.Json;
import node.RpcError;

/**
 * The client threads. Each does one operation at a time; the generator is asked for the next one whenever the rate allows it and
 * a thread is free. What they do and see becomes the history.
 */
final class Crew<A> {
    private final World world;
    private final Workload<A> workload;
    private final Options options;
    private final Generator<A> generator;
    private final RandomGenerator random;
    private final List<Op<A>> ops = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();
    private final BitSet free = new BitSet();
    private final long beganNanos;
    private Runnable whenOneIsFree;
    private int nextThread;
    private final int[] clientsOpened; // by each node and each thread
    private int finalPhase = Integer.MAX_VALUE;
    private long excused;

    /**
     * What a script wants done.
     *
     * @param isPatient whether time may pass before it begins
     */
    private record Order<A>(A action, boolean isPatient) {}

    /** A thread: a succession of processes. */
    private final class Worker {
        private final int thread;
        private final String server;
        private int process;
        private String clientId;
        private Client<A> client;
        private final ArrayDeque<Order<A>> late = new ArrayDeque<>(); // for when the one before has ended

        Worker(int thread) {
            this.thread = thread;
            this.process = thread;
            this.server = world.nodeIds().get(thread % world.nodeIds().size());
            open();
        }

        void open() {
            client = workload.client(options);
            clientId = join(client, world.nodeIds().size() + thread);
        }

        void retire() {
            process += options.concurrency();
            if (client.isReusable()) return;
            world.remove(clientId);
            open();
        }
    }

    Crew(World world, Workload<A> workload, Options options) {
        this.world = world;
        this.workload = workload;
        this.options = options;
        this.generator = workload.generator(options, world.randomness().stream("generator"));
        this.random = world.randomness().stream("crew");
        this.clientsOpened = new int[options.nodeCount() + options.concurrency()];
        Arrays.fill(clientsOpened, 0, options.nodeCount(), 1); // these have sent the init messages
        for (int thread = 0; thread < options.concurrency(); thread++) workers.add(new Worker(thread));
        free.set(0, workers.size());
        this.beganNanos = world.loop().nanoTime();
    }

    /** Of a client that tells {@code node} how to begin. */
    String nextClientId(String node) {
        return nextClientId(world.nodeIds().indexOf(node));
    }

    /** Each thread, and each node, has numbers of its own: who else needs a new client, and when, makes no difference. */
    private String nextClientId(int owner) {
        return "c" + (clientsOpened[owner]++ * clientsOpened.length + owner);
    }

    private String join(Client<A> client, int owner) {
        var id = nextClientId(owner);
        world.settle(id, client);
        client.join(id);
        return id;
    }

    /** Tells {@code node}, by a client of its own, what the workload has to say before the first operation. */
    void setUp(String node) {
        var client = workload.client(options);
        var id = join(client, world.nodeIds().indexOf(node));
        try {
            client.setUp(node);
        } finally {
            world.remove(id);
        }
    }

    /** Runs operations at the rate asked for until {@code limit} has passed and all have ended. */
    void work(Duration limit) {
        var done = world.loop().<Void>await(this);
        dispatch(elapsedNanos() + limit.toNanos(), () -> done.complete(null));
        done.get();
    }

    /** Does what {@code script} says until {@code limit} has passed and all have ended. */
    void follow(Script script, Duration limit) {
        var done = world.loop().<Void>await(this);
        follow(script, 0, elapsedNanos() + limit.toNanos(), () -> done.complete(null));
        done.get();
    }

    /**
     * Begins these operations when the scheduler wants them to.
     *
     * @param patiently whether time may pass before they do
     */
    void begin(List<Script.Cue> cues, boolean patiently) {
        for (var cue : cues) take(cue, patiently);
    }

    /** Whether there are operations that have been given to threads and have not ended. */
    boolean isBusy() {
        return free.cardinality() < workers.size();
    }

    private void follow(Script script, int begun, long endNanos, Runnable whenDone) {
        int next = begun;
        for (; next < script.cues().size(); next++) {
            var cue = script.cues().get(next);
            if (cue.timeNanos() > elapsedNanos()) break;
            take(cue, false);
        }
        int rest = next;
        if (rest == script.cues().size()) world.loop().after(endNanos - elapsedNanos(), () -> whenAllAreFree(whenDone));
        else
            world.loop()
                    .after(
                            script.cues().get(rest).timeNanos() - elapsedNanos(),
                            () -> follow(script, rest, endNanos, whenDone));
    }

    private void take(Script.Cue cue, boolean isPatient) {
        var worker = workers.get(cue.thread());
        @SuppressWarnings("unchecked") // the script is of this workload
        var order = new Order<>((A) cue.action(), isPatient);
        if (free.get(worker.thread)) begin(worker, order);
        else worker.late.add(order);
    }

    private void goOn(Worker worker) {
        if (worker.late.isEmpty()) release(worker);
        else begin(worker, worker.late.poll());
    }

    private void begin(Worker worker, Order<A> order) {
        free.clear(worker.thread);
        Runnable start = () -> start(worker, order.action, () -> goOn(worker));
        if (world.loop() instanceof Scheduler scheduler) scheduler.offer(worker.clientId, order.isPatient, start);
        else start.run();
    }

    private void dispatch(long endNanos, Runnable whenDone) {
        if (options.rate() == 0) {
            world.loop().after(endNanos - elapsedNanos(), whenDone);
        } else if (elapsedNanos() >= endNanos) {
            whenAllAreFree(whenDone);
        } else if (free.isEmpty()) {
            whenOneIsFree = () -> dispatch(endNanos, whenDone);
        } else {
            var worker = workers.get(pickFree());
            var action = generator.next(worker.process, elapsedNanos());
            start(worker, action, () -> release(worker));
            long pauseNanos = (long) (random.nextDouble() * 2e9 / options.rate());
            world.loop().after(pauseNanos, () -> dispatch(endNanos, whenDone));
        }
    }

    /** In turn, as Jepsen does. */
    private int pickFree() {
        int picked = free.nextSetBit(nextThread);
        nextThread = (nextThread + 1) % workers.size();
        return picked >= 0 ? picked : free.nextSetBit(0);
    }

    private void release(Worker worker) {
        free.set(worker.thread);
        var waiting = whenOneIsFree;
        whenOneIsFree = null;
        if (waiting != null) waiting.run();
    }

    private void whenAllAreFree(Runnable whenDone) {
        if (free.cardinality() == workers.size()) whenDone.run();
        else whenOneIsFree = () -> whenAllAreFree(whenDone);
    }

    boolean hasFinalPhase() {
        return generator.hasFinalPhase();
    }

    /** Runs each thread's last operations. */
    void finish() {
        long quietEndNanos = elapsedNanos();
        finalPhase = ops.size();
        var done = world.loop().<Void>await(this);
        free.clear();
        for (var worker : workers) finish(worker, quietEndNanos);
        whenAllAreFree(() -> done.complete(null));
        done.get();
    }

    private void finish(Worker worker, long quietEndNanos) {
        var action = generator.nextFinal(worker.process, elapsedNanos() - quietEndNanos);
        if (action == null) release(worker);
        else
            start(
                    worker,
                    action,
                    () -> world.loop()
                            .after(
                                    generator.finalPause(worker.process).toNanos(),
                                    () -> finish(worker, quietEndNanos)));
    }

    private void start(Worker worker, A action, Runnable whenEnded) {
        free.clear(worker.thread);
        record(worker, Op.Type.INVOKE, action, null);
        if (world.trace() != null) world.trace().invoked(ops.size() - 1, worker.clientId, worker.server);
        world.loop().after(0, () -> {
            invoke(worker, action);
            whenEnded.run();
        });
    }

    /** How many operations were not answered with ok because their node was down or paused. */
    long excused() {
        return excused;
    }

    private void invoke(Worker worker, A action) {
        long begunNanos = world.loop().nanoTime();
        try {
            record(worker, Op.Type.OK, worker.client.invoke(worker.server, action), null);
        } catch (RpcError e) {
            if (e.isMalformedReply())
                world.fail(worker.server + " answered " + Json.typeOf(action.getClass()) + " with what is no answer: "
                        + e.getMessage());
            boolean failed = e.isDefinite() && worker.client.believesErrors() || worker.client.changesNothing(action);
            record(worker, failed ? Op.Type.FAIL : Op.Type.INFO, action, Op.error(e));
            if (world.wasOut(worker.server, begunNanos)) excused++;
            if (!failed) worker.retire();
        }
    }

    private void record(Worker worker, Op.Type type, A action, String error) {
        var op = new Op<>(ops.size(), elapsedNanos(), worker.process, type, action, error);
        ops.add(op);
        generator.observe(op);
        if (type != Op.Type.INVOKE && world.trace() != null) world.trace().completed(op.index(), worker.clientId);
    }

    private long elapsedNanos() {
        return world.loop().nanoTime() - beganNanos;
    }

    History<A> history() {
        return new History<>(List.copyOf(ops), Math.min(finalPhase, ops.size()), List.of());
    }
}
