package site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The order of the book. */
public final class Course {
    private Course() {}

    /**
     * A part of the book.
     *
     * @param entries what it has, whether written or not
     */
    public record Part(String title, List<Entry> entries) {}

    /**
     * A page of the book.
     *
     * @param name of the page, {@code 3d} for {@code 3d.html}
     * @param title as the map has it
     * @param asks of a stage, what; of other pages nothing
     * @param teaches of a stage, what
     * @param source from the clone's top folder
     */
    public record Entry(String name, String title, String asks, String teaches, Path source) {
        public boolean isChapter() {
            return source.startsWith("challenges");
        }

        public Path answer() {
            return Path.of("challenges", name + ".java");
        }

        boolean isWritten(Path root) {
            return Files.exists(root.resolve(source));
        }
    }

    public static final List<Part> PARTS = List.of(
            new Part(
                    "Begin",
                    List.of(page("index", "The course"), page("setup", "Set up"), page("reading-a-run", "Read a run"))),
            new Part(
                    "Echo",
                    List.of(stage(
                            "1",
                            "Echo",
                            "Say back what was said.",
                            "what a node is: a loop that takes messages one by one"))),
            new Part(
                    "Unique IDs",
                    List.of(stage(
                            "2",
                            "Unique IDs",
                            "Give out IDs, none of them twice, in spite of cuts.",
                            "what can be decided without asking anybody"))),
            new Part(
                    "Broadcast",
                    List.of(
                            stage("3a", "One node", "Keep what is broadcast.", "a set: to add twice is to add once"),
                            stage(
                                    "3b",
                                    "Many nodes",
                                    "Bring each value to five nodes.",
                                    "gossip: who tells whom, how often, and when it is enough"),
                            stage(
                                    "3c",
                                    "Partitions",
                                    "The same while the network is cut.",
                                    "retries and anti-entropy; why a deadline loses data"),
                            stage(
                                    "3d",
                                    "Few messages",
                                    "25 nodes, soon, below 30 messages a value.",
                                    "many values in a message; what bounds messages and latency"),
                            stage(
                                    "3e",
                                    "Fewer messages",
                                    "The same with fewer, a little later.",
                                    "what a second of waiting buys"))),
            new Part(
                    "Counter",
                    List.of(stage(
                            "4",
                            "Grow-only counter",
                            "Count together by a store that may show the past.",
                            "sequential consistency; counters that merge"))),
            new Part(
                    "Log",
                    List.of(
                            stage("5a", "One node", "A log with offsets.", "an offset is a promise to a reader"),
                            stage(
                                    "5b",
                                    "An owner a key",
                                    "One order of each log on two nodes.",
                                    "owners instead of locks"),
                            stage(
                                    "5c",
                                    "No owner at all",
                                    "The same with as few messages as one can.",
                                    "Lamport time and the stable prefix"))),
            new Part(
                    "Transactions",
                    List.of(
                            stage("6a", "One node", "Transactions.", "isolation for nothing, and how to lose it"),
                            stage(
                                    "6b",
                                    "Read uncommitted",
                                    "Transactions that answer in spite of cuts.",
                                    "total availability, and how little a weak model asks"),
                            stage(
                                    "6c",
                                    "Read committed",
                                    "The same without dirty reads.",
                                    "what a model permits, and what to want instead"))),
            new Part(
                    "Ideas",
                    List.of(
                            page("time-and-clocks", "Time and clocks"),
                            page("networks-and-faults", "Networks and faults"),
                            page("consistency-models", "Consistency models"))),
            new Part(
                    "Inside",
                    List.of(
                            page("the-kernel", "The kernel"),
                            page("how-the-judge-works", "How the judge works"),
                            page("other-languages", "Other languages"),
                            page("carrying-on", "Carry on"))),
            new Part(
                    "Reference",
                    List.of(
                            page("results", "Results"),
                            page("measured/scores", "Scores"),
                            page("measured/three-judges", "Three judges"),
                            page("gallery", "The gallery"),
                            page("glossary", "Glossary"),
                            page("bibliography", "Bibliography"))));

    private static Entry stage(String id, String title, String asks, String teaches) {
        return new Entry(id, title, asks, teaches, Path.of("challenges", id + ".adoc"));
    }

    private static Entry page(String path, String title) {
        var source = Path.of("docs", path + ".adoc");
        return new Entry(path.substring(path.lastIndexOf('/') + 1), title, "", "", source);
    }

    /** The pages that are written, in the book's order. */
    public static List<Entry> written(Path root) {
        return entries().filter(entry -> entry.isWritten(root)).toList();
    }

    static Optional<Part> part(Entry entry) {
        return PARTS.stream().filter(part -> part.entries().contains(entry)).findFirst();
    }

    /** With the part that it belongs to: {@code Broadcast: Few messages}. */
    static String fullTitle(Entry entry) {
        var part = part(entry).orElseThrow().title();
        return entry.isChapter() && !part.equals(entry.title()) ? part + ": " + entry.title() : entry.title();
    }

    /** The answer to the stage whose chapter this is, written or not. */
    static Optional<Path> answerOf(Path chapter) {
        return entries()
                .filter(entry -> entry.isChapter() && entry.source().equals(chapter))
                .map(Entry::answer)
                .findFirst();
    }

    private static Stream<Entry> entries() {
        return PARTS.stream().flatMap(part -> part.entries().stream());
    }

    /**
     * The pages that are written, or of them those named.
     *
     * @throws Book.Refusal where one of them is none
     */
    static List<Entry> named(Path root, List<String> names) {
        var chapters = written(root);
        for (var name : names)
            if (chapters.stream().noneMatch(chapter -> chapter.name().equals(name)))
                throw new Book.Refusal("there is no page " + name + "; there are "
                        + String.join(", ", chapters.stream().map(Entry::name).toList()));
        return chapters.stream()
                .filter(chapter -> names.isEmpty() || names.contains(chapter.name()))
                .toList();
    }
}
