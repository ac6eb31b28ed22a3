package bench.score;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an author has published of an answer, measured on another machine with real time: it cannot be measured again here, so it
 * stands apart. The idea may well stand among the rows.
 *
 * @param serverMsgsPerOp messages between servers; null where it is not told, as the next ones
 * @param source where it is published
 */
public record Published(
        String stage,
        String idea,
        Double serverMsgsPerOp,
        Double allMsgsPerOp,
        Double medianMs,
        Double maxMs,
        String source) {
    private static final String TEIVAH = "github.com/teivah/gossip-glomers, README";
    private static final String MDVSH = "madhavshekhar.com/posts/glomers, challenge ";

    private static final List<Published> ALL = List.of(
            new Published("3d", "a flat tree, acknowledged", 23.38, null, 181d, 207d, TEIVAH),
            new Published("3d", "all to all, every 500 ms; about", 23d, null, 300d, 500d, MDVSH + "3d"),
            new Published("3e", "a flat tree, batches every 500 ms", 1.92, null, 764d, 1087d, TEIVAH),
            new Published("3e", "all to all, every second; about", 13d, null, 564d, 1077d, MDVSH + "3e"),
            new Published(
                    "5b", "an entry a message, compare-and-set for offsets", 12.2, 14.67, null, null, MDVSH + "5b"),
            new Published("5c", "the same, offsets cached, reads in fives", 10.29, 12.64, null, null, MDVSH + "5c"));

    private static final List<String> HEADER =
            List.of("Idea", "Servers/op", "All/op", "Median, ms", "Max, ms", "Source");

    static List<Published> of(String stage) {
        return ALL.stream().filter(figures -> figures.stage.equals(stage)).toList();
    }

    /** A table of its own; none where nothing is published. */
    static Stream<Grid> grid(String stage, List<Published> published) {
        if (published.isEmpty()) return Stream.of();
        return Stream.of(new Grid(
                stage + ": published, not measured here",
                HEADER,
                published.stream().map(Published::cells).toList()));
    }

    private List<String> cells() {
        return List.of(
                idea,
                Grid.number("%.2f", serverMsgsPerOp),
                Grid.number("%.2f", allMsgsPerOp),
                Grid.number("%.0f", medianMs),
                Grid.number("%.0f", maxMs),
                source);
    }
}
