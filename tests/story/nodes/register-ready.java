///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/parts/OwnRegistersNode.java
//SOURCES ../../gallery/nodes/messages/RegisterMessages.java
//MAIN RegisterNode

/** Each node has registers of its own. Beside that each tells by a flag that it is ready, as all may be at once. */
final class RegisterNode extends OwnRegistersNode {
    private boolean ready;

    RegisterNode() {
        whenInitialised(() -> ready = true);
    }

    void main() {
        serve();
    }
}
