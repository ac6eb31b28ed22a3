package bench.world;

import bench.source.Guard.NodeEnded;
import bench.trace.Trace;
import bench.world.Step.Arrival;
import bench.world.Step.Begin;
import bench.world.Step.Passing;
import bench.world.Step.Relent;
import bench.world.Step.Strike;
import bench.world.Step.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import node.Loop;

/**
 * A loop in which nothing is left to chance: a {@link Chooser} is asked which of the messages under way arrives next. Messages
 * take no time, and time passes only when none is under way, until the next timer is due; so in every order there is the clock
 * shows the same, and each of these orders could happen where messages are quick and timers slow. A {@link Mishap} is what this
 * does not hold for.
 *
 * <p>The chooser is asked from {@link #explore} on until all has been done and said. Before and afterwards the first come is the
 * first served.
 */
public final class Scheduler extends Loop {
    /** A step that happened, with the number of the one that made it possible; -1 for one before all choices. */
    public record Happened(Step step, int cause) {}

    /** @param isAsked whether an operation brought it about, and not a node's timer */
    private record Pending(Runnable task, int cause, long sinceNanos, boolean isAsked) {}

    /** How long a message may take that is late: longer than any client waits. */
    public static final Duration LATEST_ARRIVAL = Duration.ofSeconds(6);

    /** How long else anything may wait that lets time pass before it begins. That a mishap ends may take any time. */
    public static final Duration LONGEST_PATIENCE = Duration.ofSeconds(2);

    private static final int MOST_TASKS_OF_A_STEP = 100_000;
    private static final int MOST_STEPS = 3_000;

    private static final Strike STRIKE = new Strike();

    private final Chooser chooser;
    private final Mishap mishap;
    private final Trace trace; // null where nobody wants one
    private final ArrayDeque<Runnable> atOnce = new ArrayDeque<>();
    private final Map<Step, Pending> pending = new LinkedHashMap<>();
    private final TreeMap<Long, Map<String, List<Runnable>>> timers = new TreeMap<>(); // by time, then by owner
    private final Map<String, Integer> counts = new HashMap<>(); // messages by link, operations by client
    private final List<Happened> happened = new ArrayList<>();
    private final List<Integer> choices = new ArrayList<>();
    private String actor = ""; // of the present step
    private boolean isAsked; // of the present step
    private BooleanSupplier awaits;
    private Runnable whenSilent; // while the chooser is asked
    private boolean restrained;
    private boolean abandoned;
    private boolean closed;
    private int tasksOfThisStep;
    private long timeNanos;

    /**
     * @param mishap what goes wrong, at a moment that is for {@code chooser} to choose
     * @param trace notes which tasks await; null where nobody wants to know
     */
    public Scheduler(Chooser chooser, Mishap mishap, Trace trace) {
        this.chooser = chooser;
        this.mishap = mishap;
        this.trace = trace;
        if (trace != null) trace.keepTimeBy(this::nanoTime);
    }

    // ---- what a world does ----

