import java.util.Map;
import node.Node;
import node.Request;

/** What the variants of stage 4 have in common: what clients say. */
abstract class CounterNode extends Node {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}

    CounterNode() {
        on(Add.class, m -> {
            add(m.delta());
            return new AddOk();
        });
        on(Read.class, m -> new ReadOk(value()));
    }

    /** Returns when the client may be told that it is done. */
    abstract void add(long delta);

    /** What a client reads. */
    abstract long value();

    static long total(Map<String, Long> sums) {
        return sums.values().stream().mapToLong(Long::longValue).sum();
    }
}
