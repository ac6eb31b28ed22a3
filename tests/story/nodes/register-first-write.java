///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/parts/OwnRegistersNode.java
//SOURCES ../../gallery/nodes/messages/RegisterMessages.java
//MAIN RegisterNode

/** What was written first stays for ever. */
final class RegisterNode extends OwnRegistersNode {
    @Override
    void write(long key, long value) {
        registers.putIfAbsent(key, value);
    }

    void main() {
        serve();
    }
}
