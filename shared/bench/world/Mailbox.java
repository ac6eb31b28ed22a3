package bench.world;

import java.util.PriorityQueue;
import java.util.function.Predicate;
import node.Loop;

/**
 * Where messages wait for their receiver. It takes them as Maelstrom's do: of those that are there the one that is due first,
 * whether that is now or later; then it waits for that one's moment, and takes no other meanwhile. A message is lost if a
 * partition cuts it off when it is taken.
 */
final class Mailbox {
    private record Letter(long dueNanos, long number, Envelope envelope) implements Comparable<Letter> {
        @Override
        public int compareTo(Letter other) {
            return dueNanos != other.dueNanos
                    ? Long.compare(dueNanos, other.dueNanos)
                    : Long.compare(number, other.number);
        }
    }

    private final Loop loop;
    private final Inhabitant owner;
    private final Predicate<Envelope> passes;
    private final PriorityQueue<Letter> letters = new PriorityQueue<>();
    private long received;
    private boolean waiting;

    /** @param passes asked of each message when it is taken: whether no partition cuts it off */
    Mailbox(Loop loop, Inhabitant owner, Predicate<Envelope> passes) {
        this.loop = loop;
        this.owner = owner;
        this.passes = passes;
    }

    /** @param delayNanos in how long the message is due; a task that ends with this */
    void put(Envelope envelope, long delayNanos) {
        if (delayNanos == 0 && !waiting) {
            if (passes.test(envelope)) owner.receive(envelope);
            return;
        }
        letters.add(new Letter(loop.nanoTime() + delayNanos, received++, envelope));
        if (!waiting) take();
    }

    private void take() {
        Letter letter;
        do {
            letter = letters.poll();
            if (letter == null) return;
        } while (!passes.test(letter.envelope));
        var taken = letter;
        waiting = true;
        loop.after(Math.max(0, taken.dueNanos - loop.nanoTime()), () -> {
            waiting = false;
            take();
            owner.receive(taken.envelope);
        });
    }
}
