package bench.measure.judge;

import bench.history.History;
import bench.history.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Makes histories of any length without running anything: clients of a store that does each operation at one moment, so that
 * nothing is wrong with them. One operation in a thousand is never answered, and every other of these never done.
 *
 * @param <A> the workload's actions
 */
final class Ideal<A> {
    private static final double UNANSWERED = 0.001;
    private static final long NANOS_PER_LINE = 100_000;

    private final IntFunction<A> next;
    private final UnaryOperator<A> store;
    private final int clients;
    private final RandomGenerator random;
    private final List<Op<A>> ops = new ArrayList<>();
    private int invocations;

    /** A client, and how far it is with what it asked for. */
    private final class Client {
        private int process;
        private A asked;
        private boolean isDone;
        private A done; // null where it could not be

        Client(int process) {
            this.process = process;
        }

        void goOn() {
            if (asked == null) {
                asked = next.apply(process);
                invocations++;
                note(Op.Type.INVOKE, asked);
            } else if (random.nextDouble() < UNANSWERED) {
                if (random.nextBoolean()) ensureDone();
                note(Op.Type.INFO, asked);
                forget();
                process += clients;
            } else if (isDone || random.nextBoolean()) {
                ensureDone();
                note(done == null ? Op.Type.FAIL : Op.Type.OK, done == null ? asked : done);
                forget();
            } else {
                ensureDone(); // and the answer is under way
            }
        }

        private void ensureDone() {
            if (!isDone) done = store.apply(asked);
            isDone = true;
        }

        private void forget() {
            asked = done = null;
            isDone = false;
        }

        private void note(Op.Type type, A action) {
            ops.add(new Op<>(ops.size(), ops.size() * NANOS_PER_LINE, process, type, action, null));
        }
    }

    /**
     * @param next what a process asks for next
     * @param store does an action, and gives it as it was done; null where it could not be
     * @param clients how many ask at the same time
     */
    Ideal(IntFunction<A> next, UnaryOperator<A> store, int clients, RandomGenerator random) {
        this.next = next;
        this.store = store;
        this.clients = clients;
        this.random = random;
    }

    /** A history of so many operations; call it once. */
    History<A> history(int operations) {
        var all = IntStream.range(0, clients).mapToObj(Client::new).toList();
        while (invocations < operations) all.get(random.nextInt(clients)).goOn();
        return new History<>(List.copyOf(ops));
    }
}
