package checker;

import bench.checker.txn.MicroOp;
import bench.checker.txn.MicroOp.Kind;
import bench.checker.txn.Txn;
import bench.history.History;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/** Random histories of three to five transactions, most of which no system that is right could leave. */
final class SmallHistories {
    private SmallHistories() {}

    /** Lists whose appends have a random order; each read sees a random beginning of it. */
    static History<Txn> lists(Random random) {
        int keys = 1 + random.nextInt(3);
        var orders = new ArrayList<List<Object>>();
        for (int key = 0; key < keys; key++) orders.add(new ArrayList<>());
        var asked = asked(
                random,
                keys,
                Kind.APPEND,
                (key, value) ->
                        orders.get(key).add(random.nextInt(orders.get(key).size() + 1), value));
        return history(random, asked, (txn, step) -> {
            var order = orders.get(((Long) step.key()).intValue());
            return new MicroOp(Kind.READ, step.key(), order.subList(0, random.nextInt(order.size() + 1)));
        });
    }

    /** As {@link #lists}, but that the last transaction to begin reads every list to its end. */
    static History<Txn> listsReadToTheEnd(Random random, Map<Object, List<Object>> orders) {
        int keys = 1 + random.nextInt(3);
        for (int key = 0; key < keys; key++) orders.put((long) key, new ArrayList<>());
        var asked = asked(random, keys, Kind.APPEND, (key, value) -> {
            var order = orders.get((long) key);
            order.add(random.nextInt(order.size() + 1), value);
        });
        var last = new Txn(orders.keySet().stream().map(MicroOp::read).toList());
        asked.add(last);
        return history(random, asked, (txn, step) -> {
            var order = orders.get(step.key());
            int seen = txn == last ? order.size() : random.nextInt(order.size() + 1);
            return new MicroOp(Kind.READ, step.key(), order.subList(0, seen));
        });
    }

    /** Registers; each read sees a random one of the values written, or nothing. */
    static History<Txn> registers(Random random) {
        int keys = 1 + random.nextInt(3);
        var written = new ArrayList<List<Object>>();
        for (int key = 0; key < keys; key++) written.add(new ArrayList<>());
        var asked =
                asked(random, keys, Kind.WRITE, (key, value) -> written.get(key).add(value));
        return history(random, asked, (txn, step) -> {
            var values = written.get(((Long) step.key()).intValue());
            int picked = random.nextInt(values.size() + 1);
            return new MicroOp(Kind.READ, step.key(), picked == values.size() ? null : values.get(picked));
        });
    }

    private interface Writes {
        void note(int key, long value);
    }

    private static List<Txn> asked(Random random, int keys, Kind write, Writes writes) {
        var counts = new long[keys];
        var transactions = new ArrayList<Txn>();
        int count = 3 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            var steps = new ArrayList<MicroOp>();
            int length = 1 + random.nextInt(3);
            for (int j = 0; j < length; j++) {
                int key = random.nextInt(keys);
                if (random.nextBoolean()) {
                    steps.add(MicroOp.read((long) key));
                } else {
                    steps.add(new MicroOp(write, (long) key, ++counts[key]));
                    writes.note(key, counts[key]);
                }
            }
            transactions.add(new Txn(steps));
        }
        return transactions;
    }

    /** Runs the transactions on three processes, overlapping at random. */
    private static History<Txn> history(Random random, List<Txn> asked, BiFunction<Txn, MicroOp, MicroOp> read) {
        var recorder = new Recorder<Txn>();
        var open = new HashMap<Integer, Txn>();
        int begun = 0;
        while (begun < asked.size() || !open.isEmpty()) {
            int process = random.nextInt(3);
            var txn = open.remove(process);
            if (txn != null) {
                recorder.ok(
                        process,
                        new Txn(txn.txn().stream()
                                .map(step -> step.isRead() ? read.apply(txn, step) : step)
                                .toList()));
            } else if (begun < asked.size()) {
                open.put(process, asked.get(begun));
                recorder.invoke(process, asked.get(begun++));
            }
        }
        return recorder.history();
    }
}
