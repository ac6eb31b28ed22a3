package workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.Txn;
import bench.history.Op;
import bench.workload.Generator;
import bench.workload.Options;
import bench.workload.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import node.Json;
import node.Node;
import node.Request;
import node.RpcError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TxnWorkloadTest {
    private static final int MANY = 20_000;

    private static final Workload<Txn> REGISTERS = Table.workload("txn-rw-register");
    private static final Workload<Txn> LISTS = Table.workload("txn-list-append");

    private static Options options(Integer keyCount, int maxTxnLength, int maxWritesPerKey) {
        var any = Table.options();
        return new Options(
                "txn",
                2,
                4,
                any.rate(),
                any.timeLimit(),
                0,
                any.latencyDist(),
                false,
                any.nemesisInterval(),
                any.faults(),
                null,
                List.of("read-committed"),
                any.topology(),
                keyCount,
                maxTxnLength,
                maxWritesPerKey);
    }

    private static List<Txn> generate(Workload<Txn> workload, Options options, int count) {
        Generator<Txn> generator = workload.generator(options, new SplittableRandom(3));
        return Stream.generate(() -> generator.next(0, 0)).limit(count).toList();
    }

    private static List<MicroOp> steps(List<Txn> transactions) {
        return transactions.stream().flatMap(txn -> txn.txn().stream()).toList();
    }

    @Test
    void lengthsAreSpreadEvenly() {
        var lengths = new TreeMap<Integer, Integer>();
        for (var txn : generate(REGISTERS, options(null, 4, 16), MANY))
            lengths.merge(txn.txn().size(), 1, Integer::sum);
        assertEquals(List.of(1, 2, 3, 4), List.copyOf(lengths.keySet()));
        for (int count : lengths.values()) assertEquals(MANY / 4.0, count, MANY / 40.0);
    }

    @Test
    void eachKeyIsChosenTwiceAsOftenAsTheOneBefore() {
        var reads = new double[4];
        for (var step : steps(generate(REGISTERS, options(4, 1, Integer.MAX_VALUE), MANY)))
            reads[((Long) step.key()).intValue()]++;
        for (int key = 0; key < 4; key++) assertEquals(MANY * (1 << key) / 15.0, reads[key], MANY / 75.0);
    }

    @Test
    void tenKeysAreInUseUnlessAskedOtherwise() {
        var keys = new HashSet<Object>();
        for (var step : steps(generate(REGISTERS, options(null, 4, Integer.MAX_VALUE), MANY))) keys.add(step.key());
        assertEquals(10, keys.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void aKeyTakesItsWritesInOrderAndIsThenRetired(int maxWritesPerKey) {
        var last = new HashMap<Object, Long>();
        for (var step : steps(generate(LISTS, options(null, 4, maxWritesPerKey), MANY))) {
            if (step.isRead()) continue;
            assertEquals(last.getOrDefault(step.key(), 0L) + 1, step.value());
            last.put(step.key(), (Long) step.value());
        }
        assertEquals(
                maxWritesPerKey,
                last.values().stream().mapToLong(Long::longValue).max().orElseThrow());
        assertTrue(
                last.values().stream().filter(count -> count < maxWritesPerKey).count() <= 10);
    }

    @Test
    void aNewKeyIsTheNextInteger() {
        var keys = new ArrayList<Long>();
        for (var step : steps(generate(LISTS, options(1, 4, 2), 200)))
            if (keys.isEmpty() || !keys.getLast().equals(step.key())) keys.add((Long) step.key());
        for (int i = 0; i < keys.size(); i++) assertEquals(i, keys.get(i));
        assertTrue(keys.size() > 50);
    }

    @Test
    void readsAndWritesAreAsFrequent() {
        var steps = steps(generate(LISTS, options(null, 4, 16), MANY));
        assertEquals(0.5, steps.stream().filter(MicroOp::isRead).count() / (double) steps.size(), 0.02);
        assertTrue(steps.stream().allMatch(step -> step.isRead() || step.kind() == Kind.APPEND));
        assertFalse(steps(generate(REGISTERS, options(null, 4, 16), MANY)).stream()
                .anyMatch(step -> step.kind() == Kind.APPEND));
    }

    @Test
    void inTheEndEachThreadReadsTheKeysWrittenLast() {
        var generator = REGISTERS.generator(options(null, 4, 1), new SplittableRandom(3));
        var written = new ArrayList<Object>();
        for (int i = 0; i < 100; i++) {
            var txn = generator.next(0, 0);
            generator.observe(new Op<>(i, 0, 0, Op.Type.INVOKE, txn, null));
            for (var step : txn.txn()) if (!step.isRead()) written.add(step.key());
        }
        assertTrue(generator.hasFinalPhase());
        var read = new ArrayList<List<Object>>();
        for (int process : List.of(2, 7)) {
            var txns = Stream.generate(() -> generator.nextFinal(process, 0))
                    .takeWhile(Objects::nonNull)
                    .toList();
            assertEquals(
                    List.of(4, 4, 2), txns.stream().map(txn -> txn.txn().size()).toList());
            assertTrue(steps(txns).stream().allMatch(MicroOp::isRead));
            read.add(steps(txns).stream().map(MicroOp::key).toList());
        }
        assertEquals(read.get(0), read.get(1));
        assertEquals(written.subList(written.size() - 10, written.size()), read.get(0));
    }

    @Test
    void aSeedGivesOneSequence() {
        assertEquals(generate(LISTS, options(null, 4, 16), 500), generate(LISTS, options(null, 4, 16), 500));
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 16", "10, 0, 16", "10, 4, 0"})
    void optionsOutOfRangeAreRefused(int keyCount, int maxTxnLength, int maxWritesPerKey) {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> LISTS.generator(options(keyCount, maxTxnLength, maxWritesPerKey), new SplittableRandom(1)));
        assertTrue(e.getMessage().contains(" 0: at least "), e.getMessage());
    }

    @Test
    void stepsAreJepsensInJson() {
        var txn = new Txn(List.of(MicroOp.read(1), new MicroOp(Kind.WRITE, 1, 2), new MicroOp(Kind.APPEND, 3, "x")));
        assertEquals(
                "{\"txn\":[[\"r\",1,null],[\"w\",1,2],[\"append\",3,\"x\"]]}", Json.MAPPER.writeValueAsString(txn));
        assertEquals(txn, Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(txn), Txn.class));
        assertEquals("txn", Json.typeOf(Txn.class));
    }

    @Test
    void integersAreEqualHoweverLong() {
        assertEquals(MicroOp.read(7), MicroOp.read(7L));
        assertEquals(new MicroOp(Kind.READ, 1, List.of(1, 2)), new MicroOp(Kind.READ, 1L, List.of(1L, 2L)));
    }

    /** Answers every transaction with the same text. */
    private static final class Parrot extends Node {
        private record Txn(JsonNode txn) implements Request<TxnOk> {}

        private record TxnOk(JsonNode txn) {}

        Parrot(String answer) {
            initialise("n0", List.of("n0"));
            on(Txn.class, m -> new TxnOk(Json.MAPPER.readTree(answer)));
        }
    }

    private static Txn ask(Workload<Txn> workload, Txn txn, String answer) {
        var result = new ArrayList<Txn>();
        Table.talk(workload, options(null, 4, 16), new Parrot(answer), client -> result.add(client.invoke("n0", txn)));
        return result.getFirst();
    }

    private static final Txn WRITE_AND_READ = new Txn(List.of(new MicroOp(Kind.WRITE, 1, 2), MicroOp.read(3)));
    private static final Txn APPEND_AND_READ = new Txn(List.of(new MicroOp(Kind.APPEND, 1, 2), MicroOp.read(3)));

    @Test
    void whatWasReadIsTaken() {
        assertEquals(
                new Txn(List.of(new MicroOp(Kind.WRITE, 1, 2), new MicroOp(Kind.READ, 3, 5))),
                ask(REGISTERS, WRITE_AND_READ, "[[\"w\",1,2],[\"r\",3,5]]"));
        assertEquals(
                new Txn(List.of(new MicroOp(Kind.APPEND, 1, 2), new MicroOp(Kind.READ, 3, List.of(5, 6)))),
                ask(LISTS, APPEND_AND_READ, "[[\"append\",1,2],[\"r\",3,[5,6]]]"));
        assertEquals(APPEND_AND_READ, ask(LISTS, APPEND_AND_READ, "[[\"append\",1,2],[\"r\",3,null]]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"w\",1,2]]",
                "[[\"w\",1,2],[\"r\",3,5],[\"r\",3,5]]",
                "[[\"r\",3,5],[\"w\",1,2]]",
                "[[\"w\",1,2],[\"r\",4,5]]",
                "[[\"w\",1,3],[\"r\",3,5]]",
                "[[\"w\",1,2],[\"r\",3]]",
                "[[\"w\",1,2],null]",
                "[[\"w\",1,2],[\"read\",3,5]]",
                "[[\"w\",1,2],3]",
                "{}",
                "null"
            })
    void anAnswerToAnotherTransactionIsNone(String answer) {
        var e = assertThrows(RpcError.class, () -> ask(REGISTERS, WRITE_AND_READ, answer));
        assertTrue(e.isMalformedReply());
    }

    @Test
    void listsAreReadAsLists() {
        var e = assertThrows(RpcError.class, () -> ask(LISTS, APPEND_AND_READ, "[[\"append\",1,2],[\"r\",3,5]]"));
        assertTrue(e.isMalformedReply());
        assertEquals(
                "[r 3 5] read no list: asked [[append 1 2], [r 3 nil]], got [[append 1 2], [r 3 5]]", e.getMessage());
    }
}
