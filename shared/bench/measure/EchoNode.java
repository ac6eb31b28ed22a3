package bench.measure;

import bench.process.Children;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/** An echo node as a running process, to be measured. */
final class EchoNode implements AutoCloseable {
    private static final byte[] INIT = line("\"type\":\"init\",\"msg_id\":1,\"node_id\":\"n0\",\"node_ids\":[\"n0\"]");
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(3);

    private final Process process;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    EchoNode(List<String> command) throws IOException {
        process = Children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
        process.onExit()
                .completeOnTimeout(null, LONGEST_LIFE.toSeconds(), TimeUnit.SECONDS)
                .thenRun(process::destroyForcibly);
    }

    private static byte[] line(String body) {
        return ("{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{" + body + "}}\n").getBytes(StandardCharsets.UTF_8);
    }

    void askInit() throws IOException {
        process.getOutputStream().write(INIT);
        process.getOutputStream().flush();
    }

    /** Waits for {@code count} more answers. */
    void awaitAnswers(int count) throws IOException {
        for (int answers = 0; answers < count; ) {
            int read = process.getInputStream().read(buffer);
            if (read < 0)
                throw new IOException("the node ended, or was ended after " + LONGEST_LIFE.toMinutes()
                        + " minutes, with " + answers + " of " + count + " answers given");
            for (int i = 0; i < read; i++) if (buffer[i] == '\n') answers++;
        }
    }

    /** Sends {@code count} requests as fast as they are taken, and waits for as many answers. */
    void echo(int count) throws IOException {
        var requests = requests(count);
        var written = CompletableFuture.runAsync(
                () -> {
                    try {
                        for (var chunk : requests) process.getOutputStream().write(chunk);
                        process.getOutputStream().flush();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
        awaitAnswers(count);
        written.join();
    }

    private static List<byte[]> requests(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> line("\"type\":\"echo\",\"msg_id\":" + i + ",\"echo\":\"Please echo " + i + "\""))
                .gather(Gatherers.windowFixed(BUFFER_BYTES / 100))
                .map(EchoNode::joined)
                .toList();
    }

    private static byte[] joined(List<byte[]> lines) {
        var joined = new byte[lines.stream().mapToInt(line -> line.length).sum()];
        int at = 0;
        for (var line : lines) {
            System.arraycopy(line, 0, joined, at, line.length);
            at += line.length;
        }
        return joined;
    }

    /** The resident memory, shared pages included, in MB. */
    double residentMegabytes() throws IOException {
        var status = Path.of("/proc", String.valueOf(process.pid()), "status");
        if (Files.exists(status)) return kilobytes(Files.readAllLines(status), "VmRSS:") / 1024;
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
        return kilobytes(ps.inputReader().readAllLines(), "") / 1024;
    }

    private static double kilobytes(List<String> lines, String label) {
        return lines.stream()
                .filter(line -> line.startsWith(label))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        Children.kill(List.of(process));
    }

    /** Starts {@code count} nodes at once; gives how long it takes until each is initialised, in seconds. */
    static double startSeconds(List<String> command, int count) throws IOException {
        var nodes = new ArrayList<EchoNode>();
        try {
            long beganNanos = System.nanoTime();
            for (int i = 0; i < count; i++) nodes.add(new EchoNode(command));
            for (var node : nodes) node.askInit();
            for (var node : nodes) node.awaitAnswers(1);
            return (System.nanoTime() - beganNanos) / 1e9;
        } finally {
            nodes.forEach(EchoNode::close);
        }
    }
}
