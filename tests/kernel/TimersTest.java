package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import node.Json;
import node.Message;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a node does by itself: after a while, every so often, again and again. */
class TimersTest {
    record Ping() implements Request<PingOk> {}

    record PingOk() {}

    private static final class Idle extends Node {}

    private final List<String> events = new ArrayList<>();

    private void note(Wire wire, String what) {
        events.add(wire.millis() + " " + what);
    }

    @Test
    void sleepTakesAsLongAsItSays() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        wire.at(5, () -> {
            node.sleep(Duration.ofMillis(250));
            note(wire, "awake");
        });
        wire.at(100, () -> note(wire, "meanwhile")).run();
        assertEquals(List.of("100 meanwhile", "255 awake"), events);
    }

    @Test
    void aSleepOfNoTimeOrLessEndsAtOnce() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        wire.at(5, () -> {
            node.sleep(Duration.ZERO);
            note(wire, "zero");
            node.sleep(Duration.ofMillis(-3));
            note(wire, "negative");
        });
        wire.run();
        assertEquals(List.of("5 zero", "5 negative"), events);
    }

    @Test
    void goDoesNotHoldUpWhoStartsIt() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        wire.at(5, () -> {
            node.go(() -> {
                note(wire, "begun");
                node.sleep(Duration.ofMillis(10));
                note(wire, "done");
            });
            note(wire, "on");
        });
        wire.run();
        assertEquals(List.of("5 on", "5 begun", "15 done"), events);
    }

    @Test
    void everyWaitsForThePeriodAfterItsTaskHasEnded() {
        class Busy extends Node {
            private Wire wire;

            Busy() {
                every(Duration.ofMillis(100), () -> {
                    note(wire, "begins");
                    sleep(Duration.ofMillis(30));
                });
            }
        }
        var node = new Busy();
        node.wire = Wire.initialised(node);
        node.wire.runUntil(500);
        assertEquals(List.of("100 begins", "230 begins", "360 begins", "490 begins"), events);
    }

    @Test
    void everyGoesOnAfterItsTaskThrew() {
        class Clumsy extends Node {
            private Wire wire;

            Clumsy() {
                every(Duration.ofMillis(100), () -> {
                    note(wire, "tick");
                    throw new IllegalStateException("oops");
                });
            }
        }
        var node = new Clumsy();
        node.wire = Wire.initialised(node);
        node.wire.runUntil(350);
        assertEquals(List.of("100 tick", "200 tick", "300 tick"), events);
        assertEquals(3, node.wire.log.size());
        assertTrue(node.wire.log.getFirst().startsWith("java.lang.IllegalStateException: oops\n    at "));
    }

    @Test
    void everyBeginsWithTheInit() {
        class Ticking extends Node {
            Ticking() {
                every(Duration.ofMillis(100), () -> events.add("tick"));
            }
        }
        new Wire(new Ticking()).runUntil(1000);
        assertEquals(List.of(), events);
    }

    @Test
    void nowIsTheDriversClock() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        wire.at(1234, () -> assertEquals(Wire.EPOCH.plusMillis(1234), node.now()))
                .run();
        assertEquals(1234, wire.millis());
    }

    // ---- retry ----

    private static RpcError error(int code) {
        return new RpcError(code, "no");
    }

    @Test
    void retryGivesWhatTheFirstSuccessGives() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        var tries = new AtomicInteger();
        wire.at(1, () -> {
            var result = node.retry(() -> {
                if (tries.incrementAndGet() < 4) throw error(RpcError.TIMEOUT);
                return "done";
            });
            note(wire, result);
        });
        wire.run();
        assertEquals(4, tries.get());
        assertEquals(1, events.size());
        assertTrue(events.getFirst().endsWith(" done"));
    }

    /** Pauses of 50, 100, 200, 400, 800, 1600, 2000, 2000, ... ms, each shortened by up to a half. */
    @Test
    void retryPausesTwiceAsLongEachTimeUpToTwoSeconds() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        var times = new ArrayList<Long>();
        wire.at(
                1,
                () -> node.retry(() -> {
                    times.add(wire.millis());
                    throw error(RpcError.TIMEOUT);
                }));
        wire.runUntil(60_000);
        var longest = List.of(50, 100, 200, 400, 800, 1600, 2000, 2000, 2000);
        for (int i = 0; i < longest.size(); i++) {
            long pause = times.get(i + 1) - times.get(i);
            assertTrue(
                    pause >= longest.get(i) / 2 - 1 && pause <= longest.get(i), "pause " + i + " of " + pause + " ms");
        }
        assertTrue(times.size() >= 35 && times.size() <= 65, times.size() + " tries in a minute");
    }

    @Test
    void retriesDoNotKeepStep() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        var eighth = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            var tries = new AtomicInteger();
            wire.at(
                    1,
                    () -> node.retry(() -> {
                        if (tries.incrementAndGet() == 8) eighth.add(wire.millis());
                        throw error(RpcError.TIMEOUT);
                    }));
        }
        wire.runUntil(20_000);
        assertEquals(20, eighth.size());
        assertTrue(eighth.stream().distinct().count() > 15, () -> "all at once: " + eighth);
    }

    /** A peer that is cut off for 40 s costs a few dozen messages, not thousands. */
    @Test
    void retryingAnRpcIsNoStorm() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        wire.at(1, () -> node.retry(() -> node.rpc("n1", new Ping())));
        wire.runUntil(40_000);
        assertTrue(wire.sent.size() >= 13 && wire.sent.size() <= 25, wire.sent.size() + " messages");
    }

    /** Where every answer takes longer than the first timeout, one that came too late says how long to wait. */
    @Test
    void aTimeoutGrowsWithTheWayThereAndBack() {
        var lab = new Lab("--node-count 2 --latency 700", 1);
        var asker = lab.settle("n0");
        lab.settle("n1", new Lab.Member() {
            {
                on(Ping.class, m -> new PingOk());
            }
        });
        lab.run(() -> {
            assertThrows(RpcError.class, () -> asker.rpc("n1", new Ping()));
            asker.sleep(Duration.ofSeconds(1));
            assertEquals(new PingOk(), asker.rpc("n1", new Ping()));
        });
    }

    /** The first answer may be late for once too: a guess stands for what was usual before it. */
    @Test
    void oneLateAnswerDoesNotMakeTheNextTimeoutLong() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        var waitedMillis = new ArrayList<Long>();
        wire.at(1, () -> assertThrows(RpcError.class, () -> node.rpc("n1", new Ping())));
        wire.at(20_000, "n1", "{'type': 'ping_ok', 'in_reply_to': 1}");
        wire.at(21_000, () -> {
            assertThrows(RpcError.class, () -> node.rpc("n1", new Ping()));
            waitedMillis.add(wire.millis() - 21_000);
        });
        wire.run();
        assertEquals(
                List.of(2_000L),
                waitedMillis.stream().map(millis -> (millis + 1) / 10 * 10).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {RpcError.NOT_SUPPORTED, RpcError.ABORT, RpcError.PRECONDITION_FAILED, RpcError.TXN_CONFLICT})
    void retryEndsAtADefiniteError(int code) {
        var node = new Idle();
        var wire = Wire.initialised(node);
        var tries = new AtomicInteger();
        wire.at(1, () -> {
            var thrown = assertThrows(
                    RpcError.class,
                    () -> node.retry(() -> {
                        tries.incrementAndGet();
                        throw error(code);
                    }));
            assertEquals(code, thrown.code());
        });
        wire.run();
        assertEquals(1, tries.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {RpcError.TIMEOUT, RpcError.CRASH, RpcError.TEMPORARILY_UNAVAILABLE, 1000})
    void retryTriesAgainAfterAnErrorThatMayPass(int code) {
        var node = new Idle();
        var wire = Wire.initialised(node);
        var tries = new AtomicInteger();
        wire.at(
                1,
                () -> node.retry(() -> {
                    if (tries.incrementAndGet() == 1) throw error(code);
                    return tries;
                }));
        wire.run();
        assertEquals(2, tries.get());
    }

    @Test
    void retryLetsADefectThrough() {
        var node = new Idle();
        var wire = Wire.initialised(node);
        wire.at(1, () -> assertThrows(ArithmeticException.class, () -> node.retry(() -> 1 / 0)))
                .run();
        assertEquals(1, wire.millis());
    }

    private static final class Slow extends Node {
        Slow() {
            whenInitialised(() -> sleep(Duration.ofSeconds(6)));
            on(Ping.class, m -> {
                sleep(Duration.ofSeconds(6));
                return new PingOk();
            });
        }
    }

    @Test
    void aClientIsAnsweredOnlyWhileItWaitsButInitHoweverLate() {
        var wire = new Wire(new Slow());
        wire.at(0, "c0", "{'type': 'init', 'msg_id': 1, 'node_id': 'n0', 'node_ids': ['n0', 'n1']}");
        wire.at(10_000, "c1", "{'type': 'ping', 'msg_id': 1}");
        wire.at(20_000, "n1", "{'type': 'ping', 'msg_id': 1}").run();
        var answers = wire.sent.stream()
                .map(sent -> sent.dest() + " " + sent.body().get("type").asString());
        assertEquals(List.of("c0 init_ok", "n1 ping_ok"), answers.toList());
    }

    /** It waits from the moment when its request came, not from when the node got to it. */
    @Test
    void aClientThatWaitedForItsTurnHasLessPatienceLeft() {
        var node = new Node() {
            {
                on(Ping.class, m -> {
                    sleep(Duration.ofSeconds(1));
                    return new PingOk();
                });
            }
        };
        var body = (ObjectNode) Json.MAPPER.readTree("{\"type\": \"ping\", \"msg_id\": 1}");
        var wire = Wire.initialised(node);
        for (long waitedMillis : new long[] {3_800, 4_000})
            wire.at(
                    10_000,
                    () -> node.receive(
                            new Message("c" + waitedMillis, "n0", body), (10_000 - waitedMillis) * 1_000_000));
        wire.run();
        assertEquals(List.of("c3800"), wire.sent.stream().map(Wire.Sent::dest).toList());
    }
}
