package book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import node.Json;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import site.SpaceTime;
import site.Transcript;

/** The picture of a run shows when messages set out and arrive, which do not, and what was to blame. */
class SpaceTimeTest {
    private static final List<String> RUN = """
        a headline
           -0.500000 ms  #0 c0 -> n0 init sets out
            0.000000 ms  c2 begins an operation at n0: Add[delta=3]
            0.000000 ms  #1 c2 -> n0 add 3 sets out
            0.500000 ms  #1 c2 -> n0 add 3 arrives: task 1
            0.500000 ms  #2 n0 -> n1 apply 3 sets out (x.java:7)
            1.000000 ms  #2 n0 -> n1 apply 3 arrives: task 2
            1.000000 ms  n1 task 2: value: 0 → 3 (x.java:9)
            1.000000 ms  #3 n1 -> n0 apply_ok sets out
            1.200000 ms  begins: cut: n0 does not hear n1
            1.500000 ms  #3 n1 -> n0 apply_ok is lost: cut: n0 does not hear n1
            9.000000 ms  is over: cut: n0 does not hear n1
         1000.000000 ms  #4 n0 -> n1 unrelated sets out (x.java:8)
         1001.000000 ms  #4 n0 -> n1 unrelated arrives: task 5
        """.lines().toList();

    private static final String STORY = """
        {"subject": "x.java", "anomaly": "lost", "why": "n1 applied it (x.java:9)", "events": [
          {"time_ms": 0.0, "who": "c2 -> n0", "what": "add 3", "note": ""},
          {"time_ms": 0.5, "who": "n0 -> n1", "what": "apply 3", "note": "n1's value: 0 → 3 (x.java:9)"},
          {"time_ms": 1.0, "who": "n1 -> n0", "what": "apply_ok", "note": "cut"},
          {"time_ms": 9.0, "who": "", "what": "the cut heals", "note": ""}]}
        """;

    @Test
    void aTranscriptIsReadWholly() {
        var transcript = Transcript.of(RUN);
        assertEquals(5, transcript.messages().size());
        var lost = transcript.messages().get(3);
        assertEquals("cut: n0 does not hear n1", lost.lost());
        assertEquals(1.5, lost.end());
        assertEquals(0.5, transcript.messages().get(1).arrival());
        assertEquals(List.of(new Transcript.Spell("cut: n0 does not hear n1", 1.2, 9)), transcript.spells());
        assertEquals(List.of(new Transcript.Change(1, "n1", "value: 0 → 3", "x.java:9")), transcript.changes());
    }

    @Test
    void thePictureHasWhatTheStoryTells() {
        var picture = Jsoup.parse(new SpaceTime(Json.MAPPER.readTree(STORY), Transcript.of(RUN)).svg());
        assertEquals(List.of("c2", "n0", "n1"), picture.select(".name").eachText());
        assertEquals(
                List.of("add 3", "apply 3", "apply_ok"),
                picture.select(".label.middle").eachText());
        assertEquals(1, picture.select("line.lost").size());
        assertEquals(1, picture.select("line.cause").size());
        assertEquals(
                "value: 0 → 3",
                picture.select("text.label.fault:not(.middle)").last().text());
        assertEquals(1, picture.select("rect.cut").size());
    }

    /** Time runs down: whatever was sent at a moment is drawn at one height, and arrivals below departures. */
    @Test
    void arrowsRunDown() {
        var picture = Jsoup.parse(new SpaceTime(Json.MAPPER.readTree(STORY), Transcript.of(RUN)).svg());
        for (var arrow : picture.select("line.arrow"))
            assertTrue(Double.parseDouble(arrow.attr("y2")) > Double.parseDouble(arrow.attr("y1")), arrow.toString());
    }
}
