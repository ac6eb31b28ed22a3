///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//MAIN UniqueIdsNode

import node.Node;
import node.Request;

/** Wrong: time and a counter, but not the node, so two nodes asked in the same millisecond give one id. Shows as duplicated. */
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
