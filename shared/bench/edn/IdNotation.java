package bench.edn;

import bench.checker.UniqueIdsChecker.Generate;
import bench.history.Op;
import java.util.List;
import java.util.Map;

/** An id may be any value. */
public final class IdNotation implements Notation<Generate> {
    @Override
    public Class<Generate> actions() {
        return Generate.class;
    }

    @Override
    public List<String> names() {
        return List.of("generate");
    }

    @Override
    public Generate read(Op.Type type, String name, Object value, Map<String, Object> fields) {
        return new Generate(value);
    }

    @Override
    public Object value(Op.Type type, Generate generate) {
        return generate.value();
    }

    @Override
    public boolean canEnd(Generate invoked, Generate completed) {
        return true;
    }
}
