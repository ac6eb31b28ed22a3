package bench.trace;

import bench.world.faults.Act;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import node.Message;

/**
 * All that happens in a run, in the order in which it does. Only runs that are to be explained have one; it changes nothing of
 * what happens. Used by tasks of the world's loop, so by one thread at a time.
 */
public final class Trace {
    private record Task(int number, String node) {}

    private final List<Event> events = new ArrayList<>();
    private final Map<Object, Integer> messages = new IdentityHashMap<>(); // by envelope
    private final Map<Thread, Task> running = new HashMap<>(); // a task stays on its thread while it awaits
    private int tasks;

    /** Everything so far. */
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }

    public void invoked(long nowNanos, int op, String client, String server) {
        events.add(new Event.Invoked(nowNanos, op, client, server));
    }

    public void completed(long nowNanos, int op, String client) {
        events.add(new Event.Completed(nowNanos, op, client));
    }

    /**
     * @param envelope what travels; the same object is what is lost or received later
     * @param line the message as it is written
     */
    public void sent(long nowNanos, Object envelope, byte[] line) {
        messages.put(envelope, messages.size());
        var content = Message.parse(line, 0, line.length);
        events.add(new Event.Sent(nowNanos, messages.get(envelope), content, task().map(Task::number), Place.here()));
    }

    public void lost(long nowNanos, Object envelope, Act act) {
        events.add(new Event.Lost(nowNanos, messages.get(envelope), act));
    }

    public void befell(long nowNanos, Object envelope, Act act) {
        events.add(new Event.Befell(nowNanos, messages.get(envelope), act));
    }

    public void began(long nowNanos, Act act) {
        events.add(new Event.Began(nowNanos, act));
    }

    public void over(long nowNanos, Act act) {
        events.add(new Event.Over(nowNanos, act));
    }

    /** A task of {@code node} begins because of a message. It is the calling thread's until it {@linkplain #ended ends}. */
    public void received(long nowNanos, Object envelope, String node) {
        events.add(new Event.Received(nowNanos, messages.get(envelope), begin(node), node));
    }

    /** A task of {@code node} begins because of a timer, and is the calling thread's. */
    public void woke(long nowNanos, String node, Optional<Integer> setBy) {
        events.add(new Event.Woke(nowNanos, begin(node), node, setBy));
    }

    private int begin(String node) {
        running.put(Thread.currentThread(), new Task(++tasks, node));
        return tasks;
    }

    public void ended(long nowNanos) {
        var task = running.remove(Thread.currentThread());
        events.add(new Event.Ended(nowNanos, task.number, task.node));
    }

    /** The calling thread's task, if it has one that is traced, awaits something. */
    public void awaits(long nowNanos) {
        task().ifPresent(task -> events.add(new Event.Awaits(nowNanos, task.number, task.node, Place.here())));
    }

    /** The calling thread's task goes on. */
    public void resumes(long nowNanos) {
        task().ifPresent(task -> events.add(new Event.Resumes(nowNanos, task.number, task.node)));
    }

    /** The number of the calling thread's task. */
    public Optional<Integer> runningTask() {
        return task().map(Task::number);
    }

    private Optional<Task> task() {
        return Optional.ofNullable(running.get(Thread.currentThread()));
    }
}
