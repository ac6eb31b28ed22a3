package book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import site.Plot;

/** The front joins the right answers that nobody beats in messages and in latency. */
class PlotTest {
    private static Map<String, Object> row(String name, String verdict, String latency, String messages) {
        return Map.of("name", name, "verdict", verdict, "p50", latency, "servers", messages);
    }

    private static final List<Map<String, Object>> ROWS = List.of(
            row("answer", "pass", "200", "1.2"),
            row("mesh", "pass", "75", "24"),
            row("tree", "pass", "300", "23"), // beaten by mesh in time, by the answer in both
            row("slow", "pass", "800", "0.5"),
            row("wrong", "fail", "60", "0.1"),
            Map.of("name", "silent", "verdict", "pass", "servers", "1.00"));

    @Test
    void theFrontIsOfRightAnswersThatNobodyBeats() {
        var plot = Jsoup.parse(new Plot("3d", ROWS).svg());
        var front = List.of(plot.selectFirst("polyline").attr("points").split(" "));
        var places = List.of("circle.pass:nth-of-type(2)", "circle.answer", "circle.pass:nth-of-type(4)").stream()
                .map(plot::selectFirst)
                .map(point -> point.attr("cx") + "," + point.attr("cy"))
                .toList();
        assertEquals(places, front);
    }

    @Test
    void allThatHaveALatencyAreDrawnAndNamed() {
        var plot = Jsoup.parse(new Plot("3d", ROWS).svg());
        assertEquals(5, plot.select("circle").size());
        assertEquals(1, plot.select("circle.fail").size());
        assertEquals(List.of("wrong"), plot.select("text.wrong").eachText());
        assertEquals(List.of("the answer"), plot.select("text.best").eachText());
    }
}
