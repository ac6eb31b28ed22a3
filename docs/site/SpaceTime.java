package site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jsoup.nodes.Entities;
import site.Transcript.Change;
import site.Transcript.Message;
import tools.jackson.databind.JsonNode;

/**
 * A shrunk run as a space-time diagram (Lamport, 1978): a line a process, time runs down, a message is an arrow from when it set
 * out to when it arrived. Distances in time are not to scale: between two moments is room for their labels, and a little more
 * where more time passes. What the story calls the cause is highlighted.
 */
public final class SpaceTime {
    private static final int LEFT = 78;
    private static final int TOP = 46;
    private static final int COLUMN = 168;
    private static final int RIGHT = 230;
    private static final double ROW = 27;
    private static final int WIDEST = 30;
    private static final int WIDEST_LABEL = 24; // fits between two processes
    private static final double LATEST_UNTOLD_MILLIS = 9_000; // then come the final reads, of all that there is

    /** A picture stands by itself on a forge, so it brings its colours along, of the light and of the dark. */
    private static final String STYLE = """
        .spacetime { --ink:#1f2226; --soft:#5b616b; --rule:#b9b5aa; --paper:#fcfbf8; --fault:#a8261c; --cut:#a8261c14;
          font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; fill: var(--ink); }
        @media (prefers-color-scheme: dark) { .spacetime { --ink:#d9dce1; --soft:#9aa2ad; --rule:#4a525c; --paper:#16191d;
          --fault:#ff9285; --cut:#ff92851c; } }
        @media print { .spacetime { --ink:#000; --soft:#444; --rule:#999; --paper:#fff; --fault:#a8261c; --cut:#a8261c14; } }
        .spacetime .paper { fill: var(--paper); } .spacetime .life { stroke: var(--rule); stroke-width: 1.5; }
        .spacetime .name { font-weight: 600; text-anchor: middle; } .spacetime .client { fill: var(--soft); }
        .spacetime .time { fill: var(--soft); font-size: 11px; text-anchor: end; }
        .spacetime .label { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; font-size: 12px; }
        .spacetime .note { fill: var(--soft); } .spacetime .middle { text-anchor: middle; }
        .spacetime .arrow { stroke: var(--ink); stroke-width: 1.3; } .spacetime .head { fill: var(--ink); }
        .spacetime .faint { stroke: var(--soft); stroke-dasharray: 2 3; }
        .spacetime .lost { stroke: var(--fault); stroke-dasharray: 5 3; }
        .spacetime .cause { stroke: var(--fault); stroke-width: 2.2; } .spacetime .fault { fill: var(--fault); }
        .spacetime .dot { fill: var(--ink); } .spacetime .cut { fill: var(--cut); }
        .spacetime .gap { fill: var(--soft); font-size: 11px; font-style: italic; text-anchor: end; }
        """;

    private final JsonNode story;
    private final List<Message> messages;
    private final List<Change> changes;
    private final List<Transcript.Spell> spells;
    private final List<String> processes;
    private final Map<Double, Double> ys = new TreeMap<>();
    private final StringBuilder svg = new StringBuilder();

    /** @param story as {@code check --json} has it */
    public SpaceTime(JsonNode story, Transcript transcript) {
        this.story = story;
        var told = story.toString();
        this.messages = drawn(story, transcript);
        this.changes = transcript.changes().stream()
                .filter(change -> told.contains(change.place() + ")") || told.contains(change.place() + "\""))
                .filter(change -> isDrawnFor(change))
                .toList();
        this.spells = transcript.spells();
        this.processes = processes();
        place();
    }

    /** Those of the story, and the answers that it mentions with their requests; all, where it knows no cause. */
    private static List<Message> drawn(JsonNode story, Transcript transcript) {
        if (story.path("cause").isNull())
            return transcript.messages().stream()
                    .filter(message -> message.departure() >= 0 && message.departure() < LATEST_UNTOLD_MILLIS)
                    .toList();
        var numbers = new LinkedHashSet<Integer>();
        for (var event : story.get("events")) {
            var who = event.get("who").stringValue().split(" -> ");
            if (!event.get("time_ms").isNumber()) continue;
            double time = event.get("time_ms").doubleValue();
            if (who.length == 1) // what a node does when a message comes
            transcript.messages().stream()
                        .filter(message -> message.to().equals(who[0])
                                && message.arrival() != null
                                && isSame(message.arrival(), time))
                        .forEach(message -> numbers.add(message.number()));
            if (who.length < 2) continue;
            for (var message : transcript.messages()) {
                if (!message.from().equals(who[0]) || !message.to().equals(who[1])) continue;
                if (!isSame(message.departure(), time)) continue;
                numbers.add(message.number());
                boolean isAnswered = event.get("note").stringValue().contains(" answers ") && message.arrival() != null;
                if (isAnswered) answer(message, transcript).ifPresent(numbers::add);
            }
        }
        return transcript.messages().stream()
                .filter(message -> numbers.contains(message.number()))
                .toList();
    }

