///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 10
// caught for: nonlinearizable
// seeds: 5
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.RpcError;

/** Each node has registers of its own. Every client finds what it wrote, and no client what others wrote. */
final class RegisterNode extends Node implements RegisterMessages {
    private final Map<Long, Long> registers = new HashMap<>();

    RegisterNode() {
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
