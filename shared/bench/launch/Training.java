package bench.launch;

import bench.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs a node for a moment and lets the JVM write down what it loaded and linked. It is asked everything that a client of any
 * workload asks; what it does not know it answers with an error, and that belongs to a node's life too.
 */
final class Training {
    private static final long LONGEST_SECONDS = 60;
    private static final int LINES_TOLD = 5;
    private static final Set<String> VARIABLES_WITH_FLAGS =
            Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private static final String INIT = """
        {"src":"c0","dest":"n0","body":{"type":"init","msg_id":1,"node_id":"n0","node_ids":["n0","n1"]}}
        """;

    private static final List<String> REQUESTS =
            List.of("""
                "type":"echo","echo":{"a":[1,2.5,null,true,"x"]}\
                """, """
                "type":"generate\"\
                """, """
                "type":"topology","topology":{"n0":["n1"],"n1":["n0"]}\
                """, """
                "type":"broadcast","message":1\
                """, """
                "type":"add","delta":1,"element":1\
                """, """
                "type":"send","key":"1","msg":1\
                """, """
                "type":"poll","offsets":{"1":0}\
                """, """
                "type":"commit_offsets","offsets":{"1":0}\
                """, """
                "type":"list_committed_offsets","keys":["1"]\
                """, """
                "type":"txn","txn":[["w",1,1],["r",1,null]]\
                """, """
                "type":"txn","txn":[["append",1,1],["r",1,null]]\
                """, """
                "type":"write","key":1,"value":1\
                """, """
                "type":"cas","key":1,"from":1,"to":2\
                """, """
                "type":"read","key":1\
                """);

    private Training() {}

    /**
     * @param command java, its flags, and the node
     * @param cache where the cache is to be
     * @return why there is none; empty where there is
     */
    static Optional<String> run(List<String> command, Path cache) throws IOException {
        var folder = Files.createTempDirectory(cache.getParent(), ".training");
        try {
            return run(command, cache, folder);
        } finally {
            for (var name : List.of("requests", "output", "cache", "cache.config"))
                Files.deleteIfExists(folder.resolve(name));
            Files.delete(folder);
        }
    }

    private static Optional<String> run(List<String> command, Path cache, Path folder) throws IOException {
        var requests = folder.resolve("requests");
        var output = folder.resolve("output");
        var made = folder.resolve("cache");
        Files.writeString(requests, requests());
        var training = new ArrayList<>(command);
        training.add(1, "-XX:AOTCacheOutput=" + made);
        var builder = new ProcessBuilder(training)
                .redirectInput(requests.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(VARIABLES_WITH_FLAGS); // a cache holds for the flags it was made with
        var process = Children.start(builder);
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                return Optional.of("it was not ready after " + LONGEST_SECONDS + " s of training");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            Children.kill(List.of(process));
        }
        if (!Files.exists(made))
            return Optional.of("java ended with exit code " + process.exitValue() + ": " + tail(output));
        Files.move(made, cache, StandardCopyOption.ATOMIC_MOVE);
        return Optional.empty();
    }

    static String requests() {
        var lines = new StringBuilder(INIT);
        for (int i = 0; i < REQUESTS.size(); i++)
            lines.append(
                    "{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{\"msg_id\":%d,%s}}\n".formatted(i + 1, REQUESTS.get(i)));
        return lines.toString();
    }

    private static String tail(Path output) throws IOException {
        try (var lines = Files.lines(output, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            var all = lines.toList();
            return all.stream().skip(Math.max(0, all.size() - LINES_TOLD)).collect(Collectors.joining(" / "));
        }
    }
}
