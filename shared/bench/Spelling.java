package bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a mistyped word may have been meant to be. */
final class Spelling {
    private Spelling() {}

    /** The one of {@code known} that is the most like {@code word}; empty where all have nothing in common with it. */
    static Optional<String> nearest(String word, List<String> known) {
        var lower = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(other -> distance(other, lower) < other.length())
                .min(Comparator.comparingInt(other -> distance(other, lower)));
    }

    /** Levenshtein's: how many letters to add, drop or change. */
    private static int distance(String a, String b) {
        var row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
