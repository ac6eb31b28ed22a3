///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES parts/StoredRegistersNode.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

// run: -w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 10
// caught for: nonlinearizable
// seeds: 50
// look-alike: tests/gallery/nodes/lin-kv-proxy.java

import kv.Kv;

/**
 * Every operation is one operation on seq-kv. All see the same history, but some see it late: a read may be older than what is
 * acknowledged.
 */
final class RegisterNode extends StoredRegistersNode {
    RegisterNode() {
        super(Kv.SEQ);
    }

    void main() {
        serve();
    }
}
