package site;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs what the chapters tell of, by the commands that a reader would type, and keeps what they say: fixed seeds, virtual time,
 * and so the same bytes each time. Times of this machine are left out.
 */
public final class Measurement {
    private static final int SEEDS = 5;
    static final Path STAGES = Path.of("docs", "measured", "stages");
    public static final Path FAILURES = Path.of("docs", "measured", "failures");

    private static final Pattern REPLAY =
            Pattern.compile("^:replay[\\w-]*: (\\./jbang check (\\S+) .*)$", Pattern.MULTILINE);

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path root;
    private final PrintWriter out;

    Measurement(Path root, PrintWriter out) {
        this.root = root;
        this.out = out;
    }

    /** The command of a failure that a chapter tells, and the node that fails. */
    public record Replay(String command, String node) {
        /** Of the files that hold the failure. */
        public String name() {
            return node.substring(node.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
        }
    }

    /** The failures that a chapter tells: each has an attribute in its head, which the text prints. */
    public static List<Replay> replays(String chapter) {
        return REPLAY.matcher(chapter)
                .results()
                .map(found -> new Replay(found.group(1), found.group(2)))
                .toList();
    }

    /** @param failuresOnly whether the figures, which take longer, stay as they are */
    void run(List<Course.Entry> pages, boolean failuresOnly) throws IOException {
        Files.createDirectories(root.resolve(STAGES));
        Files.createDirectories(root.resolve(FAILURES));
        for (var page : pages) {
            var file = root.resolve(page.source());
            for (var replay : replays(Files.readString(file))) capture(replay);
            if (failuresOnly || !page.isChapter()) continue;
            var figures = measure(page);
            Files.writeString(file, Figures.written(Files.readString(file), figures.attributes()));
        }
    }

    /** The answer and its variants. */
    private Figures measure(Course.Entry chapter) throws IOException {
        var files = new ArrayList<String>();
        files.add(chapter.answer().toString());
        try (Stream<Path> variants = Files.list(root.resolve("challenges/variants"))) {
            variants.map(path -> "challenges/variants/" + path.getFileName())
                    .filter(path -> path.matches(".*/" + chapter.name() + "-[\\w-]+\\.java"))
                    .sorted()
                    .forEach(files::add);
        }
        var words = new ArrayList<>(List.of("check"));
        words.addAll(files);
        words.addAll(List.of("--seeds", String.valueOf(SEEDS), "--no-story"));
        var runs = check(words).get("runs");
        var rows = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < files.size(); i++)
            rows.add(Figures.row(runs.get(i), files.get(i), Files.readString(root.resolve(files.get(i)))));
        var figures = new Figures(chapter.name(), SEEDS, rows);
        var stage = root.resolve(STAGES);
        write(stage.resolve(chapter.name() + ".json"), JSON.writeValueAsString(figures.document()));
        write(stage.resolve(chapter.name() + ".adoc"), figures.table());
        var plot = new Plot(chapter.name(), rows);
        if (plot.isWorthDrawing()) write(stage.resolve(chapter.name() + ".svg"), plot.svg());
        return figures;
    }

    private void capture(Replay replay) throws IOException {
        var words = new ArrayList<>(List.of(replay.command().split(" ")));
        words.removeFirst();
        words.add("--trace");
        var console = new ArrayList<String>();
        var story = check(words, console).get("runs").get(0).get("story");
        if (story == null || story.isNull()) throw new BrokenBook(List.of("no story was told by " + replay.command()));
        int begin =
                (int) console.stream().takeWhile(line -> !line.contains("  ✗ ")).count();
        var told = console.subList(begin, console.size()).stream()
                .takeWhile(line -> !Transcript.isLine(line))
                .toList();
        var file = root.resolve(FAILURES);
        write(file.resolve(replay.name() + ".txt"), String.join("\n", told).strip());
        write(file.resolve(replay.name() + ".svg"), new SpaceTime(story, Transcript.of(console)).svg());
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text.strip() + "\n");
    }

    private JsonNode check(List<String> words) throws IOException {
        return check(words, new ArrayList<>());
    }

    /** @param console what it prints is added here */
    private JsonNode check(List<String> words, List<String> console) throws IOException {
        out.println("./jbang " + String.join(" ", words));
        out.flush();
        var json = Files.createTempFile("book-", ".json");
        try {
            var command = new ArrayList<String>();
            boolean isWindows = System.getProperty("os.name").startsWith("Windows");
            command.add(root.resolve(isWindows ? "jbang.cmd" : "jbang")
                    .toAbsolutePath()
                    .toString());
            command.addAll(words);
            command.addAll(List.of("--json", json.toString()));
            var process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            try (var lines = process.inputReader()) {
                lines.lines().forEach(console::add);
            }
            int exit = process.waitFor();
            if (exit > 2)
                throw new BrokenBook(Stream.concat(Stream.of("exit code " + exit), console.stream())
                        .toList());
            return JSON.readTree(json.toFile());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(json);
        }
    }
}
