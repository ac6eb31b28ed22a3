package site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table of text, whose widest columns give way where it would be too wide. */
final class TextTable {
    private static final String BETWEEN = "  ";
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Boolean> isRight;

    /** @param isRight of each column, whether its cells stand on the right */
    TextTable(List<Boolean> isRight) {
        this.isRight = isRight;
    }

    void add(List<String> cells) {
        rows.add(cells);
    }

    /** @param width in columns of the terminal; exceeded only where no cell can be narrower */
    List<String> lines(int width) {
        var widths = widths(width);
        var lines = new ArrayList<String>();
        for (var row : rows) {
            var cells = IntStream.range(0, row.size())
                    .mapToObj(i -> Words.wrap(row.get(i), widths[i]))
                    .toList();
            int height = cells.stream().mapToInt(List::size).max().orElse(0);
            for (int y = 0; y < height; y++) {
                var line = new StringBuilder();
                for (int i = 0; i < cells.size(); i++) {
                    var text = y < cells.get(i).size() ? cells.get(i).get(y) : "";
                    var room = " ".repeat(Math.max(0, widths[i] - Words.width(text)));
                    line.append(i == 0 ? "" : BETWEEN).append(isRight.get(i) ? room + text : text + room);
                }
                lines.add(line.toString().stripTrailing());
            }
        }
        return lines;
    }

    private int[] widths(int width) {
        var widths = new int[isRight.size()];
        for (var row : rows)
            for (int i = 0; i < row.size(); i++) widths[i] = Math.max(widths[i], Words.width(row.get(i)));
        var narrowest = IntStream.range(0, widths.length).map(this::longestWord).toArray();
        int most = width - BETWEEN.length() * (widths.length - 1);
        while (IntStream.of(widths).sum() > most) {
            var widest = IntStream.range(0, widths.length)
                    .filter(i -> widths[i] > narrowest[i])
                    .reduce((a, b) -> widths[b] > widths[a] ? b : a);
            if (widest.isEmpty()) break;
            widths[widest.getAsInt()]--;
        }
        return widths;
    }

    private int longestWord(int column) {
        return rows.stream()
                .flatMap(row -> Stream.of(row.get(column).split("\\s+")))
                .mapToInt(Words::width)
                .max()
                .orElse(0);
    }
}
