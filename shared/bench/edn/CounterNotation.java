package bench.edn;

import bench.checker.counter.CounterAction;
import bench.checker.counter.CounterAction.Add;
import bench.checker.counter.CounterAction.Read;
import bench.history.Op;
import java.util.List;
import java.util.Map;

/** A read at the end of the run says so by {@code :final? true}. */
public final class CounterNotation implements Notation<CounterAction> {
    private static final String FINAL = "final?";

    @Override
    public Class<CounterAction> actions() {
        return CounterAction.class;
    }

    @Override
    public List<String> names() {
        return List.of("add", "read");
    }

    @Override
    public CounterAction read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        boolean isRead = name.equals("read");
        boolean mayBeUnknown = isRead && type != Op.Type.OK;
        if (!(value instanceof Long || value == null && mayBeUnknown))
            throw new IllegalArgumentException("an integer of at most 64 bits");
        return isRead ? new Read((Long) value, Boolean.TRUE.equals(fields.get(FINAL))) : new Add((Long) value);
    }

    @Override
    public Object value(Op.Type type, CounterAction action) {
        return switch (action) {
            case Add(var delta) -> delta;
            case Read read -> read.value();
        };
    }

    @Override
    public Map<String, Object> more(CounterAction action) {
        return action instanceof Read read && read.isFinal() ? Map.of(FINAL, true) : Map.of();
    }

    @Override
    public boolean canEnd(CounterAction invoked, CounterAction completed) {
        return completed instanceof Read || invoked.equals(completed);
    }
}
