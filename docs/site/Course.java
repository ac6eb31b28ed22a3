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
     * @param source from the clone's top folder
     */
    public record Entry(String name, String title, Path source) {
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
            new Part("Echo", List.of(stage("1", "Echo"))),
            new Part("Unique IDs", List.of(stage("2", "Unique IDs"))),
            new Part(
                    "Broadcast",
                    List.of(
                            stage("3a", "One node"),
                            stage("3b", "Many nodes"),
                            stage("3c", "Partitions"),
                            stage("3d", "Few messages"),
                            stage("3e", "Fewer messages"))),
            new Part("Counter", List.of(stage("4", "Grow-only counter"))),
            new Part(
                    "Log",
                    List.of(stage("5a", "One node"), stage("5b", "An owner a key"), stage("5c", "No owner at all"))),
            new Part(
                    "Transactions",
                    List.of(stage("6a", "One node"), stage("6b", "Read uncommitted"), stage("6c", "Read committed"))),
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

    private static Entry stage(String id, String title) {
        return new Entry(id, title, Path.of("challenges", id + ".adoc"));
    }

    private static Entry page(String path, String title) {
        var source = Path.of("docs", path + ".adoc");
        return new Entry(path.substring(path.lastIndexOf('/') + 1), title, source);
    }

    /** The pages that are written, in the book's order. */
    public static List<Entry> written(Path root) {
        return entries().filter(entry -> entry.isWritten(root)).toList();
    }

    static Optional<Part> part(Entry entry) {
        return PARTS.stream().filter(part -> part.entries().contains(entry)).findFirst();
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
