///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/RegisterMessages.java
//MAIN RegisterNode

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.RpcError;

/** One node keeps all registers. A compare-and-set compares, waits, and then sets. */
final class RegisterNode extends Node implements RegisterMessages {
    private final Map<Long, Long> registers = new HashMap<>();

    RegisterNode() {
        on(Read.class, m -> isOwner() ? new ReadOk(registerOf(m.key())) : rpc("n0", m));
        on(Write.class, m -> {
            if (!isOwner()) return rpc("n0", m);
            registers.put(m.key(), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (!isOwner()) return rpc("n0", m);
            if (registerOf(m.key()) != m.from()) throw new RpcError(RpcError.PRECONDITION_FAILED, "another value");
            sleep(Duration.ofMillis(50));
            registers.put(m.key(), m.to());
            return new CasOk();
        });
    }

    private boolean isOwner() {
        return id().equals("n0");
    }

    private long registerOf(long key) {
        if (!registers.containsKey(key)) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key");
        return registers.get(key);
    }

    void main() {
        serve();
    }
}
