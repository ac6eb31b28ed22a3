package bench.edn;

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
            case List<?> list -> list.stream().map(Plain::of).toList();
            case Set<?> set -> set.stream().map(Plain::of).toList();
            case Map<?, ?> map -> {
                var plain = new LinkedHashMap<String, Object>();
                map.forEach((key, value) -> plain.put(String.valueOf(of(key)), of(value)));
                yield plain;
            }
            case null, default -> edn;
        };
    }
}
