///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 100 --time-limit 10
// caught for: nonlinearizable
// seeds: 20
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import kv.Kv;
import node.Node;
import node.RpcError;

/** Compare-and-set is a read, a comparison and a write. Another write may come in between, and is gone. */
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
            var key = String.valueOf(m.key());
            if (registers.read(key).orElse(-1L) != m.from())
                throw new RpcError(RpcError.PRECONDITION_FAILED, "another value, or none");
            registers.write(key, m.to());
            return new CasOk();
        });
    }

    void main() {
        serve();
    }
}
