///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES parts/StoredRegistersNode.java
//SOURCES messages/RegisterMessages.java
//MAIN RegisterNode

/** Right: every operation is one operation on lin-kv. */
final class RegisterNode extends StoredRegistersNode {
    void main() {
        serve();
    }
}
