package score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Stage;
import bench.score.Bound;
import bench.score.CodeLines;
import bench.score.Cost;
import bench.score.Entrant;
import bench.score.Front;
import bench.score.Grid;
import bench.score.Row;
import bench.score.Scores;
import bench.score.Scoring;
import bench.score.Spread;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@code score} says of rows, and where the rows come from. */
final class ScoreTest {
    private static final Path KEPT = Path.of("docs", "measured", "score");

    private static Row row(String name, String verdict, double servers, double medianMillis, int survived) {
        return new Row(
                name,
                "",
                "",
                verdict,
                "",
                new Cost(
                        new Spread(servers, servers, servers),
                        new Spread(servers + 2, servers + 2, servers + 2),
                        new Cost.Latency(medianMillis, 2 * medianMillis),
                        null,
                        100),
                List.of("loss", "crash", "clock").subList(0, survived),
                List.of("loss", "crash", "clock").subList(survived, 3),
                List.of(),
                50,
                0.5,
                false);
    }

    private static List<String> front(Row... rows) {
        return Front.mark(List.of(rows)).stream()
                .filter(Row::isOnFront)
                .map(Row::name)
                .toList();
    }

    @Test
    void theFrontHasWhatNobodyBeats() {
        assertEquals(List.of("cheap", "fast"), front(row("cheap", "pass", 1, 500, 2), row("fast", "pass", 12, 100, 2)));
        assertEquals(List.of("cheap"), front(row("cheap", "pass", 1, 100, 2), row("dear", "pass", 2, 100, 2)));
        assertEquals(
                List.of("cheap", "robust"), front(row("cheap", "pass", 1, 100, 1), row("robust", "pass", 2, 100, 2)));
    }

    @Test
    void noWrongAnswerIsOnTheFrontOrKeepsAnotherFromIt() {
        assertEquals(List.of("right"), front(row("wrong", "fail", 0, 1, 3), row("right", "pass", 2, 100, 2)));
    }

    @Test
    void whatTheTableDoesNotShowMakesNoWinner() {
        assertEquals(List.of("a", "b"), front(row("a", "pass", 1.001, 100, 2), row("b", "pass", 1.002, 100, 2)));
    }

    @Test
    void linesAreThoseOfCode() {
        assertEquals(3, CodeLines.count("""
            //DEPS something
            import java.util.List;

            /**
             * What it does.
             */
            final class Node { // a comment beside code
                int count; /* another */
            }
            """));
    }

    @Test
    void theBoundIsAMessageANodeWheneverAValueMightElseBeLate() {
        var run = Stage.find("3d").orElseThrow().runs().getFirst().with(List.of());
        assertEquals(25 / 0.5 / 100, Bound.serverMessagesPerOp(run.options(), run.limits()), 1e-9);
        var unlimited = Stage.find("4").orElseThrow().runs().getFirst().with(List.of());
        assertEquals(0, Bound.serverMessagesPerOp(unlimited.options(), unlimited.limits()));
    }

    @Test
    void aComparisonTellsWhatTheSecondCostsMoreOrLess() {
        assertEquals(
                "b against a: server messages -50 %, all messages -25 %, median latency +100 %, greatest latency +100"
                        + " %, operations done +0 %, lines +0 %",
                Scores.compare(row("a", "pass", 2, 100, 2), row("b", "pass", 1, 200, 2)));
    }

    @Test
    void entrantsAreTheAnswerAndItsVariants() throws SourceProblem {
        var names = Entrant.of(Stage.find("5b").orElseThrow(), Path.of("")).stream()
                .map(Entrant::name)
                .toList();
        assertEquals("5b", names.getFirst());
        assertTrue(names.contains("5b-list-cas"), names::toString);
        assertTrue(names.stream().allMatch(name -> name.startsWith("5b")), names::toString);
    }

    @Test
    void publishedFiguresStandApart() {
        var stage = Stage.find("3e").orElseThrow();
        var scores = new Scores(1, 1, List.of(Scores.OfStage.of(stage, List.of(row("3e", "pass", 1, 100, 3)))));
        for (var text : List.of(scores.toMarkdown(), scores.toAsciiDoc(), scores.toJson())) {
            assertTrue(text.contains("github.com/teivah/gossip-glomers"), text);
            assertTrue(text.contains("1.92"), text);
        }
        assertEquals(
                List.of("3e: Broadcast: fewer messages", "3e: published, not measured here"),
                scores.grids().stream().map(Grid::title).toList());
    }

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        var grid = new Grid("t", List.of("a", "name"), List.of(List.of("100", "x"), List.of("1", "")));
        assertEquals("t\na    name\n100  x\n1\n", grid.toText());
    }

    /** Runs anew what {@code score 1 --keep} has written. */
    @Test
    void whatIsKeptIsWhatIsMeasured() throws SourceProblem, IOException {
        var stage = Stage.find("1").orElseThrow();
        var runs = new AtomicInteger();
        var scoring = new Scoring(10, 2, runs::incrementAndGet);
        var rows = scoring.score(stage, Entrant.of(stage, Path.of("")));
        assertEquals(scoring.runs(stage) * rows.size(), runs.get());
        var echo = rows.getFirst();
        assertEquals(0, echo.cost().serverMsgsPerOp().max());
        assertEquals(2, echo.cost().allMsgsPerOp().mean(), 0.1);
        assertTrue(echo.failedUnder().contains("crash"), echo::toString);
        assertTrue(echo.survived().contains("slow"), echo::toString);
        var scores = new Scores(10, 2, List.of(Scores.OfStage.of(stage, rows)));
        assertEquals(Files.readString(KEPT.resolve("1.json")), scores.toJson(), "./jbang score 1 --keep");
        assertEquals(Files.readString(KEPT.resolve("1.adoc")), scores.toAsciiDocPart(), "./jbang score 1 --keep");
    }
}
