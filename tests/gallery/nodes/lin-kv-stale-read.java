///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 20
// caught for: nonlinearizable
// told: process \d+'s read of \d, .*, fits nowhere
// seeds: 5
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import java.util.HashMap;
import java.util.Map;
import kv.Kv;
import node.Node;
import node.RpcError;

/** What a node has written itself it reads from its own copy, which another node's write has made old. */
final class RegisterNode extends Node implements RegisterMessages {
    private final Kv<Long> registers = new Kv<>(this, Kv.LIN, Long.class);
    private final Map<Long, Long> copies = new HashMap<>();

    RegisterNode() {
        on(Read.class, m -> {
            if (copies.containsKey(m.key())) return new ReadOk(copies.get(m.key()));
            return new ReadOk(registers
                    .read(String.valueOf(m.key()))
                    .orElseThrow(() -> new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key")));
        });
        on(Write.class, m -> {
            registers.write(String.valueOf(m.key()), m.value());
            copies.put(m.key(), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (!registers.cas(String.valueOf(m.key()), m.from(), m.to()))
                throw new RpcError(RpcError.PRECONDITION_FAILED, "another value, or none");
            copies.put(m.key(), m.to());
            return new CasOk();
        });
    }

    void main() {
        serve();
    }
}
