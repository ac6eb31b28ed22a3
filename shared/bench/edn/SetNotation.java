package bench.edn;

import bench.checker.set.SetAction;
import bench.history.Op;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A value is added, by the one name or the other; a read gives a list of values. */
public final class SetNotation implements Notation<SetAction> {
    private final String addition;
    private final Function<Object, SetAction> add;

    private SetNotation(String addition, Function<Object, SetAction> add) {
        this.addition = addition;
        this.add = add;
    }

    public static SetNotation ofBroadcasts() {
        return new SetNotation("broadcast", SetAction.Broadcast::new);
    }

    public static SetNotation ofAdditions() {
        return new SetNotation("add", SetAction.Add::new);
    }

    @Override
    public Class<SetAction> actions() {
        return SetAction.class;
    }

    @Override
    public List<String> names() {
        return List.of(addition, "read");
    }

    @Override
    public SetAction read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        if (name.equals(addition)) return add.apply(value);
        if (value instanceof List<?> values) return new SetAction.Read(values);
        if (value == null && type != Op.Type.OK) return new SetAction.Read(null);
        throw new IllegalArgumentException("the values that were read, as [1 2 3]");
    }

    @Override
    public Object value(Op.Type type, SetAction action) {
        return switch (action) {
            case SetAction.Broadcast(var value) -> value;
            case SetAction.Add(var value) -> value;
            case SetAction.Read(var values) -> values;
        };
    }

    @Override
    public boolean canEnd(SetAction invoked, SetAction completed) {
        return completed instanceof SetAction.Read || invoked.equals(completed);
    }
}
