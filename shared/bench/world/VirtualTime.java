package bench.world;

import bench.source.Guard.NodeEnded;
import bench.trace.Trace;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import node.Loop;

/**
 * A loop whose clock jumps to the next event: a minute of the world takes as long as its events do. Events of the same instant
 * run in an order that the seed decides, since in the real world nothing orders them.
 */
public final class VirtualTime extends Loop {
    // tag::event[]
    private record Event(long timeNanos, long tie, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            if (timeNanos != other.timeNanos) return Long.compare(timeNanos, other.timeNanos);
            return tie != other.tie ? Long.compare(tie, other.tie) : Long.compare(number, other.number);
        }
    }
    // end::event[]

    private static final int MOST_TASKS_OF_AN_INSTANT = 1_000_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final RandomGenerator ties;
    private final Trace trace; // null where nobody wants one
    private long timeNanos;
    private long scheduled;
    private int tasksOfThisInstant;
    private boolean closed;

    /** @param ties decides the order of what happens at the same instant */
    public VirtualTime(RandomGenerator ties) {
        this(ties, null);
    }

    /** As above, and notes in {@code trace} which tasks await. */
    public VirtualTime(RandomGenerator ties, Trace trace) {
        this.trace = trace;
        if (trace != null) trace.keepTimeBy(this::nanoTime);
        this.ties = new MomentaryRandom(ties.nextLong(), this::nanoTime);
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public long nanoTime() {
        return timeNanos;
    }

    @Override
    public void after(long delayNanos, Runnable task) {
        long delay = Math.max(0, delayNanos);
        if (delay == 0 && ++tasksOfThisInstant > MOST_TASKS_OF_AN_INSTANT)
            throw new NodeEnded("starts one task after the other without letting time pass");
        long dueNanos = delay < Long.MAX_VALUE - timeNanos ? timeNanos + delay : Long.MAX_VALUE;
        events.add(new Event(dueNanos, ties.nextLong(), scheduled++, task));
    }

    @Override
    protected void awaits() {
        if (trace != null) trace.awaits();
    }

    @Override
    protected void resumes() {
        if (trace != null) trace.resumes();
    }

    @Override
    // tag::next[]
    protected Runnable next() {
        if (closed || events.isEmpty()) return null;
        var event = events.poll();
        if (event.timeNanos > timeNanos) tasksOfThisInstant = 0;
        timeNanos = event.timeNanos;
        return event.task;
    }
    // end::next[]
}
