package bench.run;

import bench.workload.Workload;
import bench.world.Mishap;
import bench.world.Scheduler;
import bench.world.World;
import bench.world.faults.Act;
import bench.world.faults.Cut;
import bench.world.faults.Effect;
import bench.world.faults.Fault;
import java.util.List;
import java.util.function.Consumer;

/**
 * The work of a run in which a scheduler decides what happens next: a few operations, when the nodes have found together. Where
 * something goes wrong a third of them come before it, a third meanwhile, when the nodes have had time to notice, and a third
 * afterwards.
 */
final class Waves<A> {
    private static final long TIME_TO_BEGIN_NANOS = 2_000_000_000L;

    private final World world;
    private final Crew<A> crew;
    private final Scheduler scheduler;
    private final Schedule schedule;
    private final List<Script.Cue> cues;
    private final Consumer<String> restart;
    private boolean oneIsComing;

    /** @param restart brings a node back that has crashed */
    Waves(World world, Crew<A> crew, Workload<A> workload, Trial trial, Scheduler scheduler, Consumer<String> restart) {
        this.world = world;
        this.crew = crew;
        this.scheduler = scheduler;
        this.restart = restart;
        this.schedule = trial.schedule().orElseThrow();
        long seed = world.randomness().seed();
        this.cues = trial.script()
                .orElseGet(() -> Script.draw(workload, trial.options(), seed, schedule.operations()))
                .cues();
    }

    /** Awaits the end of all that is to be explored. */
    void run() {
        var silent = world.loop().<Void>await(this);
        world.loop().after(TIME_TO_BEGIN_NANOS, () -> {
            scheduler.explore(() -> oneIsComing || crew.isBusy(), () -> silent.complete(null));
            begin();
        });
        silent.get();
    }

    private void begin() {
        long now = world.loop().nanoTime();
        switch (schedule.mishap()) {
            case Mishap.CutOff(var node) -> suffer(new Act(Fault.PARTITION, now, Cut.off(node, world.nodeIds())));
            case Mishap.Crashed(var node) -> suffer(new Act(Fault.CRASH, now, new Effect.Crash(node)));
            case Mishap.None none -> crew.begin(cues, false);
            case Mishap.Late late -> crew.begin(cues, false);
        }
    }

    private void suffer(Act act) {
        crew.begin(wave(0), false);
        scheduler.offer(
                () -> {
                    world.begin(act);
                    oneIsComing = true;
                    world.loop().after(schedule.timeToNotice().toNanos(), () -> {
                        oneIsComing = false;
                        crew.begin(wave(1), false);
                    });
                },
                () -> {
                    world.end(act);
                    if (act.effect() instanceof Effect.Crash(var node)) restart.accept(node);
                    crew.begin(wave(2), true);
                });
    }

    private List<Script.Cue> wave(int number) {
        return cues.subList(cues.size() * number / 3, cues.size() * (number + 1) / 3);
    }
}
