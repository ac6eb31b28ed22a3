package bench.edn;

import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Cas;
import bench.checker.linearizable.KvAction.Change;
import bench.checker.linearizable.KvAction.Keyed;
import bench.checker.linearizable.KvAction.Read;
import bench.checker.linearizable.KvAction.Write;
import bench.history.Op;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Each value is a pair of a key and what is read, written or changed there. */
public final class RegisterNotation implements Notation<KvAction> {
    @Override
    public Class<KvAction> actions() {
        return KvAction.class;
    }

    @Override
    public List<String> names() {
        return List.of("read", "write", "cas");
    }

    @Override
    public KvAction read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        if (!(value instanceof List<?> pair) || pair.size() != 2)
            throw new IllegalArgumentException("a key and its value, as [0 3]");
        var key = pair.get(0);
        return switch (name) {
            case "read" -> new Read(new Keyed<>(key, pair.get(1)));
            case "write" -> new Write(new Keyed<>(key, pair.get(1)));
            default -> {
                if (!(pair.get(1) instanceof List<?> change) || change.size() != 2)
                    throw new IllegalArgumentException("a key and its values before and after, as [0 [3 4]]");
                yield new Cas(new Keyed<>(key, new Change(change.get(0), change.get(1))));
            }
        };
    }

    @Override
    public Object value(Op.Type type, KvAction action) {
        var pair = action.value();
        var value = pair.value() instanceof Change(var from, var to) ? Arrays.asList(from, to) : pair.value();
        return Arrays.asList(pair.key(), value);
    }

    @Override
    public boolean canEnd(KvAction invoked, KvAction completed) {
        return completed instanceof Read ? invoked.key().equals(completed.key()) : invoked.equals(completed);
    }
}
