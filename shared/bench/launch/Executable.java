package bench.launch;

import bench.process.Children;
import bench.source.Compilation;
import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A node's source file as a program: a script that becomes java, on one jar with all that the node needs and a cache of loaded
 * and linked classes (JEP 483, JEP 514), with which it starts in a third of the time.
 *
 * @param script the program
 * @param jar what it runs: a jar that needs nothing else
 * @param whyNoCache why it has no cache, and starts slowly; empty where it has one
 */
public record Executable(Path script, Path jar, Optional<String> whyNoCache) {
    /** What was measured to pay: most of a node's start is Java code that runs once. */
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=2", // a third of a start is compiling: compile what runs twice as often
            "-Xmn8m",
            "-XX:TrimNativeHeapInterval=1000", // what compiling took is given back
            "-XX:-UsePerfData",
            "-XX:+IgnoreUnrecognizedVMOptions", // some of these may be gone from a later JDK
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:ArchiveRelocationMode=0", // the cache stays where it was made for, and its pages unwritten
            "-XX:-AOTReplayTraining", // profiles of the training are read in vain where there is one tier
            "-Djava.locale.providers=SPI", // Jackson's default date format would else read all that is known of locales
            "-Djdk.virtualThreadScheduler.parallelism=1", // one handler at a time runs anyway
            "-XX:+DisplayVMOutputToStderr", // stdout belongs to the protocol
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    private static final String STAMP = "# made of ";
    private static final String NO_CACHE = "# no cache: ";

    private static final String SCRIPT = """
        #!/bin/sh
        %s
        java=%s
        jar=%s
        for part in "$java" "$jar"; do
            [ -f "$part" ] && continue
            echo "$0: $part is gone, and it needs that: make it again, with ./jbang bin" >&2
            exit 1
        done
        exec "$java" %s -jar "$jar" "$@"
        """;

    /**
     * Makes the program, unless it is there and what it is made of has not changed. Somebody who makes the same one at the same
     * time is waited for.
     *
     * @param file the node's source
     * @param script where the program is to be; its parts are put into a folder beside it
     * @throws SourceProblem where {@code file} does not compile, or has no main method
     * @throws IOException where something cannot be written
     */
    public static Executable make(Path file, Path script) throws SourceProblem, IOException {
        var source = NodeSource.read(file);
        var parts = Files.createDirectories(script.toAbsolutePath().normalize().resolveSibling("parts"));
        synchronized (Executable.class) { // the lock below is the whole JVM's
            var name = script.getFileName().toString();
            var lock = parts.resolve(name + ".lock");
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock(); // until the channel is closed
                var stamp = stamp(source);
                var jar = parts.resolve(name + "-" + stamp + ".jar");
                var made = find(script, jar, stamp);
                return made.isPresent() ? made.get() : make(source, script, jar, stamp);
            }
        }
    }

    private static Optional<Executable> find(Path script, Path jar, String stamp) throws IOException {
        if (!Files.isExecutable(script) || !Files.exists(jar)) return Optional.empty();
        var lines = Files.readAllLines(script);
        if (!lines.contains(STAMP + stamp)) return Optional.empty();
        var whyNoCache = lines.stream()
                .filter(line -> line.startsWith(NO_CACHE))
                .map(line -> line.substring(NO_CACHE.length()))
                .findFirst();
        return whyNoCache.isPresent() || Files.exists(cache(jar))
                ? Optional.of(new Executable(script, jar, whyNoCache))
                : Optional.empty();
    }

    private static Path cache(Path jar) {
        return Path.of(jar.toString().replaceFirst("jar$", "aot"));
    }

    private static Executable make(NodeSource source, Path script, Path jar, String stamp)
            throws SourceProblem, IOException {
        var classes = Compilation.of(source);
        Library.writeJar(classes, mainClass(source, classes), jar);

        var java = Children.java();
        var cache = cache(jar);
        var command = new ArrayList<>(FLAGS);
        command.addFirst(java.toString());
        command.addAll(List.of("-jar", jar.toString()));
        var whyNoCache = Training.run(command, cache);

        var flags = new ArrayList<>(FLAGS);
        if (whyNoCache.isEmpty()) flags.addFirst("-XX:AOTCache=" + cache);
        var comment = STAMP
                + stamp
                + whyNoCache
                        .map(why -> "\n" + NO_CACHE + why.replace('\n', ' '))
                        .orElse("");
        write(
                script,
                SCRIPT.formatted(
                        comment,
                        quoted(java),
                        quoted(jar),
                        String.join(" ", flags.stream().map(Executable::quoted).toList())));
        deleteOlder(script, jar.getParent(), stamp);
        return new Executable(script, jar, whyNoCache);
    }

    private static void write(Path script, String text) throws IOException {
        var temporary = Files.createTempFile(script.toAbsolutePath().getParent(), ".", ".sh");
        Files.writeString(temporary, text);
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(temporary, script, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What the program was made of before. Nodes that run on it have their files open. */
    private static void deleteOlder(Path script, Path parts, String stamp) throws IOException {
        var older = Pattern.quote(script.getFileName().toString()) + "-(?!" + stamp + ")[0-9a-f]{16}\\.(jar|aot)";
        try (var files = Files.list(parts)) {
            for (var file : files.toList()) if (file.getFileName().toString().matches(older)) Files.delete(file);
        }
    }

    private static String quoted(Object word) {
        return "'" + word.toString().replace("'", "'\\''") + "'";
    }

    private static String stamp(NodeSource source) throws SourceProblem, IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var parts = new ArrayList<>(List.of(source.text()));
            for (var companion : source.companions()) parts.add(companion.text());
            for (var property : List.of("java.home", "java.vm.version")) parts.add(System.getProperty(property));
            parts.addAll(List.of(SCRIPT, FLAGS.toString(), Training.requests()));
            for (var part : parts) { // each with its length: else text could move from one to the next unseen
                var bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            Library.digest(digest);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String mainClass(NodeSource source, Map<String, byte[]> classes) throws SourceProblem {
        var withMain = classes.entrySet().stream()
                .filter(type -> ClassFile.of().parse(type.getValue()).methods().stream()
                        .anyMatch(method -> method.methodName().equalsString("main")))
                .map(Map.Entry::getKey)
                .toList();
        var named = source.directives("MAIN");
        var chosen = withMain.stream()
                .filter(type -> named.isEmpty() || named.contains(type))
                .toList();
        if (chosen.size() == 1) return chosen.getFirst();
        if (withMain.isEmpty())
            throw new SourceProblem(source.file() + " has no main method: its node needs void main() { serve(); }");
        throw new SourceProblem(source.file() + " has main methods in " + String.join(", ", withMain)
                + "; say which by a line //MAIN with the class's name");
    }
}
