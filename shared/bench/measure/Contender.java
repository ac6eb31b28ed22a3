package bench.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A way to run an echo node, and what was measured of it.
 *
 * @param command the program and its arguments
 */
public record Contender(String name, List<String> command, List<Round> rounds) {
    public static final int AT_ONCE = 25;

    private static final int STARTS = 5;
    private static final int ECHOES = 200_000;

    public Contender(String name, List<String> command) {
        this(name, command, new ArrayList<>());
    }

    /**
     * @param startSeconds from the start of one node to its {@code init_ok}
     * @param startAllSeconds the same of {@link #AT_ONCE} nodes started together, until the last one is ready
     * @param startedMegabytes resident memory then
     * @param usedMegabytes resident memory after all the echoes
     * @param echoesPerSecond through pipes, the node's warming up included
     */
    public record Round(
            double startSeconds,
            double startAllSeconds,
            double startedMegabytes,
            double usedMegabytes,
            double echoesPerSecond) {}

    /** Measures everything once more. */
    public void measure() throws IOException {
        var starts = new double[STARTS];
        for (int i = 0; i < STARTS; i++) starts[i] = EchoNode.startSeconds(command, 1);
        double startAllSeconds = EchoNode.startSeconds(command, AT_ONCE);
        try (var node = new EchoNode(command)) {
            node.askInit();
            node.awaitAnswers(1);
            double startedMegabytes = node.residentMegabytes();
            long beganNanos = System.nanoTime();
            node.echo(ECHOES);
            double seconds = (System.nanoTime() - beganNanos) / 1e9;
            rounds.add(new Round(
                    median(starts), startAllSeconds, startedMegabytes, node.residentMegabytes(), ECHOES / seconds));
        }
    }

    /** The middle one of what {@code figure} is in each round. */
    public double median(ToDoubleFunction<Round> figure) {
        return median(rounds.stream().mapToDouble(figure).toArray());
    }

    private static double median(double[] sample) {
        var sorted = sample.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
