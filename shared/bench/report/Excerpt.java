package bench.report;

import java.util.ArrayList;

/** What others have written, a node above all: no longer than anybody reads, and with nothing that a terminal would obey. */
public final class Excerpt {
    private static final int CHARACTERS_KEPT = 10_000;
    private static final int HEAD_OF_LINE = 450;
    private static final int TAIL = 100;
    private static final int MOST_LINES = 30;
    private static final String INDENT = "        ";

    private Excerpt() {}

    /** As much of {@code text} as a file of results has room for. */
    static String kept(String text) {
        return shortened(text, CHARACTERS_KEPT - TAIL);
    }

    /** The text for a terminal. What follows its first line is indented, so that it does not look like the bench's own. */
    public static String shown(String text) {
        var all = kept(text).lines().toList();
        var shown = new ArrayList<String>();
        for (var line : all.subList(0, Math.min(MOST_LINES, all.size())))
            shown.add(shown.isEmpty() || line.startsWith("    ") ? line(line) : INDENT + line(line));
        if (all.size() > MOST_LINES) shown.add(INDENT + "... and " + (all.size() - MOST_LINES) + " lines more");
        return String.join("\n", shown);
    }

    /** One line for a terminal. */
    static String line(String line) {
        return escaped(shortened(line, HEAD_OF_LINE));
    }

    /** A line whatever its length, of which a terminal only shows the characters. */
    static String escaped(String line) {
        if (line.chars().noneMatch(Excerpt::isObeyed)) return line;
        var escaped = new StringBuilder();
        for (char character : line.toCharArray())
            if (isObeyed(character)) escaped.append("\\u%04x".formatted((int) character));
            else escaped.append(character);
        return escaped.toString();
    }

    /** Whether it does something to the text around it, or to the terminal: moves, colours, rings, turns round. */
    private static boolean isObeyed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t';
            case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** The beginning and the end, where the point often is. */
    private static String shortened(String text, int head) {
        if (text.length() <= head + TAIL) return text;
        return text.substring(0, head) + " ... (shortened) ... " + text.substring(text.length() - TAIL);
    }
}
