package bench.report;

import bench.search.Coverage;
import java.io.PrintWriter;
import java.util.Locale;

/** What a search has seen, and what not, for a person. */
final class CoverageTable {
    private static final String HEADER =
            "    nodes  operations  what goes wrong      cases      seen wholly      orders   at random   bound";

    private final PrintWriter out;

    CoverageTable(PrintWriter out) {
        this.out = out;
    }

    void print(SearchResult result) {
        out.println(HEADER);
        for (var row : result.coverage()) out.println(line(row));
        long orders = result.coverage().stream().mapToLong(Coverage::orders).sum();
        boolean isWhole = result.coverage().stream().allMatch(Coverage::isWhole);
        out.printf(Locale.ROOT, isWhole ? "    all %,d orders%n" : "    %,d orders%n", orders);
        if (!result.failed()) out.print(Coverage.LIMITS.indent(4));
        if (isWhole) return;
        out.println(
                "    bound: the chance, at least, that a bug which needs two steps in their order was met at random");
        if (result.coverage().stream().anyMatch(Coverage::isRestrained))
            out.println("    left out: orders of messages that timers sent, while no operation's were under way");
    }

    private static String line(Coverage row) {
        var seen = row.isWhole() ? "all" : row.wholeCases() + " of " + row.cases();
        var bound = row.isWhole() || row.gambles() == 0
                ? ""
                : String.format(Locale.ROOT, "%6.2f %%", 100 * (1 - row.missed()));
        return String.format(
                Locale.ROOT,
                "    %5d  %10d  %-19s %6d  %15s  %,10d  %,10d  %s",
                row.nodes(),
                row.operations(),
                row.mishap(),
                row.cases(),
                seen,
                row.orders(),
                row.gambles(),
                bound);
    }
}
