import node.Request;

/** What clients ask of registers. */
interface RegisterMessages {
    record Read(long key) implements Request<ReadOk> {}

    record ReadOk(Long value) {}

    record Write(long key, long value) implements Request<WriteOk> {}

    record WriteOk() {}

    record Cas(long key, long from, long to) implements Request<CasOk> {}

    record CasOk() {}
}
