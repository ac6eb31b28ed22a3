package site;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal, in which escape sequences take no room. */
final class Words {
    private static final String ESCAPE = "\u001b\\[[0-9;]*m";

    private Words() {}

    static int width(String text) {
        var plain = text.replaceAll(ESCAPE, "");
        return plain.codePointCount(0, plain.length());
    }

    /** The lines of a paragraph; a word that is wider than {@code width} has a line of its own. */
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
