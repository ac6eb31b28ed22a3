package bench.measure.judge;

import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.checker.txn.MicroOp;
import bench.checker.txn.Txn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stores in memory that do one operation after the other. */
final class Stores {
    private Stores() {}

    /** Registers and lists under transactions. */
    static final class Transactional {
        private final Map<Object, Object> values = new HashMap<>();

        Txn apply(Txn asked) {
            return new Txn(asked.txn().stream().map(this::apply).toList());
        }

        private MicroOp apply(MicroOp step) {
            switch (step.kind()) {
                case READ -> {
                    return new MicroOp(step.kind(), step.key(), values.get(step.key()));
                }
                case WRITE -> values.put(step.key(), step.value());
                case APPEND -> {
                    var list = new ArrayList<Object>((List<?>) values.getOrDefault(step.key(), List.of()));
                    list.add(step.value());
                    values.put(step.key(), List.copyOf(list));
                }
            }
            return step;
        }
    }

    /** Registers with compare-and-set. */
    static final class Registers {
        private final Map<Object, Object> values = new HashMap<>();

        /** @return null where a compare-and-set finds another value, and a read none */
        KvAction apply(KvAction asked) {
            var value = values.get(asked.key());
            return switch (asked) {
                case Read _ -> value == null ? null : new Read(new Keyed<>(asked.key(), value));
                case Write(var write) -> {
                    values.put(write.key(), write.value());
                    yield asked;
                }
                case Cas(var cas) -> {
                    if (!Objects.equals(value, cas.value().from())) yield null;
                    values.put(cas.key(), cas.value().to());
                    yield asked;
                }
            };
        }
    }
}
