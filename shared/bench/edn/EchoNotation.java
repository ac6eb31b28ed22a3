package bench.edn;

import bench.checker.EchoChecker.Echo;
import bench.history.Op;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Of an echo that came back Maelstrom records the whole reply. */
public final class EchoNotation implements Notation<Echo> {
    @Override
    public Class<Echo> actions() {
        return Echo.class;
    }

    @Override
    public List<String> names() {
        return List.of("echo");
    }

    @Override
    public Echo read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        if (type != Op.Type.OK) return new Echo(value);
        if (value instanceof Map<?, ?> reply && reply.containsKey("echo")) return new Echo(reply.get("echo"));
        throw new IllegalArgumentException("the reply, as {:type \"echo_ok\", :echo \"hello\"}");
    }

    @Override
    public Object value(Op.Type type, Echo echo) {
        if (type != Op.Type.OK) return echo.value();
        var reply = new LinkedHashMap<Keyword, Object>();
        reply.put(new Keyword("type"), "echo_ok");
        reply.put(new Keyword("echo"), echo.value());
        return reply;
    }

    @Override
    public boolean canEnd(Echo invoked, Echo completed) {
        return true; // what came back is for the checker to judge
    }
}
