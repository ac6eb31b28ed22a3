import node.Request;

/** What clients ask of a counter. */
interface CounterMessages {
    record Add(long delta) implements Request<AddOk> {}

    record AddOk() {}

    record Read() implements Request<ReadOk> {}

    record ReadOk(long value) {}
}
