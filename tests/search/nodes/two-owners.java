///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../../shared/node/*.java
//SOURCES ../../gallery/nodes/messages/RegisterMessages.java
//MAIN RegisterNode

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import node.Node;
import node.Notice;
import node.Request;
import node.RpcError;

/**
 * Wrong: the first of two nodes owns all registers as long as the second confirms it; when it has been silent for long
 * enough, the second one takes over. To an owner that is heard again it says so, but it confirms it once more, and if the
 * confirmation is the quicker one there are two owners.
 */
final class RegisterNode extends Node implements RegisterMessages {
    record Alive() implements Request<AliveOk> {}

    record AliveOk() {}

    record Copy(long key, long value) implements Request<CopyOk> {}

    record CopyOk() {}

    record StepDown() implements Notice {}

    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(2); // long after the lease has ended

    private final Map<Long, Long> registers = new HashMap<>();
    private boolean owns;
    private boolean tookOver;
    private boolean isWriting;
    private Instant confirmed = Instant.MIN; // the owner's lease begins
    private Instant heard; // the owner, by the other one

    RegisterNode() {
        whenInitialised(() -> {
            owns = id().equals(nodes().getFirst());
            heard = now();
        });
        every(PERIOD, this::watch);
        on(Alive.class, (m, from) -> {
            if (tookOver) send(from, new StepDown());
            heard = now();
            return new AliveOk();
        });
        on(Copy.class, m -> {
            if (tookOver) throw unavailable("I own the registers now");
            registers.put(m.key(), m.value());
            return new CopyOk();
        });
        on(StepDown.class, m -> {
            owns = false;
        });
        on(Read.class, m -> {
            if (!owns) return rpc(other(), m);
            if (!tookOver && now().isAfter(confirmed.plus(LEASE))) throw unavailable("not confirmed");
            return new ReadOk(value(m.key()));
        });
        on(Write.class, m -> {
            if (!owns) return rpc(other(), m);
            write(m.key(), m.value());
            return new WriteOk();
        });
        on(Cas.class, m -> {
            if (!owns) return rpc(other(), m);
            if (isWriting) throw unavailable("busy");
            if (value(m.key()) != m.from()) throw new RpcError(RpcError.PRECONDITION_FAILED, "another value");
            write(m.key(), m.to());
            return new CasOk();
        });
    }

    private void watch() {
        if (!id().equals(nodes().getFirst())) {
            if (now().isAfter(heard.plus(SILENCE))) owns = tookOver = true;
            return;
        }
        if (!owns) return;
        var sent = now();
        rpc(other(), new Alive());
        confirmed = sent;
    }

    private void write(long key, long value) {
        if (isWriting) throw unavailable("busy");
        isWriting = true;
        try {
            if (!tookOver) rpc(other(), new Copy(key, value));
        } finally {
            isWriting = false;
        }
        registers.put(key, value);
    }

    private long value(long key) {
        if (!registers.containsKey(key)) throw new RpcError(RpcError.KEY_DOES_NOT_EXIST, "no such key");
        return registers.get(key);
    }

    private String other() {
        return peers().getFirst();
    }

    private static RpcError unavailable(String why) {
        return new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, why);
    }

    void main() {
        serve();
    }
}
