///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

// run: 2 --time-limit 5 --rate 100
// caught for: duplicated
// told: "\d+-\d+" was given to process \d+ at .* and to process \d+ at
// seeds: 5
// look-alike: challenges/2.java

import node.Node;
import node.Request;

/** Time and a counter, but not the node: two nodes that are asked in the same millisecond give one id. */
final class UniqueIdsNode extends Node {
    record Generate() implements Request<GenerateOk> {}

    record GenerateOk(String id) {}

    private long lastMillis;
    private int counter;

    UniqueIdsNode() {
        on(Generate.class, m -> {
            long millis = now().toEpochMilli();
            counter = millis == lastMillis ? counter + 1 : 0;
            lastMillis = millis;
            return new GenerateOk(millis + "-" + counter);
        });
    }

    void main() {
        serve();
    }
}
