package hostile;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** How much a node holds. */
final class Reach {
    private Reach() {}

    /** How many objects can be reached from {@code node}, but for those of the bench and those within the JDK's. */
    static int of(Object node) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var queue = new ArrayDeque<>();
        queue.add(node);
        while (!queue.isEmpty()) {
            var object = queue.poll();
            if (object.getClass().getName().startsWith("bench.") || !seen.add(object)) continue;
            switch (object) {
                case Map<?, ?> map ->
                    map.forEach((key, value) -> {
                        add(queue, key);
                        add(queue, value);
                    });
                case Collection<?> values -> values.forEach(value -> add(queue, value));
                case Object[] values -> {
                    for (var value : values) add(queue, value);
                }
                default -> addFields(queue, object);
            }
        }
        return seen.size();
    }

    private static void addFields(ArrayDeque<Object> queue, Object object) {
        if (object.getClass().isArray()) {
            for (int i = Array.getLength(object); i > 0; i--) queue.add(i); // a number of ours for each of its own
            return;
        }
        for (var type = object.getClass(); type != null && !isOfTheJdk(type); type = type.getSuperclass())
            for (var field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) continue;
                field.setAccessible(true);
                try {
                    add(queue, field.get(object));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
    }

    private static boolean isOfTheJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getName().startsWith("jdk.");
    }

    private static void add(ArrayDeque<Object> queue, Object value) {
        if (value != null) queue.add(value);
    }
}
