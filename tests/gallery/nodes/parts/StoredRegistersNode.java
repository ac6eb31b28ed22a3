import kv.Kv;
import node.Node;
import node.RpcError;

/** Registers in lin-kv: every operation is one operation there, but for those that are put in the place of these. */
abstract class StoredRegistersNode extends Node implements RegisterMessages {
    final Kv<Long> registers;

    StoredRegistersNode() {
        this(Kv.LIN);
    }

    StoredRegistersNode(String service) {
        registers = new Kv<>(this, service, Long.class);
        on(Read.class, m -> new ReadOk(read(m.key())));
        on(Write.class, m -> {
            write(m.key(), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (!cas(m.key(), m.from(), m.to()))
                throw new RpcError(RpcError.PRECONDITION_FAILED, "another value, or none");
            return new CasOk();
        });
    }

    Long read(long key) {
        return registers
                .read(String.valueOf(key))
                .orElseThrow(() -> new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key"));
    }

    void write(long key, long value) {
        registers.write(String.valueOf(key), value);
    }

    boolean cas(long key, long from, long to) {
        return registers.cas(String.valueOf(key), from, to);
    }
}
