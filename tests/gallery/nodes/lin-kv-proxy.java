///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

import kv.Kv;
import node.Node;
import node.RpcError;

/** Right: every operation is one operation on lin-kv. */
final class RegisterNode extends Node implements RegisterMessages {
    private final Kv<Long> registers = new Kv<>(this, Kv.LIN, Long.class);

    RegisterNode() {
        on(
                Read.class,
                m -> new ReadOk(registers
                        .read(String.valueOf(m.key()))
                        .orElseThrow(() -> new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key"))));
        on(Write.class, m -> {
            registers.write(String.valueOf(m.key()), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (!registers.cas(String.valueOf(m.key()), m.from(), m.to()))
                throw new RpcError(RpcError.PRECONDITION_FAILED, "another value, or none");
            return new CasOk();
        });
    }

    void main() {
        serve();
    }
}
