///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN EchoNode

// run: 1 --concurrency 4
// caught for: unanswered
// seeds: 10
// look-alike: challenges/1.java

import java.util.ArrayList;
import java.util.List;
import node.Loop;
import node.Node;
import node.Request;

/** Answers go out in batches of three, and a batch that is not full waits for ever: the last ones of a run are never answered. */
final class EchoNode extends Node {
    private static final int BATCH = 3;

    record Echo(String echo) implements Request<EchoOk> {}

    record EchoOk(String echo) {}

    private final List<Loop.Await<Void>> waiting = new ArrayList<>();

    EchoNode() {
        on(Echo.class, m -> {
            if (waiting.size() == BATCH - 1) {
                waiting.forEach(each -> each.complete(null));
                waiting.clear();
            } else {
                var turn = this.<Void>promise();
                waiting.add(turn);
                turn.get();
            }
            return new EchoOk(m.echo());
        });
    }

    void main() {
        serve();
    }
}
