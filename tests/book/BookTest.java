package book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Simulation;
import bench.run.Stage;
import bench.run.Verdict;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import bench.workload.Workloads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import node.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import site.Book;
import site.BrokenBook;
import site.Course;
import site.Measurement;
import site.Measurement.Replay;
import site.Press;
import site.Server;
import site.Site;
import site.SiteFolder;
import site.TerminalPage;

/** The book is whole, says what is wrong where it is not, and tells of failures that are some. */
class BookTest {
    private static final Path ROOT = Path.of("");
    private static final Pattern FIGURE = Pattern.compile("^:(?!replay)([\\w-]+)-(\\w+): (.+)$", Pattern.MULTILINE);
    private static Press press;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        press = new Press(); // takes seconds
    }

    @AfterAll
    static void stop() {
        press.close();
    }

    @Test
    void everyPageOfTheCourseIsPrinted() throws IOException {
        var files = new Site(ROOT, press).build();
        var pages = Course.written(ROOT);
        assertTrue(pages.stream().anyMatch(Course.Entry::isChapter), "no chapter");
        for (var page : pages) {
            var html = new String(files.get(page.name() + ".html"), StandardCharsets.UTF_8);
            assertTrue(html.contains("aria-current=\"page\""), page + " does not say where one is");
            assertTrue(!page.isChapter() || html.contains("class=\"keyword\""), page + " shows no code");
            assertTrue(!html.matches("(?s).*<(script|link|img)[^>]+(src|href)=\"(https?:)?//.*"), page + " fetches");
        }
    }

    /** A book of one chapter, with {@code line} as its third. */
    private Path bookWith(String line) throws IOException {
        Files.createDirectories(folder.resolve("challenges"));
        Files.createDirectories(folder.resolve("docs"));
        if (line.contains("a.svg")) Files.writeString(folder.resolve("docs/a.svg"), "<svg></svg>");
        Files.writeString(folder.resolve("docs/index.adoc"), "= The course\n\nA page.\n");
        Files.writeString(folder.resolve("challenges/1.adoc"), "= 1: Echo\n\n" + line + "\n\n== Idea\n\nNone.\n");
        Files.writeString(
                folder.resolve("challenges/1.java"), "// tag::a[]\nint a;\n// end::a[]\n// tag::b[]\nint b;\n");
        for (var stage : Stage.ALL) {
            var answer = folder.resolve("challenges/" + stage.id() + ".java");
            if (Files.notExists(answer)) Files.createFile(answer);
        }
        Files.createDirectories(folder.resolve("docs/theme"));
        for (var file : List.of("book.css", "book.js"))
            Files.createFile(folder.resolve("docs/theme").resolve(file));
        return folder;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        include::1.java[tag=c] | challenges/1.adoc:3: there is no whole tag "c" in challenges/1.java
        include::1.java[tag=b] | challenges/1.adoc:3: there is no whole tag "b" in challenges/1.java
        include::7.java[] | challenges/1.adoc:3: there is no challenges/7.java
        See link:nowhere.txt[]. | challenges/1.adoc:3: the link to nowhere.txt leads nowhere
        See xref:7.adoc[]. | challenges/1.adoc:3: the link to 7.html leads nowhere
        See <<elsewhere>>. | challenges/1.adoc:3: there is no place "elsewhere" in this page
        See xref:../docs/index.adoc#there[]. | challenges/1.adoc:3: there is no place "there" in index.html
        image::picture.png[] | challenges/1.adoc:3: there is no image challenges/picture.png
        image::../docs/a.svg[One, two,opts=inline] | challenges/1.adoc:3: put the words of a picture in quotes
        It costs {nobody-knows}. | challenges/1.adoc:3: skipping reference to missing attribute: nobody-knows
        include::lost.adoc[] | challenges/1.adoc:3: include file not found
        """)
    void aMistakeIsToldWithItsPlace(String line, String told) throws IOException {
        var root = bookWith(line);
        var broken = assertThrows(BrokenBook.class, () -> new Site(root, press).build());
        assertEquals(1, broken.problems().size(), () -> broken.problems().toString());
        assertTrue(
                broken.problems().getFirst().startsWith(told), broken.problems().getFirst());
    }

    @Test
    void codeComesFromItsFileWithALinkToItsLines() throws IOException {
        var root = bookWith("[source,java]\n----\ninclude::1.java[tag=a]\n----");
        var page = new String(new Site(root, press).build().get("1.html"), StandardCharsets.UTF_8);
        assertTrue(page.contains("<a href=\"code-challenges-1.java.html#L2\">1.java, lines 2 to 2</a>"), page);
        assertTrue(page.contains("<span class=\"keyword\">int</span> a;"), page);
        assertTrue(!page.contains("tag::"), page);
    }

    @Test
    void aPictureThatNobodyShowsIsTold() throws IOException {
        var root = bookWith("image::shown.svg[]");
        Files.writeString(root.resolve("challenges/shown.svg"), "<svg/>");
        var stories = Files.createDirectories(root.resolve("docs/measured/failures"));
        Files.writeString(stories.resolve("1-lost.txt"), "lost");
        var broken = assertThrows(BrokenBook.class, () -> new Site(root, press).build());
        assertEquals(List.of("docs/measured/failures/1-lost.txt:1: no page shows it"), broken.problems());
    }

    /** Each section by itself, and without what is around the text. */
    @Test
    void aSearchLeadsToTheSection() throws IOException {
        var files = new Site(bookWith("See link:1.java[]."), press).build();
        var script = new String(files.get("search-index.js"), StandardCharsets.UTF_8);
        assertTrue(script.startsWith("window.bookIndex = "), script);
        var places = Json.MAPPER.readTree(script.substring(script.indexOf('['), script.lastIndexOf(']') + 1));
        var found = new ArrayList<String>();
        for (var place : places)
            found.add(
                    place.get("href").stringValue() + " " + place.get("heading").stringValue() + ": "
                            + place.get("text").stringValue());
        assertEquals(
                List.of(
                        "index.html The course: A page.",
                        "1.html 1: Echo: See 1.java.",
                        "1.html#idea Idea: None.",
                        "code-challenges-1.java.html challenges/1.java: "),
                found.subList(0, 4));
    }

    @Test
    void aChapterThatIsNotWrittenIsItsAnswer() throws IOException {
        var page = new String(
                new Site(bookWith("See xref:2.adoc[2]."), press).build().get("1.html"), StandardCharsets.UTF_8);
        assertTrue(page.contains("See <a href=\"code-challenges-2.java.html\">2</a>."), page);
    }

    @Test
    void aFolderThatIsNotOursIsNeverTouched() throws IOException {
        var theirs = Files.writeString(folder.resolve("index.html"), "theirs");
        var err = new StringWriter();
        int exit = Book.commandLine().setErr(new PrintWriter(err)).execute("book", "--out", folder.toString());
        assertEquals(64, exit);
        assertTrue(err.toString().contains(folder + " has files that are not ours"), err.toString());
        assertEquals("theirs", Files.readString(theirs));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(theirs), files.toList());
        }
    }

    @Test
    void aNewSiteTakesThePlaceOfTheOldOneAndOfNothingElse() throws IOException {
        var site = folder.resolve("site");
        SiteFolder.at(site).replaceBy(Map.of("old.html", new byte[1], "index.html", new byte[1]));
        Files.writeString(site.resolve("notes.txt"), "theirs");
        SiteFolder.at(site).replaceBy(Map.of("index.html", new byte[2]));
        assertTrue(Files.notExists(site.resolve("old.html")));
        assertEquals(2, Files.size(site.resolve("index.html")));
        assertEquals("theirs", Files.readString(site.resolve("notes.txt")));
    }

    /** A page reloads itself when its chapter has changed; what is wrong with it stands on the page as it was. */
    @Test
    void aServedPageFollowsItsChapter() throws Exception {
        var root = bookWith("First.");
        var chapter = root.resolve("challenges/1.adoc");
        try (var server = new Server(root, new Site(root, press), 0, new PrintWriter(new StringWriter()))) {
            server.start();
            var watch = Thread.ofVirtual().start(() -> {
                try {
                    server.watch();
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt(); // the test has ended
                }
            });
            assertTrue(get(server, "1.html").contains("First."));
            Files.writeString(chapter, "= 1: Echo\n\nSecond, longer.\n");
            awaitChange(server, "First.");
            assertTrue(get(server, "1.html").contains("Second, longer."));
            Files.writeString(chapter, "= 1: Echo\n\nSee <<nothing>>.\n");
            awaitChange(server, "Second, longer.");
            var page = get(server, "1.html");
            assertTrue(
                    page.contains("challenges/1.adoc:3: there is no place &quot;nothing&quot;")
                            || page.contains("challenges/1.adoc:3: there is no place \"nothing\""),
                    page);
            assertTrue(page.contains("Second, longer."), page);
            watch.interrupt();
            watch.join();
        }
    }

    /** Listens as a page does that was loaded when it had {@code words}. */
    private static void awaitChange(Server server, String words) throws IOException {
        var page = get(server, "1.html");
        if (!page.contains(words) || page.contains("role=\"alert\"")) return; // it has changed by now
        var listening = page.replaceFirst("(?s).*EventSource\\(\"/(.*?)\"\\).*", "$1");
        assertTrue(get(server, listening).contains("data: changed"));
    }

    private static String get(Server server, String page) throws IOException {
        try (var body = URI.create(server.url() + page).toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPortInUseIsTold() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var site = new Site(ROOT, press);
            var err = new PrintWriter(new StringWriter());
            var refusal = assertThrows(
                    RuntimeException.class, () -> new Server(ROOT, site, taken.getLocalPort(), err).close());
            assertTrue(
                    refusal.getMessage().startsWith("port " + taken.getLocalPort() + " cannot be had"),
                    refusal.getMessage());
        }
    }

    @Test
    void aChapterIsReadOnATerminal() throws IOException {
        var root = bookWith("""
            See link:1.java[the answer], and *https://example.org/a[Lamport]* of long ago.

            . One
            . Two

            [source,java]
            ----
            include::1.java[tag=a]
            ----

            [cols="<1,>1"]
            |===
            |a-long-word with more |12.5
            |===\
            """);
        var body = press.print(root, Path.of("challenges/1.adoc")).body();
        assertEquals("""
            1: Echo
            =======

            See the answer, and Lamport[1] of
            long ago.

              1. One

              2. Two

              challenges/1.java:2
              int a;

            a-long-word with more  12.5


            Idea
            ----

            None.

            [1] https://example.org/a
            """, TerminalPage.of(body, 34, false));
        var styled = TerminalPage.of(body, 20, true);
        assertTrue(styled.contains("\u001b[1mLamport\u001b[0m"), styled);
        assertTrue(styled.contains("a-long-word     12.5\nwith more\n"), styled);
    }

    @Test
    void theCourseIsATableWithWhatWasMeasured() throws IOException {
        var out = new StringWriter();
        assertEquals(0, Book.commandLine().setOut(new PrintWriter(out)).execute("list"));
        for (var chapter : chapters()) {
            var answer = Json.MAPPER
                    .readTree(Files.readString(Path.of("docs/measured/stages", chapter.name() + ".json")))
                    .get("rows")
                    .get(0);
            var row = "(?sm).*^" + chapter.name() + " [^\\n]* "
                    + answer.get("servers").stringValue() + " .*";
            assertTrue(out.toString().matches(row), chapter.name() + ": " + out);
        }
    }

    @Test
    void aPageThatIsNoneIsTold() {
        var err = new StringWriter();
        assertEquals(64, Book.commandLine().setErr(new PrintWriter(err)).execute("read", "7c"));
        assertTrue(err.toString().startsWith("there is no page 7c; there are index, setup, "), err.toString());
    }

    static List<Course.Entry> chapters() {
        return Course.written(ROOT).stream().filter(Course.Entry::isChapter).toList();
    }

    /** Nobody has typed it in, or changed it since. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("chapters")
    void aFigureOfAChapterIsTheOneThatWasMeasured(Course.Entry chapter) throws IOException {
        var rows = Json.MAPPER
                .readTree(Files.readString(Path.of("docs/measured/stages", chapter.name() + ".json")))
                .get("rows");
        assertEquals(chapter.answer().toString(), rows.get(0).get("file").stringValue());
        var text = Files.readString(chapter.source());
        var head = text.substring(0, text.indexOf("\n\n"));
        for (var figure : FIGURE.matcher(head).results().toList()) {
            var row = rows.valueStream()
                    .filter(each -> each.get("name").stringValue().equals(figure.group(1)))
                    .findFirst();
            assertTrue(row.isPresent(), figure.group());
            assertEquals(row.get().path(figure.group(2)).asString(""), figure.group(3), figure.group());
        }
    }

    static List<Replay> replays() throws IOException {
        var replays = new ArrayList<Replay>();
        for (var page : Course.written(ROOT)) replays.addAll(Measurement.replays(Files.readString(page.source())));
        return replays.stream().distinct().toList();
    }

    /** The story under a chapter is of the command above it, and that still fails so. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("replays")
    void aFailureThatIsToldHappensAgain(Replay replay) throws IOException, SourceProblem {
        var story = Files.readString(Measurement.FAILURES.resolve(replay.name() + ".txt"));
        assertTrue(story.contains("Replay: " + replay.command() + "\n"), "it is of another command: " + story);
        var words = List.of(replay.command().split(" "));
        int seedAt = words.indexOf("--seed");
        long seed = Long.parseLong(words.get(seedAt + 1));
        var more = new ArrayList<>(words.subList(words.indexOf(replay.node()) + 1, seedAt));
        boolean isStrict = more.remove("--strict");
        var nodes = NodeSource.read(Path.of(replay.node())).load();
        var stage = Stage.find(replay.name().replaceFirst("-.*", "")).orElseThrow();
        var type = story.substring(story.indexOf("✗") + 2, story.indexOf(", seed " + seed));
        boolean isFound = stage.runs().stream()
                .map(run -> isStrict ? run.with(more).strict() : run.with(more))
                .map(trial ->
                        Simulation.run(nodes, Workloads.named(trial.options().workload()), trial, seed))
                .filter(outcome -> outcome.verdict() == Verdict.FAIL)
                .flatMap(outcome -> outcome.anomalies().stream())
                .anyMatch(anomaly -> anomaly.type().equals(type));
        assertTrue(isFound, replay.command() + " does not show " + type);
    }
}
