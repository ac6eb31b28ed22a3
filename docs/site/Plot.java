package site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.nodes.Entities;

/**
 * Answers to a stage by what they cost and how long they take, both on logarithmic scales. Those that no other one beats in both
 * are joined: the Pareto front. The table has the same figures for who cannot see it.
 */
public final class Plot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 430;
    private static final int LEFT = 64;
    private static final int BOTTOM = 378;
    private static final int TOP = 22;
    private static final int RIGHT = 612;
    private static final double LABEL_HEIGHT = 15;

    private static final String STYLE = """
        .plot { --ink:#1f2226; --soft:#5b616b; --rule:#ddd9cf; --paper:#fcfbf8; --fault:#a8261c; --link:#14568a;
          font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; fill: var(--ink); }
        @media (prefers-color-scheme: dark) { .plot { --ink:#d9dce1; --soft:#9aa2ad; --rule:#333941; --paper:#16191d;
          --fault:#ff9285; --link:#7fb8ea; } }
        @media print { .plot { --ink:#000; --soft:#444; --rule:#ccc; --paper:#fff; --fault:#a8261c; --link:#14568a; } }
        .plot .paper { fill: var(--paper); } .plot .grid { stroke: var(--rule); } .plot .tick { fill: var(--soft); }
        .plot .front { fill: none; stroke: var(--link); stroke-width: 1.5; stroke-dasharray: 5 4; }
        .plot .pass { fill: var(--ink); } .plot .fail { fill: var(--paper); stroke: var(--fault); stroke-width: 1.8; }
        .plot .answer { fill: var(--link); } .plot .wrong { fill: var(--fault); }
        .plot .best { font-weight: 700; fill: var(--link); }
        .plot .lead { stroke: var(--rule); }
        """;

    private record Point(String name, double latency, double messages, boolean isRight) {
        boolean isBeatenBy(Point other) {
            return other.isRight
                    && other.latency <= latency
                    && other.messages <= messages
                    && (other.latency < latency || other.messages < messages);
        }
    }

    private final String stage;
    private final List<Point> points = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();

    /** @param rows as {@link Figures} has them; those without a latency are left out */
    public Plot(String stage, List<Map<String, Object>> rows) {
        this.stage = stage;
        for (var row : rows)
            if (row.containsKey("p50"))
                points.add(new Point(
                        String.valueOf(row.get("name")),
                        Math.max(1, Double.parseDouble(String.valueOf(row.get("p50")))),
                        Math.max(0.01, Double.parseDouble(String.valueOf(row.get("servers")))),
                        row.get("verdict").equals("pass")));
    }

    /** Whether there is enough to compare. */
    boolean isWorthDrawing() {
        return points.size() > 3;
    }

    /** Those right answers that no other right one beats, the fastest first. */
    private List<Point> front() {
        return points.stream()
                .filter(point -> point.isRight && points.stream().noneMatch(point::isBeatenBy))
                .sorted(Comparator.comparingDouble(Point::latency))
                .toList();
    }

    private double x(double latency) {
        double least = points.stream().mapToDouble(Point::latency).min().orElse(1) / 1.25;
        double most = points.stream().mapToDouble(Point::latency).max().orElse(1) * 1.15;
        return LEFT + (RIGHT - LEFT) * Math.log(latency / least) / Math.log(most / least);
    }

    private double y(double messages) {
        double least = points.stream().mapToDouble(Point::messages).min().orElse(1) / 1.35;
        double most = points.stream().mapToDouble(Point::messages).max().orElse(1) * 1.35;
        return BOTTOM - (BOTTOM - TOP) * Math.log(messages / least) / Math.log(most / least);
    }

    public String svg() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" role=\"img\" viewBox=\"0 0 %1$d %2$d\""
                        + " width=\"%1$d\" height=\"%2$d\">\n"
                        + "<title>Answers to %3$s: messages against latency</title>\n"
                        + "<style>\n"
                        + "%4$s</style>\n"
                        + "<rect class=\"paper\" width=\"100%%\" height=\"100%%\"/>\n",
                WIDTH, HEIGHT, stage, STYLE);
        for (double tick : List.of(0.1, 0.2, 0.5, 1d, 2d, 5d, 10d, 20d, 50d, 100d)) {
            double y = y(tick);
            if (y > BOTTOM || y < TOP) continue;
            add("<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%3$.1f\" y2=\"%3$.1f\"/>\n", LEFT, RIGHT, y);
            add(
                    "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n",
                    LEFT - 8, y + 4, number(tick));
        }
        for (double tick : List.of(10d, 20d, 50d, 100d, 200d, 500d, 1000d, 2000d, 5000d, 10_000d, 20_000d)) {
            double x = x(tick);
            if (x > RIGHT || x < LEFT) continue;
            add("<line class=\"grid\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$d\" y2=\"%3$d\"/>\n", x, TOP, BOTTOM);
            add(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
                    x, BOTTOM + 17, number(tick));
        }
        add("<text class=\"tick\" x=\"%d\" y=\"%d\">messages between servers an operation</text>\n", LEFT, TOP - 8);
        add(
                "<text class=\"tick\" x=\"%d\" y=\"%d\" text-anchor=\"end\">median latency, ms</text>\n",
                RIGHT, BOTTOM + 36);
        drawFront();
        points.forEach(this::draw);
        drawNames();
        return svg.append("</svg>\n").toString();
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private void drawFront() {
        var line = new StringBuilder();
        for (var point : front())
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.latency), y(point.messages)));
        add("<polyline class=\"front\" points=\"%s\"/>\n", line.toString().strip());
    }

    private void draw(Point point) {
        var kind = point.name.equals("answer") ? "answer" : point.isRight ? "pass" : "fail";
        add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"/>\n",
                kind, x(point.latency), y(point.messages), kind.equals("answer") ? "6" : "4");
    }

    /** In the right margin, from top to bottom as their points are, with a line to each. */
    private void drawNames() {
        var inOrder = points.stream()
                .sorted(Comparator.<Point>comparingDouble(point -> y(point.messages))
                        .thenComparing(point -> -point.latency))
                .toList();
        double free = TOP;
        double room = BOTTOM - LABEL_HEIGHT * inOrder.size();
        for (int i = 0; i < inOrder.size(); i++) {
            var point = inOrder.get(i);
            double y = Math.clamp(y(point.messages), free, Math.max(free, room + LABEL_HEIGHT * (i + 1)));
            free = y + LABEL_HEIGHT;
            add(
                    "<line class=\"lead\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n",
                    x(point.latency) + 7, y(point.messages), RIGHT + 10, y);
            add(
                    "<text class=\"%s\" x=\"%d\" y=\"%.1f\">%s</text>\n",
                    point.name.equals("answer") ? "best" : point.isRight ? "" : "wrong",
                    RIGHT + 14,
                    y + 4,
                    Entities.escape(point.name.equals("answer") ? "the answer" : point.name));
        }
    }
}
