package histories;

import histories.Edn.Keyword;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads histories as Jepsen writes them: one operation a line, each a map in EDN. */
public final class EdnHistory {
    private EdnHistory() {}

    /**
     * The operations of a history, the nemesis' too (their {@code :process} is {@code :nemesis}).
     *
     * @param path a file in EDN; compressed where its name ends with {@code .gz}
     * @return each operation as its fields by name: {@code index, time, type, process, f, value}
     * @throws IllegalArgumentException where a line is no operation; says which
     */
    public static List<Map<String, Object>> ops(Path path) throws IOException {
        var ops = new ArrayList<Map<String, Object>>();
        try (var file = Files.newInputStream(path);
                var plain = path.toString().endsWith(".gz") ? new GZIPInputStream(file) : file;
                var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine())
                if (!line.isBlank()) ops.add(op(path, ops.size() + 1, line));
        }
        return ops;
    }

    private static Map<String, Object> op(Path path, int number, String line) throws IOException {
        Object value;
        try {
            value = Edn.read(new StringReader(line));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ", operation " + number + ": " + e.getMessage(), e);
        }
        if (!(value instanceof Map<?, ?> map))
            throw new IllegalArgumentException(path + ", operation " + number + ": not a map but " + value);
        var fields = new LinkedHashMap<String, Object>();
        map.forEach(
                (key, field) -> fields.put(key instanceof Keyword keyword ? keyword.name() : key.toString(), field));
        return fields;
    }
}