    @Override
    public long nanoTime() {
        return timeNanos;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** Whoever takes the present step sets a timer; a task without delay is part of the step. */
    @Override
    public void after(long delayNanos, Runnable task) {
        if (delayNanos <= 0) {
            if (++tasksOfThisStep > MOST_TASKS_OF_A_STEP)
                throw new NodeEnded("starts one task after the other without letting time pass");
            atOnce.add(task);
        } else {
            long dueNanos = delayNanos < Long.MAX_VALUE - timeNanos ? timeNanos + delayNanos : Long.MAX_VALUE;
            timers.computeIfAbsent(dueNanos, due -> new TreeMap<>())
                    .computeIfAbsent(actor, owner -> new ArrayList<>())
                    .add(task);
        }
    }

    @Override
    protected void awaits() {
        if (trace != null) trace.awaits();
    }

    @Override
    protected void resumes() {
        if (trace != null) trace.resumes();
    }

    /** A message is under way from now on. */
    void send(Envelope envelope, Runnable arrival) {
        put(new Arrival(envelope.src(), envelope.dest(), count(envelope.src() + " " + envelope.dest())), arrival);
    }

    /** How often {@code what} was counted before. */
    private int count(String what) {
        return counts.merge(what, 1, Integer::sum) - 1;
    }

    private void put(Step step, Runnable task) {
        pending.put(step, new Pending(task, present(), timeNanos, isAsked || step instanceof Begin));
    }

    private int present() {
        return whenSilent == null ? -1 : happened.size() - 1;
    }

    // ---- what a run does ----

    /**
     * From now on the chooser is asked, until nothing is under way and nothing that takes time is awaited.
     *
     * @param awaits whether something is
     */
    public void explore(BooleanSupplier awaits, Runnable whenSilent) {
        this.awaits = awaits;
        this.whenSilent = whenSilent;
    }

    /** The mishap may begin from now on, and then end. */
    public void offer(Runnable begin, Runnable end) {
        put(STRIKE, () -> {
            begin.run();
            put(new Relent(), end);
        });
    }

    /** A client may begin an operation from now on. */
    public void offer(String client, boolean isPatient, Runnable task) {
        put(new Begin(client, count(client), isPatient), task);
    }

    // ---- what comes next ----

    @Override
    protected Runnable next() {
        if (closed) return null;
        if (!atOnce.isEmpty()) return atOnce.poll();
        tasksOfThisStep = 0;
        return whenSilent == null ? first() : chosen();
    }

    private Runnable first() {
        while (pending.isEmpty()) {
            if (timers.isEmpty()) return null;
            passTime();
        }
        return begin(pending.keySet().iterator().next());
    }

    private Runnable chosen() {
        var possible = possible();
        if (possible.isEmpty()) {
            var silent = whenSilent;
            whenSilent = null;
            return silent;
        }
        int choice = happened.size() < MOST_STEPS ? chooser.choose(possible) : Chooser.ABANDON;
        if (choice == Chooser.ABANDON) {
            abandoned = true;
            return null;
        }
        choices.add(choice);
        var step = possible.get(choice);
        happened.add(new Happened(step, pending.containsKey(step) ? pending.get(step).cause : -1));
        return begin(step);
    }

    /**
     * What may come next: first what is under way, as it was sent; then that something goes wrong, as soon as nothing is; then
     * the passing of time; last whatever may wait. While no operation's messages are under way, those of timers keep their order.
     */
    private List<Step> possible() {
        var possible = new ArrayList<Step>();
        boolean anyIsAsked = false;
        for (var entry : pending.entrySet()) {
            if (mishap.isPatient(entry.getKey())) continue;
            possible.add(entry.getKey());
            anyIsAsked |= entry.getValue().isAsked;
        }
        boolean isQuiet = possible.isEmpty();
        if (possible.size() > 1 && !anyIsAsked) {
            possible.subList(1, possible.size()).clear();
            restrained = true;
        }
        if (pending.containsKey(STRIKE)) possible.add(STRIKE);
        if (isQuiet && timeMayPass()) possible.add(new Passing());
        for (var step : pending.keySet()) if (mishap.isPatient(step) && !step.equals(STRIKE)) possible.add(step);
        return possible;
    }

    private boolean timeMayPass() {
        if (timers.isEmpty()) return false;
        boolean isAwaited = awaits.getAsBoolean();
        for (var step : pending.keySet()) {
            if (step instanceof Relent) continue;
            var patience = step instanceof Arrival ? LATEST_ARRIVAL : LONGEST_PATIENCE;
            if (timers.firstKey() - pending.get(step).sinceNanos > patience.toNanos()) return false;
            isAwaited = true;
        }
        return isAwaited;
    }

    private Runnable begin(Step step) {
        actor = step.place();
        var begun = pending.remove(step);
        isAsked = begun != null && begun.isAsked;
        return step instanceof Passing ? this::passTime : begun.task;
    }

    /** Until the next timer is due; those of different owners that are due at the same time go off in any order. */
    private void passTime() {
        var due = timers.pollFirstEntry();
        timeNanos = due.getKey();
        due.getValue().forEach((owner, tasks) -> {
            isAsked = owner.isEmpty() || Envelope.isClient(owner); // these have timers for the sake of operations
            put(new Timer(owner, timeNanos), () -> atOnce.addAll(tasks));
        });
    }

    // ---- what came ----

    /** The steps that were chosen, in their order. */
    public List<Happened> happened() {
        return happened;
    }

    /** The places that they had among those that were possible. */
    public List<Integer> choices() {
        return choices;
    }

    /** Whether the run was ended before its time: by the chooser, or since it did not come to an end by itself. */
    public boolean wasAbandoned() {
        return abandoned;
    }

    /** Whether there were orders of timers' messages that the chooser was not asked about. */
    public boolean wasRestrained() {
        return restrained;
    }

    /** Whether it was the run's length that ended it. */
    public boolean wasTooLong() {
        return happened.size() >= MOST_STEPS;
    }
}
