package kernel;

import bench.run.Arguments;
import bench.world.Randomness;
import bench.world.VirtualTime;
import bench.world.World;
import java.util.List;
import node.Node;

/** A world in virtual time in which a test settles nodes of its own. */
public final class Lab {
    /** A node that needs no {@code init}. */
    public static class Member extends Node {
        final void join(String id) {
            initialise(id, List.of(id));
        }
    }

    public final VirtualTime time;
    public final World world;

    /** @param options Maelstrom's, such as {@code --latency 100} */
    public Lab(String options, long seed) {
        var randomness = new Randomness(seed);
        time = new VirtualTime(randomness.stream("ties"));
        world = new World(time, Arguments.parse(("-w echo " + options).strip(), List.of()), randomness);
    }

    public Member settle(String id) {
        return settle(id, new Member());
    }

    public <M extends Member> M settle(String id, M member) {
        world.settle(id, member);
        member.join(id);
        return member;
    }

    public double millis() {
        return time.nanoTime() / 1e6;
    }

    /** Runs {@code script} as a task of the world, and ends the world when it is done. */
    public void run(Runnable script) {
        time.after(0, () -> {
            script.run();
            time.close();
        });
        try {
            time.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
