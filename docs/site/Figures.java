package site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What was measured of a stage: a row an answer. Chapters name its figures as attributes, {@code {answer-servers}} or
 * {@code {tree4-p50}}, and have their values in their heads, so that a forge shows them too.
 */
record Figures(String stage, int seeds, List<Map<String, Object>> rows) {
    private static final String BEGIN = "// measured: written by ./jbang book --measure, as all to the next comment";
    private static final String END = "// end of what was measured";
    private static final Pattern WRITTEN =
            Pattern.compile("^" + Pattern.quote(BEGIN) + "\n.*?^" + END + "\n", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern IDEA = Pattern.compile("^// idea: (.+)$", Pattern.MULTILINE);

    /** A column of the table: the field of a row, and its heading. */
    private record Column(String field, String heading) {}

    private static final List<Column> NUMBERS = List.of(
            new Column("servers", "server msgs/op"),
            new Column("all", "all msgs/op"),
            new Column("p50", "median, ms"),
            new Column("max", "most, ms"),
            new Column("lag", "worst lag, ms"),
            new Column("ok", "done, %"),
            new Column("lines", "lines"));

    /** @param run as {@code check --json} has it */
    static Map<String, Object> row(JsonNode run, String file, String source) {
        var row = new LinkedHashMap<String, Object>();
        var name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
        row.put("name", name.contains("-") ? name.substring(name.indexOf('-') + 1) : "answer");
        row.put("file", file);
        var idea = IDEA.matcher(source);
        row.put("idea", idea.find() ? idea.group(1) : "the answer");
        row.put("verdict", run.get("verdict").stringValue());
        for (var anomaly : run.get("anomalies"))
            if (anomaly.get("fails").booleanValue()) {
                row.put("fails", anomaly.get("type").stringValue());
                break;
            }
        var messages = run.path("msgs_per_op");
        put(row, "servers", messages.path("servers"), "%.2f");
        put(row, "all", messages.path("all"), "%.2f");
        put(row, "p50", run.path("stable_latency_ms").path("p50"), "%.0f");
        put(row, "max", run.path("stable_latency_ms").path("max"), "%.0f");
        put(row, "lag", run.path("worst_lag_ms"), "%.0f");
        var ok = run.path("ok_fraction");
        if (ok.isNumber()) row.put("ok", String.format(Locale.ROOT, "%.2f", 100 * ok.doubleValue()));
        row.put("ops", String.valueOf(run.get("ops").longValue()));
        row.put(
                "lines",
                String.valueOf(source.lines()
                        .filter(line -> !SourceIncludes.isTag(line))
                        .count()));
        return row;
    }

    private static void put(Map<String, Object> row, String field, JsonNode number, String format) {
        if (!number.isNumber()) return;
        double value = number.doubleValue();
        boolean isSmall = value > 0 && value < 0.1 && format.equals("%.2f");
        row.put(field, String.format(Locale.ROOT, isSmall ? "%.3f" : format, value));
    }

    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put(
                "command",
                "./jbang check challenges/" + stage + ".java challenges/variants/" + stage + "-*.java --seeds "
                        + seeds);
        document.put("rows", rows);
        return document;
    }

    /** Every figure by the name that chapters have for it. */
    Map<String, String> attributes() {
        var attributes = new TreeMap<String, String>();
        attributes.put("seeds", String.valueOf(seeds));
        for (var row : rows)
            row.forEach((field, value) -> attributes.put(row.get("name") + "-" + field, String.valueOf(value)));
        return attributes;
    }

    /** In AsciiDoc, the cheapest first and what fails last. */
    String table() {
        var columns = NUMBERS.stream()
                .filter(column -> rows.stream().anyMatch(row -> row.containsKey(column.field)))
                .filter(column ->
                        !column.field.equals("ok") || rows.stream().anyMatch(row -> !"100.00".equals(row.get("ok"))))
                .toList();
        var table = new StringBuilder();
        table.append("// written by ./jbang book --measure\n");
        table.append("[cols=\"<3,<8,<3").append(",>2".repeat(columns.size())).append("\",options=\"header\"]\n|===\n");
        table.append("|file |idea |verdict");
        columns.forEach(column -> table.append(" |").append(column.heading));
        rows.stream().sorted((a, b) -> Double.compare(order(a), order(b))).forEach(row -> {
            boolean isAnswer = row.get("name").equals("answer");
            table.append("\n\n|`")
                    .append(String.valueOf(row.get("file")).replaceFirst(".*/", ""))
                    .append('`');
            table.append("\n|").append(isAnswer ? "*the answer*" : row.get("idea"));
            table.append("\n|").append(row.containsKey("fails") ? "_" + row.get("fails") + "_" : row.get("verdict"));
            for (var column : columns) table.append("\n|").append(row.getOrDefault(column.field, ""));
        });
        return table.append("\n|===\n").toString();
    }

    private static double order(Map<String, Object> row) {
        var servers = Double.parseDouble(String.valueOf(row.getOrDefault("servers", "0")));
        return row.get("verdict").equals("pass") ? servers : servers + 1e6;
    }

    /** A chapter with the figures that it names in its head, in place of those that were there. */
    static String written(String chapter, Map<String, String> attributes) {
        var text = WRITTEN.matcher(chapter).replaceFirst("");
        var head = new StringBuilder(BEGIN).append('\n');
        attributes.forEach((name, value) -> {
            if (text.contains("{" + name + "}"))
                head.append(':').append(name).append(": ").append(value).append('\n');
        });
        if (head.indexOf("\n:") < 0) return text;
        head.append(END).append('\n');
        int title = text.indexOf('\n') + 1;
        return text.substring(0, title) + head + text.substring(title);
    }
}
