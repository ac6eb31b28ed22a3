///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../../shared/kv/*.java
//SOURCES messages/CounterMessages.java
//MAIN CounterNode

import kv.Kv;
import node.Node;

/** Right, at the price of one message a read and more an add: the store has each add before it is acknowledged; reads ask it. */
final class CounterNode extends Node implements CounterMessages {
    private final Kv<Long> store = new Kv<>(this, Kv.LIN, Long.class);

    CounterNode() {
        on(Read.class, m -> new ReadOk(store.read("sum").orElse(0L)));
        on(Add.class, m -> {
            while (true) {
                long sum = store.read("sum").orElse(0L);
                if (store.casOrCreate("sum", sum, sum + m.delta())) return new AddOk();
            }
        });
    }

    void main() {
        serve();
    }
}
