///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/RegisterMessages.java
//MAIN RegisterNode

import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.RpcError;

/** Each node has registers of its own. Beside that each tells by a flag that it is ready, as all may be at once. */
final class RegisterNode extends Node implements RegisterMessages {
    private final Map<Long, Long> registers = new HashMap<>();
    private boolean ready;

    RegisterNode() {
        whenInitialised(() -> ready = true);
        on(Read.class, m -> new ReadOk(registerOf(m.key())));
        on(Write.class, m -> {
            registers.put(m.key(), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (registerOf(m.key()) != m.from()) throw new RpcError(RpcError.PRECONDITION_FAILED, "another value");
            registers.put(m.key(), m.to());
            return new CasOk();
        });
    }

    private long registerOf(long key) {
        if (!registers.containsKey(key)) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key");
        return registers.get(key);
    }

    void main() {
        serve();
    }
}
