///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 10
// warned of: null read
// seeds: 5
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import kv.Kv;
import node.Node;
import node.RpcError;

/**
 * A key that nobody has written reads as null. Maelstrom asks for an error there and takes null for one more value; who reads
 * it cannot tell whether it was written.
 */
final class RegisterNode extends Node implements RegisterMessages {
    private final Kv<Long> registers = new Kv<>(this, Kv.LIN, Long.class);

    RegisterNode() {
        on(Read.class, m -> new ReadOk(registers.read(String.valueOf(m.key())).orElse(null)));
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
