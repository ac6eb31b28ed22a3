package bench.score;

import static java.util.stream.Collectors.joining;

import java.util.List;
import node.Json;

/** What was measured: data, and the tables in which a person reads it. */
public sealed interface Paper permits Scores, Sweeps {
    String title();

    /** What the columns mean. */
    String legend();

    List<Grid> grids();

    /** The data, names in snake case. */
    default String toJson() {
        return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    default String toMarkdown() {
        return "# " + title() + "\n\n" + legend() + "\n\n"
                + grids().stream().map(Grid::toMarkdown).collect(joining("\n"));
    }

    default String toAsciiDoc() {
        return "= " + title() + "\n\n" + legend() + "\n\n" + toAsciiDocPart();
    }

    /** The tables alone, for a page that includes them. */
    default String toAsciiDocPart() {
        return grids().stream().map(Grid::toAsciiDoc).collect(joining("\n"));
    }
}
