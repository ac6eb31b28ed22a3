package launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A throwaway clone: the real launcher with small sources, an empty home, a PATH that holds standard tools and nothing
 * else, and a JDK made of shell scripts. What a test needs more, it adds.
 */
final class Clone {
    /** The standard tools that the launcher may use, and no others, in a folder of their own. */
    private static final Path TOOLS =
            link("sh cat cksum cp env find head ls mkdir mktemp mv perl ps readlink rm sed sha256sum shasum sort tail");

    /** The folder of this clone. */
    final Path root;
    /** Its user's home. */
    final Path home;
    /** Where the launcher keeps a JBang that it fetched: empty unless a test calls {@link #fetched}. */
    final Path caches;
    /** A folder on PATH, for commands that a test installs. */
    final Path bin;
    /** Where {@link FakeJdk} writes a line for each build. */
    final Path builds;

    private final Map<String, String> environment = new TreeMap<>();

    /**
     * @param folder an empty folder
     * @param name the name that the clone's own folder gets in it
     */
    Clone(Path folder, String name) throws IOException {
        root = Files.createDirectories(folder.resolve(name)).toRealPath();
        home = Files.createDirectory(folder.resolve("home"));
        caches = home.resolve(".cache/gossip-glomers");
        bin = Files.createDirectory(folder.resolve("bin"));
        builds = folder.resolve("builds");
        for (var file : List.of("jbang", "jbang-catalog.json", ".jbang/checksums", ".jbang/fetch.sh")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.copy(repository().resolve(file), root.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        write("shared/bench/Bench.java", "the bench");
        write("shared/node/Node.java", "the node");
        write("challenges/5c.java", "stage 5c");
        write("tests/Tests.java", "the tests");
        set("PATH", bin + ":" + TOOLS);
        set("HOME", home.toString());
        set("LANG", "C.UTF-8");
        set("JDK_SYSTEM_ROOT", Files.createDirectory(folder.resolve("system")).toString());
        set("BUILDS", builds.toString());
        set("JAVA_HOME", FakeJdk.in(folder.resolve("jdk"), "25.0.1").toString());
    }

    Clone(Path folder) throws IOException {
        this(folder, "clone");
    }

    /** Lets the launcher find a JBang that it fetched before. */
    Clone fetched() throws IOException {
        Files.createDirectories(caches.resolve("jbang-0.132.1"));
        return this;
    }

    /** Sets a variable of the launcher's environment; null takes it away. */
    Clone set(String variable, String value) {
        if (value == null) environment.remove(variable);
        else environment.put(variable, value);
        return this;
    }

    String get(String variable) {
        return environment.get(variable);
    }

    /** Writes a file of the clone. */
    Path write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text + "\n");
    }

    /** Makes a named pipe, by which a test and a process wait for each other. */
    static Path pipe(Path file) throws IOException, InterruptedException {
        var code = new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
        if (code != 0) throw new IOException("cannot make a pipe " + file);
        return file;
    }

    /** Installs a command on PATH. */
    Path command(String name, String script) throws IOException {
        return executable(bin.resolve(name), script);
    }

    /** Makes a command of the machine visible. Says whether the machine has it. */
    boolean borrow(String name) throws IOException {
        var found = onPath(name);
        if (found != null) command(name, "#!/bin/sh\nexec '" + found + "' \"$@\"\n");
        return found != null;
    }

    /** How often something was built so far. */
    long builds() throws IOException {
        if (!Files.exists(builds)) return 0;
        try (var lines = Files.lines(builds)) {
            return lines.count();
        }
    }

    /** The names in a folder of builds or caches; none where there is no such folder. */
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /** Runs the launcher in the clone's folder, with nothing on standard input. */
    Result jbang(String... arguments) throws IOException, InterruptedException {
        return start(arguments).finish("");
    }

    /** Starts the launcher in the clone's folder. */
    Running start(String... arguments) throws IOException {
        return start(root, root.resolve("jbang"), arguments);
    }

    /** Starts a launcher in any folder. */
    Running start(Path directory, Path launcher, String... arguments) throws IOException {
        var command = Stream.concat(Stream.of(launcher.toString()), Arrays.stream(arguments));
        var out = Files.createTempFile(home, "out", null);
        var err = Files.createTempFile(home, "err", null);
        var builder = new ProcessBuilder(command.toList()).directory(directory.toFile());
        builder.redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    /** A launcher at work. */
    record Running(Process process, Path out, Path err) {
        /** What somebody writes into a pipe; nothing when the launcher ends without that. */
        String hear(Path pipe) throws IOException {
            var waker = process.onExit().thenRun(() -> {
                try (var nobody = new RandomAccessFile(pipe.toFile(), "rw")) {
                    nobody.getFD(); // an open end is all that a waiting reader needs
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            var heard = Files.readString(pipe).strip();
            waker.cancel(false); // or it might make the file again while the folder is being deleted
            return heard;
        }

        /** Gives it its input and waits for its end; one that does not end fails the test. */
        Result finish(String input) throws IOException, InterruptedException {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes());
            } catch (IOException e) {
                // It ended without reading its input, which is its right.
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("the launcher did not end within a minute");
            }
            return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    /** What a launcher did. */
    record Result(int code, String out, String err) {
        /** Its standard error without the lines that tell of progress. */
        String complaint() {
            return err.lines()
                    .filter(line -> !line.startsWith("jbang: building ") && !line.startsWith("jbang: fetching "))
                    .collect(Collectors.joining("\n"));
        }
    }

    static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, script);
        if (!file.toFile().setExecutable(true)) throw new IOException("cannot make " + file + " executable");
        return file;
    }

    /** The repository that these tests are in. */
    static Path repository() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent())
            if (Files.exists(folder.resolve(".jbang/checksums"))) return folder;
        throw new IllegalStateException("run the tests from a folder of the repository");
    }

    private static Path link(String tools) {
        try {
            var folder = Files.createTempDirectory("tools");
            folder.toFile().deleteOnExit();
            for (var tool : tools.split(" ")) {
                var found = onPath(tool);
                if (found != null)
                    Files.createSymbolicLink(folder.resolve(tool), found)
                            .toFile()
                            .deleteOnExit();
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the machine has a command, or null. */
    static Path onPath(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
