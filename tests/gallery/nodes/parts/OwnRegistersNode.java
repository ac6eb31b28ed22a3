import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.RpcError;

/** Registers in the memory of each node, which knows of no other. */
abstract class OwnRegistersNode extends Node implements RegisterMessages {
    final Map<Long, Long> registers = new HashMap<>();

    OwnRegistersNode() {
        on(Read.class, m -> new ReadOk(registerOf(m.key())));
        on(Write.class, m -> {
            write(m.key(), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (registerOf(m.key()) != m.from()) throw new RpcError(RpcError.PRECONDITION_FAILED, "another value");
            registers.put(m.key(), m.to());
            return new CasOk();
        });
    }

    void write(long key, long value) {
        registers.put(key, value);
    }

    private long registerOf(long key) {
        if (!registers.containsKey(key)) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key");
        return registers.get(key);
    }
}
