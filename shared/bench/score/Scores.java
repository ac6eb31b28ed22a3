package bench.score;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import node.Json;

/**
 * What was measured, stage by stage. This is what {@code score --json} writes, names in snake case.
 *
 * @param seeds how many of each of a stage's runs
 * @param faultSeeds how many under each fault
 */
public record Scores(int seeds, int faultSeeds, List<Table> stages) {
    /** One stage's answers, ours first. */
    public record Table(String stage, String title, List<Row> rows) {
        private static final List<String> HEADER = List.of(
                "Answer",
                "Verdict",
                "Servers/op",
                "Min-max",
                "All/op",
                "Latency or lag, ms",
                "Ops done",
                "Survives",
                "Lines",
                "x bound",
                "Front");

        private Stream<List<String>> cells() {
            return rows.stream().map(Table::cells);
        }

        private static List<String> cells(Row row) {
            var servers = row.serverMessagesPerOp();
            var problem = row.problem().isEmpty() ? "" : " (" + row.problem() + ")";
            return List.of(
                    row.name(),
                    row.verdict() + problem,
                    number("%.2f", servers.mean()),
                    number("%.2f-%.2f", servers.min(), servers.max()),
                    number("%.2f", row.allMessagesPerOp().mean()),
                    time(row),
                    number("%.0f", row.opsDone()),
                    survival(row),
                    String.valueOf(row.codeLines()),
                    row.boundPerOp() == 0 ? "" : number("%.1f", servers.mean() / row.boundPerOp()),
                    row.isOnFront() ? "*" : "");
        }

        private static String time(Row row) {
            if (row.lagMillis() != null) return number("lag %.0f", row.lagMillis());
            return row.medianMillis() == null ? "" : number("p50 %.0f max %.0f", row.medianMillis(), row.maxMillis());
        }

        private static String survival(Row row) {
            return row.failedUnder().isEmpty() ? "all" : "not " + String.join(", ", row.failedUnder());
        }

        private static String number(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }

        public String toText() {
            var lines = Stream.concat(Stream.of(HEADER), cells()).toList();
            var widths = IntStream.range(0, HEADER.size())
                    .map(column -> lines.stream()
                            .mapToInt(line -> line.get(column).length())
                            .max()
                            .orElseThrow())
                    .toArray();
            var text = new StringBuilder(stage + ": " + title + "\n");
            for (var line : lines) {
                var padded = new StringBuilder();
                for (int i = 0; i < widths.length; i++)
                    padded.append(("%-" + widths[i] + "s  ").formatted(line.get(i)));
                text.append(padded.toString().stripTrailing()).append('\n');
            }
            return text.toString();
        }

        private String toMarkdown() {
            var rule = HEADER.stream().map(name -> "---").toList();
            return "## " + stage + ": " + title + "\n\n"
                    + Stream.concat(Stream.of(HEADER, rule), cells())
                            .map(line -> "| " + String.join(" | ", line) + " |\n")
                            .collect(Collectors.joining());
        }

        private String toAsciiDoc() {
            return "== " + stage + ": " + title + "\n\n[%autowidth,options=\"header\"]\n|===\n"
                    + Stream.concat(Stream.of(HEADER), cells())
                            .map(line -> line.stream()
                                            .map(cell -> "|" + cell.replace("*", "{asterisk}"))
                                            .collect(Collectors.joining(" "))
                                    + "\n")
                            .collect(Collectors.joining())
                    + "|===\n";
        }
    }

    public String toJson() {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    public String toMarkdown() {
        return "# Scores\n\n" + legend() + "\n\n"
                + stages.stream().map(Table::toMarkdown).collect(Collectors.joining("\n"));
    }

    public String toAsciiDoc() {
        return "= Scores\n\n" + legend() + "\n\n"
                + stages.stream().map(Table::toAsciiDoc).collect(Collectors.joining("\n"));
    }

    /** What the columns mean. */
    public String legend() {
        return """
            Seeds 1 to %d of each stage's runs; 1 to %d of its first run under each fault alone, in the place of its own.
            Servers/op, all/op: messages an operation in the stage's first run, the mean, and least and most over the seeds.
            Survives: the faults that leave it right, or find nothing of it to strike.
            Lines: of code, without imports and comments. x bound: server messages over what no answer can do without.
            Front: no other right answer is at least as good in server messages, time and faults, and better in one.\
            """.formatted(seeds, faultSeeds);
    }

    /** What {@code b} costs more or less than {@code a}. */
    public static String compare(Row a, Row b) {
        return Stream.of(
                        change(
                                "server messages",
                                a.serverMessagesPerOp().mean(),
                                b.serverMessagesPerOp().mean()),
                        change(
                                "all messages",
                                a.allMessagesPerOp().mean(),
                                b.allMessagesPerOp().mean()),
                        change("median latency", a.medianMillis(), b.medianMillis()),
                        change("greatest latency", a.maxMillis(), b.maxMillis()),
                        change("lag", a.lagMillis(), b.lagMillis()),
                        change("operations done", a.opsDone(), b.opsDone()),
                        change("lines", (double) a.codeLines(), (double) b.codeLines()))
                .filter(change -> !change.isEmpty())
                .collect(Collectors.joining(", ", b.name() + " against " + a.name() + ": ", ""));
    }

    private static String change(String what, Double before, Double after) {
        if (before == null || after == null || before == 0) return "";
        return String.format(Locale.ROOT, "%s %+.0f %%", what, 100 * (after - before) / before);
    }
}
