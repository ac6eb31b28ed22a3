package bench.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * What the clients of one run did and saw, in the order in which it happened.
 *
 * @param <A> the workload's actions
 * @param finalPhase the index of the first line of the final phase, before which the network was whole and all were idle for a
 *     while; as many as there are lines where there was none
 * @param installations what nodes say of themselves, in the order in which they did it
 */
public record History<A>(List<Op<A>> ops, int finalPhase, List<Installation> installations) {
    /** One without a final phase. */
    public History(List<Op<A>> ops) {
        this(ops, ops.size(), List.of());
    }

    /** This one, of whose nodes more is known. */
    public History<A> with(List<Installation> installations) {
        return new History<>(ops, finalPhase, List.copyOf(installations));
    }

    /** Each invocation with its completion, in the order of the invocations. */
    public List<Operation<A>> operations() {
        var operations = new ArrayList<Operation<A>>();
        var open = new HashMap<Integer, Integer>(); // by process: the place of its operation
        for (var op : ops) {
            if (op.type() == Op.Type.INVOKE) {
                open.put(op.process(), operations.size());
                operations.add(new Operation<>(op, null));
            } else {
                int place = open.remove(op.process());
                operations.set(place, new Operation<>(operations.get(place).invocation(), op));
            }
        }
        return operations;
    }
}
