package bench.gallery;

import bench.gallery.Gallery.Catch;
import bench.gallery.Gallery.Clearance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import node.Json;

/**
 * What the gallery's run showed, as data. This is what {@code gallery --json} writes, names in snake case.
 *
 * @param caught a line for each anomaly that a wrong node has to be caught for
 * @param cleared a line for each run of a right node
 */
public record Report(List<Caught> caught, List<Cleared> cleared) {
    /**
     * @param run a stage's id or Maelstrom's options
     * @param mistake what is wrong with the node
     * @param severity {@code fails} or {@code warns}
     * @param checker who found it; null where nobody did
     * @param seed the first that showed it; null where none did
     * @param mostSeeds how many it may take
     * @param text how it was told, or what was there to see instead
     */
    public record Caught(
            String file,
            String run,
            String mistake,
            String anomaly,
            String severity,
            String checker,
            Long seed,
            int mostSeeds,
            String text) {}

    /** @param alarm what is held against it; null where nothing is */
    public record Cleared(String file, String run, int seeds, String alarm) {}

    public static Report of(List<Catch> catches, List<Clearance> clearances) {
        return new Report(
                catches.stream()
                        .map(each -> new Caught(
                                name(each.exhibit()),
                                each.exhibit().run(),
                                each.exhibit().mistake(),
                                each.claim().anomaly(),
                                each.claim().severity().name().toLowerCase(Locale.ROOT),
                                each.checker(),
                                each.seed(),
                                each.exhibit().mostSeeds(),
                                each.text()))
                        .toList(),
                clearances.stream()
                        .map(each -> new Cleared(
                                each.lookAlike().file().toString(),
                                each.lookAlike().run(),
                                each.seeds(),
                                each.alarm()))
                        .toList());
    }

    private static String name(Exhibit exhibit) {
        return exhibit.file().getFileName().toString();
    }

    public String toJson() {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /** Who was caught for each anomaly, by checker. */
    public String toAsciiDoc() {
        var text = new StringBuilder("""
            [cols="2,2,3,1,6",options="header"]
            |===
            |Checker |Anomaly |Caught |Seed |What is wrong with it
            """);
        caught.stream()
                .filter(each -> each.seed != null)
                .sorted(Comparator.comparing(Caught::checker)
                        .thenComparing(Caught::anomaly)
                        .thenComparing(Caught::file))
                .forEach(each -> text.append("\n|")
                        .append(each.checker)
                        .append("\n|")
                        .append(each.anomaly)
                        .append(each.severity.equals("warns") ? " (warning)" : "")
                        .append("\n|")
                        .append(each.file)
                        .append("\n|")
                        .append(each.seed)
                        .append("\n|")
                        .append(each.mistake.replace("|", "\\|"))
                        .append('\n'));
        return text.append("|===\n").toString();
    }

    /** All in one line. */
    public String summary() {
        long missed = caught.stream().filter(each -> each.seed == null).count();
        long accused = cleared.stream().filter(each -> each.alarm != null).count();
        long nodes = caught.stream().map(Caught::file).distinct().count();
        long anomalies = caught.stream()
                .map(each -> each.checker + each.anomaly)
                .distinct()
                .count();
        return nodes + " wrong nodes, " + anomalies + " anomalies, " + (caught.size() - missed) + " of " + caught.size()
                + " caught; " + (cleared.size() - accused) + " of " + cleared.size() + " look-alikes clean";
    }
}
