///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 5
// caught for: never ok
// told: not one cas succeeded
// seeds: 1
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import kv.Kv;
import node.Node;
import node.RpcError;

/** Compare-and-set is left for later. Nothing that is answered is wrong; but what is never done is no service. */
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
    }

    void main() {
        serve();
    }
}
