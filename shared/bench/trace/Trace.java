package bench.trace;

import bench.source.Probe;
import bench.world.faults.Act;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import node.Message;
import node.Node;

/**
 * All that happens in a run, in the order in which it does. Only runs that are to be explained have one; it changes nothing of
 * what happens. Used by tasks of the world's loop, so by one thread at a time.
 */
public final class Trace {
    private record Task(int number, String node) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<Object, Integer> messages = new IdentityHashMap<>(); // by envelope
    private final Map<Thread, Task> running = new HashMap<>(); // a task stays on its thread while it awaits
    private final Map<String, State> states = new HashMap<>(); // of the nodes under test
    private final Map<Integer, Place> lastPlaces = new HashMap<>(); // by task
    private LongSupplier clock;
    private int tasks;

    /** @param nanoTime the world's clock; to be told before anything happens */
    public void keepTimeBy(LongSupplier nanoTime) {
        clock = nanoTime;
    }

    /** Everything so far. */
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }

    /** From now on notes what changes in {@code node}, which is at the beginning of its life. */
    public void watch(String id, Node node) {
        states.put(id, new State(node));
    }

    public void invoked(int op, String client, String server) {
        events.add(new Event.Invoked(clock.getAsLong(), op, client, server));
    }

    public void completed(int op, String client) {
        events.add(new Event.Completed(clock.getAsLong(), op, client));
    }

    /**
     * @param envelope what travels; the same object is what is lost or received later
     * @param content what it says, which nobody changes
     */
    public void sent(Object envelope, Message content) {
        messages.put(envelope, messages.size());
        events.add(new Event.Sent(
                clock.getAsLong(), messages.get(envelope), content, task().map(Task::number), Place.here()));
    }

    public void lost(Object envelope, Act act) {
        events.add(new Event.Lost(clock.getAsLong(), messages.get(envelope), act));
    }

    public void befell(Object envelope, Act act) {
        events.add(new Event.Befell(clock.getAsLong(), messages.get(envelope), act));
    }

    public void began(Act act) {
        events.add(new Event.Began(clock.getAsLong(), act));
    }

    public void over(Act act) {
        events.add(new Event.Over(clock.getAsLong(), act));
    }

    /** A task of {@code node} begins because of a message. It is the calling thread's until it {@linkplain #ended ends}. */
    public void received(Object envelope, String node) {
        events.add(new Event.Received(clock.getAsLong(), messages.get(envelope), begin(node), node));
    }

    /** A task of {@code node} begins because of a timer, and is the calling thread's. */
    public void woke(String node, Optional<Integer> setBy) {
        events.add(new Event.Woke(clock.getAsLong(), begin(node), node, setBy));
    }

    private int begin(String node) {
        var task = new Task(++tasks, node);
        running.put(Thread.currentThread(), task);
        if (states.containsKey(node)) Probe.listen((file, line) -> look(task, new Place(file, line)));
        return tasks;
    }

    private void look(Task task, Place place) {
        lastPlaces.put(task.number, place);
        var state = states.get(task.node);
        if (state == null) return;
        for (var change : state.changes())
            events.add(new Event.Changed(
                    clock.getAsLong(), task.number, task.node, change.field(), change.before(), change.after(), place));
    }

    /** {@code node} writes a line to its log. */
    public void logged(String node, String line) {
        events.add(new Event.Logged(clock.getAsLong(), node, line, Place.here()));
    }

    public void ended() {
        var task = running.remove(Thread.currentThread());
        Probe.forget();
        var place = Optional.ofNullable(lastPlaces.remove(task.number));
        events.add(new Event.Ended(clock.getAsLong(), task.number, task.node, place));
    }

    /** The calling thread's task, if it has one that is traced, awaits something. */
    public void awaits() {
        task().ifPresent(task -> events.add(new Event.Awaits(clock.getAsLong(), task.number, task.node, Place.here())));
    }

    /** The calling thread's task goes on. */
    public void resumes() {
        task().ifPresent(task -> events.add(new Event.Resumes(clock.getAsLong(), task.number, task.node)));
    }

    /** The number of the calling thread's task. */
    public Optional<Integer> runningTask() {
        return task().map(Task::number);
    }

    private Optional<Task> task() {
        return Optional.ofNullable(running.get(Thread.currentThread()));
    }
}
