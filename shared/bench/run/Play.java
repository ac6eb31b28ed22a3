package bench.run;

import bench.history.History;
import bench.workload.Workload;
import bench.world.Scheduler;
import bench.world.World;
import bench.world.faults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import node.Node;
import node.RpcError;

/** One run from the first message to the last, in Maelstrom's phases: init, set-up, work under faults, quiet, the end. */
final class Play<A> {
    private static final Duration INIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final World world;
    private final Workload<A> workload;
    private final Trial trial;
    private final Consumer<String> nodes;
    private final Saboteur saboteur;
    private Crew<A> crew;

    /** @param nodes starts a node of this id, anew after a crash */
    Play(World world, Workload<A> workload, Trial trial, Consumer<String> nodes) {
        this.world = world;
        this.workload = workload;
        this.trial = trial;
        this.nodes = nodes;
        this.saboteur = new Saboteur(world, trial, this::restart);
    }

    /** The whole of it, as one task of the world's loop. */
    void run() {
        world.nodeIds().forEach(nodes);
        initialise();
        if (!world.failures().isEmpty()) return;
        crew = new Crew<>(world, workload, trial.options());
        try {
            world.nodeIds().forEach(crew::setUp);
        } catch (RpcError e) {
            world.fail("the workload could not be set up: " + e.getMessage());
            return;
        }
        work();
        if (!crew.hasFinalPhase()) return;
        pause(QUIET);
        crew.finish();
    }

    private void work() {
        if (world.loop() instanceof Scheduler scheduler) {
            new Waves<>(world, crew, workload, trial, scheduler, this::restart).run();
            return;
        }
        saboteur.start();
        var limit = trial.options().timeLimit();
        trial.script().ifPresentOrElse(script -> crew.follow(script, limit), () -> crew.work(limit));
        saboteur.stop();
    }

    /** All nodes at once, each by a client of its own that does nothing else. */
    private void initialise() {
        var nodes = world.nodeIds();
        var waiting = nodes.stream().map(node -> world.loop().<Void>await(this)).toList();
        for (int i = 0; i < nodes.size(); i++) {
            int number = i;
            world.loop().after(0, () -> {
                initialise(nodes.get(number), "c" + number);
                waiting.get(number).complete(null);
            });
        }
        for (var initialised : waiting) initialised.get();
    }

    private void initialise(String node, String clientId) {
        try {
            sendInit(node, clientId);
        } catch (RpcError e) {
            world.fail(node + " could not be initialised: " + e.getMessage());
        }
    }

    private void sendInit(String node, String clientId) {
        var client = workload.client(trial.options());
        world.settle(clientId, client);
        client.join(clientId);
        try {
            client.rpc(node, new Node.Init(node, world.nodeIds()), INIT_TIMEOUT);
        } finally {
            world.remove(clientId);
        }
    }

    /** All that a node is told before the first operation, after a crash once more. It may crash again before it answers. */
    private void restart(String node) {
        nodes.accept(node);
        try {
            sendInit(node, crew.nextClientId(node));
            crew.setUp(node);
        } catch (RpcError e) {
            if (e.code() != RpcError.TIMEOUT)
                world.fail(node + " could not be initialised after a crash: " + e.getMessage());
        }
        world.isBack(node);
    }

    private void pause(Duration duration) {
        var passed = world.loop().<Void>await(this);
        world.loop().after(duration.toNanos(), () -> passed.complete(null));
        passed.get();
    }

    History<A> history() {
        return crew == null ? new History<>(List.of()) : crew.history();
    }

    /**
     * What of all that was to go wrong did not; null where everything did. Of several faults one may be for messages of a kind
     * that these nodes do not send; then the others show what they show.
     */
    String spared() {
        if (trial.options().partition() && trial.options().nodeCount() > 1 && !saboteur.cutSomebody())
            return "no partition cut anybody";
        var damage = world.network().damage();
        var traffic = world.network().traffic();
        var faults = trial.options().faults();
        var idle = faults.stream()
                .filter(fault -> damage.strikes(fault) == 0)
                .filter(fault -> faults.size() == 1
                        || switch (fault) {
                            case SLOW, PAUSE, CRASH, CLOCK -> true;
                            case PARTITION -> traffic.servers() > traffic.services();
                            case SERVICE_TIMEOUT -> traffic.services() > 0;
                            default -> traffic.servers() > 0;
                        })
                .map(Fault::word)
                .toList();
        return idle.isEmpty() ? null : "nothing was struck by " + String.join(", ", idle);
    }

    /** How many operations were not answered with ok because their node was down or paused. */
    long excused() {
        return crew == null ? 0 : crew.excused();
    }
}
