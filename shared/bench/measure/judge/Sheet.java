package bench.measure.judge;

import java.io.PrintWriter;
import java.util.Locale;

/** Measures pieces of work and prints a line for each as soon as it is done. */
public final class Sheet {
    private static final String NONE = "";
    private static final String ROW = "%-36s %9s %9s %9s %9s %9s %9s";

    private final PrintWriter out;
    private final double seconds;
    private Cost shorter; // of the work before
    private int shorterBy; // its length

    /** @param seconds how long work that is short is done at least to warm up, and again to be measured */
    public Sheet(PrintWriter out, double seconds) {
        this.out = out;
        this.seconds = seconds;
        print("", "wall, s", "CPU, s", "goal, s", "growth", "n log n", "heap, MB");
    }

    /**
     * Work that is done once.
     *
     * @param goalSeconds on two cores that have nothing else to do; null for none
     */
    void once(String name, Runnable work, Double goalSeconds) {
        row(name, Cost.ofOnce(work), goalSeconds, NONE, NONE);
    }

    /** Work that is done often. */
    void many(String name, Runnable work, Double goalSeconds) {
        row(name, Cost.ofMany(work, seconds), goalSeconds, NONE, NONE);
    }

    /**
     * Work that is done often, on a history. Where that of the row before was shorter, tells how much more it is, and how much
     * more n log n is.
     *
     * @param length operations in the history
     */
    void many(String name, int length, Runnable work, Double goalSeconds) {
        var cost = Cost.ofMany(work, seconds);
        boolean grew = shorterBy > 0 && length > shorterBy;
        row(
                name + " " + grouped(length),
                cost,
                goalSeconds,
                grew ? times(cost.cpuSeconds() / shorter.cpuSeconds()) : NONE,
                grew ? times(length * Math.log(length) / (shorterBy * Math.log(shorterBy))) : NONE);
        shorter = cost;
        shorterBy = length;
    }

    private void row(String name, Cost cost, Double goalSeconds, String growth, String ideal) {
        print(
                name,
                seconds(cost.wallSeconds()),
                seconds(cost.cpuSeconds()),
                goalSeconds == null ? NONE : String.format(Locale.ROOT, "%.1f", goalSeconds),
                growth,
                ideal,
                String.format(Locale.ROOT, "%.0f", cost.peakMegabytes()));
    }

    private void print(Object... cells) {
        out.println(ROW.formatted(cells).stripTrailing());
        out.flush();
    }

    /** With the digits that mean something. */
    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, seconds < 1 ? "%.4f" : "%.2f", seconds);
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "x%.1f", ratio);
    }

    static String grouped(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
