package histories;

import bench.checker.EchoChecker.Echo;
import bench.checker.UniqueIdsChecker.Generate;
import bench.checker.counter.CounterAction;
import bench.checker.kafka.KafkaAction;
import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Change;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.set.SetAction;
import bench.checker.txn.MicroOp;
import bench.checker.txn.Txn;
import bench.history.History;
import bench.history.Op;
import histories.Edn.Keyword;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Histories that Jepsen wrote, as the bench's own. */
public final class Recorded {
    private Recorded() {}

    public static History<Txn> txns(Path path) throws IOException {
        return history(path, (f, op) -> txn((List<?>) op.get("value")));
    }

    public static History<KvAction> registers(Path path) throws IOException {
        return history(path, (f, op) -> kvAction(f, (List<?>) op.get("value")));
    }

    /** Jepsen records the whole reply to an echo. */
    public static History<Echo> echoes(Path path) throws IOException {
        return history(
                path,
                (f, op) -> new Echo(
                        op.get("value") instanceof Map<?, ?> reply ? reply.get(new Keyword("echo")) : op.get("value")));
    }

    public static History<Generate> ids(Path path) throws IOException {
        return history(path, (f, op) -> new Generate(op.get("value")));
    }

    public static History<SetAction> sets(Path path) throws IOException {
        return history(path, (f, op) -> switch (f) {
            case "broadcast" -> new SetAction.Broadcast(op.get("value"));
            case "add" -> new SetAction.Add(op.get("value"));
            default -> new SetAction.Read((List<?>) op.get("value"));
        });
    }

    public static History<CounterAction> counters(Path path) throws IOException {
        return history(
                path,
                (f, op) -> f.equals("add")
                        ? new CounterAction.Add((Long) op.get("value"))
                        : new CounterAction.Read((Long) op.get("value"), op.containsKey("final?")));
    }

    public static History<KafkaAction> logs(Path path) throws IOException {
        return history(path, (f, op) -> switch (f) {
            case "send" -> new KafkaAction.Send(sent((List<?>) ((List<?>) op.get("value")).getFirst()));
            case "poll" -> new KafkaAction.Poll(polled((List<?>) ((List<?>) op.get("value")).getFirst()));
            case "assign" ->
                new KafkaAction.Assign(
                        ((List<?>) op.get("value"))
                                .stream().map(String.class::cast).toList(),
                        op.containsKey("seek-to-beginning?"),
                        null);
            default -> new KafkaAction.Crash(null);
        });
    }

    private static KafkaAction.Sent sent(List<?> step) {
        var key = (String) step.get(1);
        return step.get(2) instanceof List<?> pair
                ? new KafkaAction.Sent(key, (Long) pair.get(0), pair.get(1))
                : new KafkaAction.Sent(key, null, step.get(2));
    }

    private static KafkaAction.Polled polled(List<?> step) {
        if (step.size() == 1) return KafkaAction.Polled.NOTHING_YET;
        var entries = new LinkedHashMap<String, List<KafkaAction.Entry>>();
        ((Map<?, ?>) step.get(1))
                .forEach((key, pairs) -> entries.put(
                        (String) key,
                        ((List<?>) pairs)
                                .stream()
                                        .map(List.class::cast)
                                        .map(pair -> new KafkaAction.Entry((Long) pair.get(0), pair.get(1)))
                                        .toList()));
        return new KafkaAction.Polled(entries);
    }

    /** The clients' operations; the nemesis' are left out. */
    public static <A> History<A> history(Path path, BiFunction<String, Map<String, Object>, A> action)
            throws IOException {
        var ops = new ArrayList<Op<A>>();
        for (var op : EdnHistory.ops(path)) {
            if (!(op.get("process") instanceof Long process)) continue;
            ops.add(new Op<>(
                    ops.size(),
                    (Long) op.get("time"),
                    process.intValue(),
                    type(op),
                    action.apply(name(op.get("f")), op),
                    op.containsKey("error") ? String.valueOf(op.get("error")) : null));
        }
        return new History<>(ops);
    }

    private static Op.Type type(Map<String, Object> op) {
        return switch (name(op.get("type"))) {
            case "invoke" -> Op.Type.INVOKE;
            case "ok" -> Op.Type.OK;
            case "fail" -> Op.Type.FAIL;
            case "info" -> Op.Type.INFO;
            default -> throw new IllegalArgumentException("no such type of operation: " + op.get("type"));
        };
    }

    private static Txn txn(List<?> steps) {
        return new Txn(steps.stream().map(List.class::cast).map(Recorded::step).toList());
    }

    private static MicroOp step(List<?> step) {
        var kind = switch (name(step.get(0))) {
            case "r" -> MicroOp.Kind.READ;
            case "w" -> MicroOp.Kind.WRITE;
            case "append" -> MicroOp.Kind.APPEND;
            default -> throw new IllegalArgumentException("no such step: " + step);
        };
        return new MicroOp(kind, step.get(1), step.get(2));
    }

    private static KvAction kvAction(String f, List<?> tuple) {
        var key = tuple.get(0);
        var value = tuple.get(1);
        return switch (f) {
            case "read" -> new KvAction.Read(new Keyed<>(key, value));
            case "write" -> new KvAction.Write(new Keyed<>(key, value));
            case "cas" ->
                new KvAction.Cas(new Keyed<>(key, new Change(((List<?>) value).get(0), ((List<?>) value).get(1))));
            default -> throw new IllegalArgumentException("no such operation: " + f);
        };
    }

    private static String name(Object keyword) {
        return ((Keyword) keyword).name();
    }
}
