package bench.story;

import bench.checker.counter.CounterAction;
import bench.checker.kafka.KafkaAction;
import bench.checker.linearizable.KvAction;
import bench.checker.txn.MicroOp;
import bench.checker.txn.Txn;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** What an anomaly itself tells of its cause: what a rule takes for the cause has to fit this. */
final class Clues {
    private final Account account;

    Clues(Account account) {
        this.account = account;
    }

    /** The anomaly's type is one of these. */
    boolean isOneOf(Set<String> types) {
        return types.contains(account.anomaly().type());
    }

    /** The value that the anomaly is about, what the operations that it rests on wrote, and the elements that they saw. */
    Set<String> words() {
        var words = new LinkedHashSet<String>();
        var value = account.anomaly().evidence().value();
        if (value != null) words.add(Words.json(value));
        account.evidence().stream()
                .flatMap(deed -> written(deed, null).stream())
                .map(Words::json)
                .forEach(words::add);
        account.evidence().stream()
                .flatMap(deed -> steps(deed).stream())
                .filter(MicroOp::isRead)
                .flatMap(step -> step.elements().stream())
                .map(Words::json)
                .forEach(words::add);
        return words;
    }

    /** Whether {@code change} is of the register, list or log that the anomaly is about, or of one that its operations used. */
    boolean isOfKey(Change change) {
        var key = account.anomaly().evidence().key();
        var keys = key != null
                ? Stream.of(key)
                : account.evidence().stream()
                        .flatMap(deed -> steps(deed).stream())
                        .map(MicroOp::key);
        return keys.anyMatch(one -> isOf(change, one));
    }

    /** Whether {@code change} is of what a node keeps under {@code key}. */
    static boolean isOf(Change change, Object key) {
        return change.field().contains("[" + Words.json(key) + "]");
    }

    /** How much the final read of a counter, if that is what is wrong, lacks of what the adds come to. */
    OptionalLong missing() {
        var evidence = account.evidence();
        boolean isSum = account.anomaly().type().equals("wrong final read")
                && !evidence.isEmpty()
                && account.deeds().stream().noneMatch(deed -> delta(deed) != 0 && !deed.isOk());
        if (!isSum
                || !(evidence.getLast().operation().action() instanceof CounterAction.Read read)
                || read.value() == null) return OptionalLong.empty();
        return OptionalLong.of(account.deeds().stream().mapToLong(Clues::delta).sum() - read.value());
    }

    /** Whether the final read lacks exactly this. */
    boolean lacks(long amount) {
        return amount != 0 && missing().orElse(0) == amount;
    }

    /** Whether the final read would be less wrong if {@code amount} had not been taken from it. */
    boolean lacksSuchAs(long amount) {
        return Long.signum(missing().orElse(0)) * Long.signum(amount) > 0;
    }

    /** What an operation adds to a counter. */
    static long delta(Deed deed) {
        return deed.operation().action() instanceof CounterAction.Add(long delta) ? delta : 0;
    }

    static List<MicroOp> steps(Deed deed) {
        return deed.operation().action() instanceof Txn txn ? txn.txn() : List.of();
    }

    /**
     * What an operation writes.
     *
     * @param key where to; null for anywhere
     */
    static List<Object> written(Deed deed, Object key) {
        return switch (deed.operation().action()) {
            case Txn txn ->
                txn.txn().stream()
                        .filter(step -> !step.isRead() && (key == null || key.equals(step.key())))
                        .map(MicroOp::value)
                        .toList();
            case KvAction.Write(var write) when key == null || key.equals(write.key()) -> List.of(write.value());
            case KvAction.Cas(var cas)
            when key == null || key.equals(cas.key()) -> List.of(cas.value().to());
            case KafkaAction.Send(var sent) when key == null || key.equals(sent.key()) -> List.of(sent.message());
            default -> List.of();
        };
    }

    /** What an operation that wrote {@code key} took to be there until then; null where that did not matter to it. */
    static Object expected(Deed deed, Object key) {
        return switch (deed.operation().action()) {
            case Txn txn ->
                txn.txn().stream()
                        .filter(step -> key.equals(step.key()))
                        .findFirst()
                        .filter(MicroOp::isRead)
                        .map(MicroOp::value)
                        .orElse(null);
            case KvAction.Cas(var cas) when key.equals(cas.key()) -> cas.value().from();
            default -> null;
        };
    }

    /** Whether {@code word} is in what {@code node} knows, as far as it was seen to change, at {@code position}. */
    boolean isKept(String node, String word, int position) {
        return account.changes().stream()
                .filter(change -> change.node().equals(node)
                        && change.position() <= position
                        && Words.carries(change.after(), word))
                .anyMatch(change -> isKept(change, word, position));
    }

    /** Whether {@code word}, which {@code change} brought, is in that field still at {@code position}. */
    boolean isKept(Change change, String word, int position) {
        return account.changes().stream()
                .noneMatch(later -> later.position() > change.position()
                        && later.position() <= position
                        && later.node().equals(change.node())
                        && Objects.equals(later.field(), change.field())
                        && !Words.carries(later.after(), word));
    }
}
