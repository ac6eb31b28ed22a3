package bench.world.service;

import node.Request;

/** A timestamp oracle: every request gets the next of 0, 1, 2, ... */
public final class LinTso extends Service {
    record Ts() implements Request<TsOk> {}

    record TsOk(long ts) {}

    private long next;

    public LinTso() {
        on(Ts.class, request -> new TsOk(next++));
    }
}
