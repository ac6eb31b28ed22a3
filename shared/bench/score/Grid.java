package bench.score;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table as it is read.
 *
 * @param rows each as long as the header
 */
public record Grid(String title, List<String> header, List<List<String>> rows) {
    private Stream<List<String>> lines() {
        return Stream.concat(Stream.of(header), rows.stream());
    }

    /** For a terminal, in columns. */
    public String toText() {
        var widths = IntStream.range(0, header.size())
                .map(column -> lines().mapToInt(line -> line.get(column).length())
                        .max()
                        .orElseThrow())
                .toArray();
        return title + "\n"
                + lines().map(line -> IntStream.range(0, widths.length)
                                        .mapToObj(i -> ("%-" + widths[i] + "s").formatted(line.get(i)))
                                        .collect(joining("  "))
                                        .stripTrailing()
                                + "\n")
                        .collect(joining());
    }

    String toMarkdown() {
        var rule = header.stream().map(name -> "---").toList();
        return "## " + title + "\n\n"
                + Stream.concat(Stream.of(header, rule), rows.stream())
                        .map(line -> "| " + String.join(" | ", line) + " |\n")
                        .collect(joining());
    }

    String toAsciiDoc() {
        return "== " + title + "\n\n[%autowidth,options=\"header\"]\n|===\n"
                + lines().map(line -> line.stream()
                                        .map(cell -> "|" + cell.replace("*", "{asterisk}"))
                                        .collect(joining(" "))
                                + "\n")
                        .collect(joining())
                + "|===\n";
    }

    static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Nothing where there is no such number. */
    static String number(String format, Double value) {
        return value == null ? "" : String.format(Locale.ROOT, format, value);
    }
}
