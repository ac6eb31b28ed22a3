package bench.run;

import bench.history.History;
import bench.workload.Workload;
import bench.world.World;
import java.time.Duration;
import java.util.List;
import node.Request;
import node.RpcError;

/** One run from the first message to the last, in Maelstrom's phases: init, set-up, work under faults, quiet, the end. */
final class Play<A> {
    private static final Duration INIT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofSeconds(10);

    private record Init(String nodeId, List<String> nodeIds) implements Request<InitOk> {}

    private record InitOk() {}

    private final World world;
    private final Workload<A> workload;
    private final Trial trial;
    private final Saboteur saboteur;
    private Crew<A> crew;

    Play(World world, Workload<A> workload, Trial trial) {
        this.world = world;
        this.workload = workload;
        this.trial = trial;
        this.saboteur = new Saboteur(world, trial.options().nemesisInterval());
    }

    /** The whole of it, as one task of the world's loop. */
    void run() {
        initialise();
        if (!world.failures().isEmpty()) return;
        crew = new Crew<>(world, workload, trial.options());
        try {
            crew.setUp();
        } catch (RpcError e) {
            world.fail("the workload could not be set up: " + e.getMessage());
            return;
        }
        if (trial.options().partition()) saboteur.start();
        var limit = trial.options().timeLimit();
        trial.script().ifPresentOrElse(script -> crew.follow(script, limit), () -> crew.work(limit));
        saboteur.stop();
        if (!crew.hasFinalPhase()) return;
        pause(QUIET);
        crew.finish();
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
        var client = workload.client(trial.options());
        world.settle(clientId, client);
        client.join(clientId);
        try {
            client.rpc(node, new Init(node, world.nodeIds()), INIT_TIMEOUT);
        } catch (RpcError e) {
            world.fail(node + " could not be initialised: " + e.getMessage());
        }
        world.remove(clientId);
    }

    private void pause(Duration duration) {
        var passed = world.loop().<Void>await(this);
        world.loop().after(duration.toNanos(), () -> passed.complete(null));
        passed.get();
    }

    History<A> history() {
        return crew == null ? new History<>(List.of()) : crew.history();
    }

    /** Whether faults were asked for, and every one of them left the network whole. */
    boolean wasSpared() {
        return trial.options().partition() && trial.options().nodeCount() > 1 && !saboteur.cutSomebody();
    }
}
