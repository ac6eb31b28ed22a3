///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES 3d-full-mesh.java
//SOURCES parts/BroadcastNode.java
//MAIN DeadlineNode

// idea: to all, repeated until acknowledged or twenty attempts have failed
// source: github.com/punchanabu/glossim-glomers and others, with various numbers
// passes: 3b
// run: 3c
// caught for: lost
// told: value \d+ was acknowledged to .*; the last read, .*, missed it
// seeds: 5

import java.time.Duration;
import node.RpcError;

/**
 * Each value is sent to every peer until this one acknowledges it, at most twenty times half a second apart. Who does not
 * answer for ten seconds is taken for dead: a failure detector, if a naive one, and the value is dropped, which is the
 * mistake.
 *
 * <p>It passes whenever no cut lasts longer than the deadline. But a cut may last longer than any deadline, and a node on its
 * other side is not dead: it comes back, and nobody remembers what it was owed. To stop sending is right; to forget is not.
 */
final class DeadlineNode extends MeshNode {
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int ATTEMPTS = 20;

    @Override
    void deliver(String peer, Deliver message) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                rpc(peer, message, PATIENCE);
                return;
            } catch (RpcError e) {
                log("attempt " + attempt + " failed: " + e.getMessage());
            }
        }
        log(peer + " is dead");
    }

    void main() {
        serve();
    }
}
