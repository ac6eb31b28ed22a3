package bench.edn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** EDN as the JSON that it was made of: names for keywords, lists for sets. */
final class Plain {
    private Plain() {}

    static Object of(Object edn) {
        return switch (edn) {
            case Keyword(var name) -> name;
            case Symbol(var name) -> name;
            case Character character -> character.toString();
            case List<?> list -> elements(list);
            case Set<?> set -> elements(set);
            case Map<?, ?> map -> fields(map);
            case null, default -> edn;
        };
    }

    private static List<Object> elements(Collection<?> edn) {
        var plain = new ArrayList<>(edn.size()); // no stream: there are millions of steps of transactions
        for (var element : edn) plain.add(of(element));
        return Collections.unmodifiableList(plain);
    }

    static Map<String, Object> fields(Map<?, ?> edn) {
        var plain = new LinkedHashMap<String, Object>();
        edn.forEach((key, value) -> plain.put(String.valueOf(of(key)), of(value)));
        return plain;
    }
}