    private static Optional<Integer> answer(Message request, Transcript transcript) {
        return transcript.messages().stream()
                .filter(other -> other.from().equals(request.to())
                        && other.to().equals(request.from())
                        && other.departure() >= request.arrival())
                .map(Message::number)
                .findFirst();
    }

    /** Whether a message of the picture brings it about, or the story tells of it as the node's own doing. */
    private boolean isDrawnFor(Change change) {
        boolean comesWithMessage = messages.stream()
                .anyMatch(message -> message.to().equals(change.node())
                        && message.arrival() != null
                        && isSame(message.arrival(), change.time()));
        if (comesWithMessage) return true;
        for (var event : story.get("events"))
            if (event.get("who").stringValue().equals(change.node())
                    && isSame(event.get("time_ms").asDouble(-1), change.time())) return true;
        return false;
    }

    /** Stories round less than that. */
    private static boolean isSame(double millis, double otherMillis) {
        return Math.abs(millis - otherMillis) < 0.001;
    }

    /** Nodes by their numbers, stores after them, and each client beside the node that it asks. */
    private List<String> processes() {
        var all = new TreeSet<String>();
        for (var message : messages) all.addAll(List.of(message.from(), message.to()));
        changes.forEach(change -> all.add(change.node()));
        var servers = all.stream().filter(name -> !isClient(name)).toList();
        var order = new ArrayList<String>();
        for (var server : servers) {
            boolean isLast = server.equals(servers.getLast()) && servers.size() > 1;
            if (isLast) order.add(server);
            for (var message : messages)
                if (isClient(message.from()) && message.to().equals(server) && !order.contains(message.from()))
                    order.add(message.from());
            if (!isLast) order.add(server);
        }
        all.stream().filter(name -> !order.contains(name)).forEach(order::add);
        return order;
    }

    private static boolean isClient(String name) {
        return name.matches("c\\d+");
    }

    /** Gives every moment its place on the page. */
    private void place() {
        var moments = new TreeSet<Double>();
        for (var message : messages) {
            moments.add(message.departure());
            moments.add(message.end());
        }
        changes.forEach(change -> moments.add(change.time()));
        double first = moments.isEmpty() ? 0 : moments.first();
        double last = moments.isEmpty() ? 0 : moments.last();
        for (var spell : spells) {
            if (spell.begin() > first && spell.begin() < last) moments.add(spell.begin());
            if (spell.end() > first && spell.end() < last) moments.add(spell.end());
        }
        double y = TOP + ROW;
        double before = first;
        for (double moment : moments) {
            double passed = moment - before;
            if (moment > first) y += passed == 0 ? 0 : ROW + Math.min(40, 9 * Math.log10(1 + passed));
            ys.put(moment, y);
            before = moment;
        }
    }

    private double x(String process) {
        return LEFT + 50 + (double) COLUMN * processes.indexOf(process);
    }

    private double y(double moment) {
        var exact = ys.get(moment);
        if (exact != null) return exact;
        double below = TOP + 4;
        for (var each : ys.entrySet()) if (each.getKey() <= moment) below = each.getValue();
        return below;
    }

    private double width() {
        boolean isNoted = changes.stream()
                .anyMatch(change -> change.node().equals(processes.getLast()) && leavesRoomOnTheRight(change));
        return x(processes.getLast()) + (isNoted || !spells.isEmpty() ? RIGHT : LEFT);
    }

    private double height() {
        return ys.values().stream().mapToDouble(y -> y).max().orElse(TOP) + 34;
    }

    public String svg() {
        var title =
                story.get("subject").stringValue() + ": " + story.get("anomaly").stringValue();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"spacetime\" role=\"img\" viewBox=\"0 0 %.0f %.0f\""
                        + " width=\"%.0f\" height=\"%.0f\">\n<title>%s</title>\n<desc>%s</desc>\n<style>\n%s</style>\n",
                width(),
                height(),
                width(),
                height(),
                text(title),
                text(story.get("why").stringValue()),
                STYLE);
        add("<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>\n");
        spells.forEach(this::spell);
        for (var process : processes) life(process);
        times();
        messages.forEach(this::arrow);
        messages.forEach(this::label);
        notes();
        add("</svg>\n");
        return svg.toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String text(String words) {
        return Entities.escape(words);
    }

