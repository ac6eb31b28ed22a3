package bench.report;

import bench.history.History;
import bench.history.Op;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import node.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a history as one JSON object a line: index, time in nanoseconds, process, type, f, value, and error where there is one.
 * The value is the first component of the action; others that it has follow by their names.
 */
public final class HistoryFile {
    private HistoryFile() {}

    public static void write(History<?> history, Writer to) throws IOException {
        var lines = new BufferedWriter(to);
        for (var op : history.ops()) {
            lines.write(line(op).toString());
            lines.write('\n');
        }
        lines.flush();
    }

    private static ObjectNode line(Op<?> op) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        line.put("index", op.index());
        line.put("time", op.timeNanos());
        line.put("process", op.process());
        line.put("type", op.type().name().toLowerCase(Locale.ROOT));
        line.put("f", op.f());
        ObjectNode action = Json.MAPPER.valueToTree(op.action());
        action.properties().forEach(field -> line.set(line.has("value") ? field.getKey() : "value", field.getValue()));
        if (op.error() != null) line.put("error", op.error());
        return line;
    }
}
