package score;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.run.Stage;
import bench.score.Bound;
import bench.score.CodeLines;
import bench.score.Entrant;
import bench.score.Front;
import bench.score.Row;
import bench.score.Scores;
import bench.score.Scoring;
import bench.score.Spread;
import bench.source.SourceProblem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What {@code score} says of rows, and where the rows come from. */
final class ScoreTest {
    private static Row row(String name, String verdict, double servers, double medianMillis, int survived) {
        return new Row(
                name,
                "",
                "",
                verdict,
                "",
                new Spread(servers, servers, servers),
                new Spread(servers + 2, servers + 2, servers + 2),
                medianMillis,
                2 * medianMillis,
                null,
                100,
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
    void scoresAreMeasuredAndAlwaysTheSame() throws SourceProblem {
        var stage = Stage.find("1").orElseThrow();
        var runs = new AtomicInteger();
        var scoring = new Scoring(2, 1, runs::incrementAndGet);
        var rows = scoring.score(stage, Entrant.of(stage, Path.of("")));
        assertEquals(scoring.runs(stage), runs.get());
        var echo = rows.getFirst();
        assertEquals("pass", echo.verdict());
        assertEquals(0, echo.serverMessagesPerOp().max());
        assertEquals(2, echo.allMessagesPerOp().mean(), 0.1);
        assertTrue(echo.failedUnder().contains("crash"), echo::toString);
        assertTrue(echo.survived().contains("slow"), echo::toString);
        assertEquals(rows, scoring.score(stage, Entrant.of(stage, Path.of(""))));
        var scores = new Scores(2, 1, List.of(new Scores.Table(stage.id(), stage.title(), rows)));
        assertTrue(scores.toMarkdown().contains("| 1 | pass | 0.00 | 0.00-0.00 | 2.0"), scores::toMarkdown);
        assertTrue(scores.toAsciiDoc().contains("|1 |pass |0.00 |0.00-0.00 |2.0"), scores::toAsciiDoc);
        assertTrue(scores.toJson().contains("\"server_messages_per_op\""), scores::toJson);
    }
}
