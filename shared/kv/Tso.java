package kv;

import node.Node;
import node.Request;

/** A client of Maelstrom's {@code lin-tso}, which gives every asker the next of 0, 1, 2, ... */
public final class Tso {
    private record Ts() implements Request<TsOk> {}

    private record TsOk(long ts) {}

    private final Node node;

    public Tso(Node node) {
        this.node = node;
    }

    /** The next timestamp: greater than every one given before this was asked for. */
    public long next() {
        return node.rpc("lin-tso", new Ts()).ts();
    }
}