    private void spell(Transcript.Spell spell) {
        double begin = Math.max(TOP, y(spell.begin()));
        add(
                "<rect class=\"cut\" x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                LEFT, begin, width() - LEFT, Math.max(6, y(spell.end()) - begin));
        add(
                "<text class=\"label fault\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                width() - 8,
                Math.max(begin + 6, y(spell.end())) - 7,
                text(
                        spell.what().length() <= WIDEST
                                ? spell.what()
                                : spell.what().replaceFirst("[:,].*", "")));
    }

    private void life(String process) {
        add(
                "<line class=\"life\" x1=\"%1$.1f\" y1=\"%2$d\" x2=\"%1$.1f\" y2=\"%3$.1f\"/>\n",
                x(process), TOP - 8, height() - 12);
        add(
                "<text class=\"name%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
                isClient(process) ? " client" : "", x(process), TOP - 18, text(process));
    }

    private void times() {
        double before = Double.NaN;
        double lastY = -100;
        for (var moment : ys.entrySet()) {
            double passed = moment.getKey() - before;
            if (passed > 50)
                add(
                        "<text class=\"gap\" x=\"%d\" y=\"%.1f\">⋮</text>\n",
                        LEFT - 22, (lastY + moment.getValue()) / 2 + 4);
            add(
                    "<text class=\"time\" x=\"%d\" y=\"%.1f\">%s</text>\n",
                    LEFT - 8, moment.getValue() + 4, time(moment.getKey()));
            before = moment.getKey();
            lastY = moment.getValue();
        }
    }

    private static String time(double millis) {
        return millis < 10_000
                ? String.format(Locale.ROOT, millis < 100 ? "%.1f ms" : "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.3f s", millis / 1000);
    }

    private boolean isCause(Message message) {
        var why = story.get("why").stringValue();
        return message.place() != null && why.contains(message.place())
                || changes.stream()
                        .anyMatch(change -> isCause(change)
                                && change.node().equals(message.to())
                                && message.arrival() != null
                                && isSame(change.time(), message.arrival()));
    }

    private boolean isCause(Change change) {
        return story.get("why").stringValue().contains(change.place());
    }

    private void arrow(Message message) {
        double x1 = x(message.from());
        double y1 = y(message.departure());
        double whole = x(message.to()) - x1;
        double x2 = message.lost() == null ? x(message.to()) : x1 + 0.78 * whole;
        double y2 = y(message.end());
        var kind = message.lost() != null ? "lost" : isCause(message) ? "cause" : "";
        add("<line class=\"arrow %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", kind, x1, y1, x2, y2);
        if (message.lost() != null) cross(x2, y2);
        else head(x1, y1, x2, y2, kind.equals("cause"));
    }

    private void head(double x1, double y1, double x2, double y2, boolean isCause) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        add(
                "<path class=\"head%s\" d=\"M%.1f %.1f L%.1f %.1f L%.1f %.1f Z\"/>\n",
                isCause ? " fault" : "",
                x2,
                y2,
                x2 - 9 * dx + 4 * dy,
                y2 - 9 * dy - 4 * dx,
                x2 - 9 * dx - 4 * dy,
                y2 - 9 * dy + 4 * dx);
    }

    private void cross(double x, double y) {
        add("<path class=\"arrow cause\" d=\"M%.1f %.1f l10 10 m0 -10 l-10 10\"/>\n", x - 5, y - 5);
    }

    /** Along its arrow, so that it crosses none. */
    private void label(Message message) {
        double dx = x(message.to()) - x(message.from());
        double dy = y(message.end()) - y(message.departure());
        double x = x(message.from()) + dx / 2;
        double y = y(message.departure()) + dy / 2;
        double degrees = Math.toDegrees(Math.atan(dy / dx));
        add(
                "<text class=\"label middle%s\" transform=\"translate(%.1f %.1f) rotate(%.1f)\" y=\"-6\">%s</text>\n",
                isCause(message) || message.lost() != null ? " fault" : "",
                x,
                y,
                degrees,
                text(cut(message.content().replaceAll("\\w+: \\[\\](, )?", ""), WIDEST_LABEL))); // logs without news
    }

    /** What changes where a message arrives, or a node acts by itself. */
    private void notes() {
        var used = new LinkedHashMap<String, Double>();
        for (var change : changes) {
            double x = x(change.node());
            double y = y(change.time());
            double below = Math.max(y + 4, used.getOrDefault(change.node(), 0d) + 14);
            used.put(change.node(), below);
            add("<circle class=\"dot%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>\n", isCause(change) ? " fault" : "", x, y);
            int side = leavesRoomOnTheRight(change) ? 1 : -1;
            add(
                    "<text class=\"label %s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                    isCause(change) ? "fault" : "note",
                    x + 8 * side,
                    below + 8,
                    side > 0 ? "start" : "end",
                    text(cut(change.what(), WIDEST)));
        }
    }

    /** Whether no message sets out to the right at this moment, while one does so to the left or none at all. */
    private boolean leavesRoomOnTheRight(Change change) {
        return messages.stream()
                .filter(message -> message.from().equals(change.node()) && isSame(message.departure(), change.time()))
                .noneMatch(message -> x(message.to()) > x(change.node()));
    }

    private static String cut(String words, int widest) {
        return words.length() <= widest ? words : words.substring(0, widest - 1) + "…";
    }
}
