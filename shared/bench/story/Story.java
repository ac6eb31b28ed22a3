package bench.story;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A failure, told: the smallest run that shows it, the few things in it that matter, and why it happened.
 *
 * @param subject what failed: a stage or a file
 * @param anomaly its type
 * @param seed of the run that failed
 * @param shrunk what is left of that run
 * @param events what happened, in order
 * @param cause the diagnosis' name; null where we know none
 * @param why the diagnosis in words
 * @param advice what to do about it, in general; null where we know none
 * @param replay the command that tells this story again
 */
public record Story(
        String subject,
        String anomaly,
        long seed,
        Shrunk shrunk,
        List<Line> events,
        String cause,
        String why,
        String advice,
        String replay) {
    private static final int COLUMNS = 100;
    private static final int WIDEST_COLUMN = 32;

    /**
     * What is left of a run.
     *
     * @param operations by kind, for example {@code 1 broadcast}; those of the final phase are not among them
     * @param faults likewise
     * @param seed of the shrunk run
     * @param runs how many it took to find
     */
    public record Shrunk(int nodes, List<String> operations, List<String> faults, long seed, int runs) {
        private String words() {
            var words = new ArrayList<String>();
            words.add(nodes == 1 ? "1 node" : nodes + " nodes");
            words.addAll(operations);
            words.addAll(faults);
            return String.join(", ", words);
        }
    }

    /**
     * Something that happened.
     *
     * @param time since the run began, in words
     * @param timeMs the same as a number; null where it is no single moment
     * @param who who acts, and towards whom
     * @param what what is done
     * @param note what came of it; may be empty
     */
    public record Line(String time, Double timeMs, String who, String what, String note) {
        private String words(String format) {
            var line = String.format(Locale.ROOT, format, time, who, what, note).stripTrailing();
            if (line.length() <= COLUMNS) return line;
            int place = line.endsWith(")") ? line.lastIndexOf(" (") : line.length(); // the last to be left out
            return line.substring(0, COLUMNS - 1 - (line.length() - place)).stripTrailing() + "…"
                    + line.substring(place);
        }
    }

    /** For a person, in at most fifteen lines of at most a hundred columns; only the command may be longer. */
    public List<String> words() {
        var words = new ArrayList<String>();
        words.add(cut(subject + "  ✗ " + anomaly + ", seed " + seed + " (shrunk: " + shrunk.words() + ")"));
        var noted = events.stream().filter(line -> !line.note.isEmpty()).toList();
        var format = "%8s  %-" + widest(events, Line::who) + "s  %-"
                + Math.min(WIDEST_COLUMN, widest(noted, Line::what)) + "s  %s";
        events.forEach(line -> words.add(line.words(format)));
        words.addAll(wrapped("  Why: " + why, "       "));
        if (advice != null) words.addAll(wrapped("  " + advice, "  "));
        words.add("  Replay: " + replay);
        return words;
    }

    private static int widest(List<Line> lines, Function<Line, String> column) {
        return lines.stream().map(column).mapToInt(String::length).max().orElse(0) + 1;
    }

    private static String cut(String line) {
        return line.length() <= COLUMNS ? line : line.substring(0, COLUMNS - 2) + "…)";
    }

    private static List<String> wrapped(String text, String indent) {
        var lines = new ArrayList<String>();
        var rest = text;
        while (rest.length() > COLUMNS) {
            int end = rest.lastIndexOf(' ', COLUMNS);
            if (end <= indent.length()) end = COLUMNS;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
