package bench.trace;

import bench.source.Guard;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import node.Json;
import node.Node;
import tools.jackson.databind.JsonNode;

/** What a node under test knows: its fields, and those of its own objects in them, as words. */
final class State {
    /** How deep into a node's own objects. */
    private static final int DEEPEST = 5;

    private final Node node;
    private Map<String, Object> known;

    State(Node node) {
        this.node = node;
        this.known = read();
    }

    /** A field, or an entry of one, that is no longer what it was: a string or a list of strings; null where there is none. */
    record Change(String field, Object before, Object after) {}

    /** What has changed since this was last asked. */
    List<Change> changes() {
        var before = known;
        known = read();
        var fields = new LinkedHashSet<>(before.keySet());
        fields.addAll(known.keySet());
        return fields.stream()
                .filter(field -> !Objects.equals(before.get(field), known.get(field)))
                .map(field -> new Change(field, before.get(field), known.get(field)))
                .toList();
    }

    private Map<String, Object> read() {
        var read = new LinkedHashMap<String, Object>();
        fields(node, "", 0, read);
        return read;
    }

    private static void fields(Object owner, String prefix, int depth, Map<String, Object> read) {
        for (Class<?> type = owner.getClass(); isOfANode(type); type = type.getSuperclass())
            for (var field : type.getDeclaredFields())
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                    add(prefix + field.getName(), value(field, owner), depth, read);
    }

    private static boolean isOfANode(Class<?> type) {
        var loader = type.getClassLoader();
        return loader != null && Guard.LOADER.equals(loader.getName());
    }

    private static Object value(Field field, Object owner) {
        try {
            field.setAccessible(true);
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(String name, Object value, int depth, Map<String, Object> read) {
        if (depth > DEEPEST) return;
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, entry) -> add(name + "[" + word(key) + "]", entry, depth + 1, read));
            case Collection<?> collection -> read.put(name, words(collection));
            case Object array when array.getClass().isArray() -> read.put(name, words(elements(array)));
            case Record record -> read.put(name, word(record));
            case Object own when isOfANode(own.getClass()) && !isCode(own) -> fields(own, name + ".", depth + 1, read);
            case null, default -> {
                if (isPlain(value)) read.put(name, value == null ? null : word(value));
            }
        }
    }

    private static boolean isCode(Object value) {
        return value instanceof Node
                || value.getClass().isHidden()
                || value.getClass().isAnonymousClass();
    }

    /** Whether it is known how to put it in words that depend on nothing but what it is. */
    private static boolean isPlain(Object value) {
        if (value == null || value instanceof JsonNode || value instanceof Enum) return true;
        return value.getClass().getName().startsWith("java.") && !(value instanceof Thread) && saysWhatItIs(value);
    }

    private static boolean saysWhatItIs(Object value) {
        try {
            return value.getClass().getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<?> elements(Object array) {
        var elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) elements.add(Array.get(array, i));
        return elements;
    }

    /** In the order of the words where the collection has none that is its own. */
    private static List<String> words(Collection<?> collection) {
        var words = collection.stream().map(State::word);
        boolean ordered = collection instanceof List
                || collection instanceof SortedSet
                || collection instanceof LinkedHashSet
                || !(collection instanceof Set);
        return (ordered ? words : words.sorted()).toList();
    }

    private static String word(Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> text;
            case JsonNode json -> json.toString();
            case Optional<?> optional -> word(optional.orElse(null));
            case Collection<?> collection -> "[" + String.join(", ", words(collection)) + "]";
            case Map<?, ?> map -> {
                var entries = new TreeMap<String, String>();
                map.forEach((key, entry) -> entries.put(word(key), word(entry)));
                yield entries.toString();
            }
            case Record record -> word(record);
            case Object other when isPlain(other) -> other.toString();
            default -> value.getClass().getSimpleName();
        };
    }

    private static String word(Record record) {
        try {
            return Json.MAPPER.writeValueAsString(record);
        } catch (RuntimeException e) {
            return record.getClass().getSimpleName(); // it holds what is no value: a promise, a task
        }
    }
}
