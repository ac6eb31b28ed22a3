///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS com.palantir.javaformat:palantir-java-format:2.103.0
//DEPS info.picocli:picocli:4.7.7
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED
//MAIN format.Format

package format;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Formats Java sources in Palantir's style: 120 columns, comments as they were written, imports sorted and none unused. */
@Command(name = "format", description = "Formats Java sources.")
public final class Format implements Callable<Integer> {
    private static final int DIFFERENT = 1;
    private static final int USAGE = 64;
    private static final int MOST_PASSES = 5;

    /** Folders that hold what was built or recorded. */
    private static final Set<String> NOT_SOURCES = Set.of(".git", "build", "store");

    private final Formatter formatter = Formatter.createFormatter(
            JavaFormatterOptions.builder().style(Style.PALANTIR).build());

    @Option(
            names = "--check",
            description = "Only names the files that are not formatted; exits with 1 if there are any.")
    private boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Parameters(paramLabel = "PATH", description = "Files and folders; the whole repository where none is given.")
    private List<Path> paths = List.of();

    /** A source that cannot be formatted; the message says where and why. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message, null);
        }
    }

    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Format());
        commandLine.getCommandSpec().exitCodeOnInvalidInput(USAGE);
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        int different = 0;
        int unreadable = 0;
        var sources = new ArrayList<Path>();
        for (var path : paths.isEmpty() ? List.of(repository()) : paths) {
            if (!Files.exists(path)) return usageError("there is no " + path);
            sources.addAll(sources(path));
        }
        for (var source : sources) {
            try {
                var text = read(source);
                var formatted = format(source, text);
                if (formatted.equals(text)) continue;
                different++;
                System.out.println(source);
                if (!check) Files.writeString(source, formatted);
            } catch (Unreadable e) {
                unreadable++;
                System.err.println(e.getMessage());
            }
        }
        System.out.printf(
                "%d of %d files %s%n", different, sources.size(), check ? "are not formatted" : "were changed");
        return unreadable > 0 || check && different > 0 ? DIFFERENT : 0;
    }

    /** The repository of the launcher that started this, as a person in the working directory would write it. */
    private static Path repository() {
        var here = Path.of("").toAbsolutePath();
        var root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath();
        return root.startsWith(here) ? here.relativize(root) : root;
    }

    private static int usageError(String message) {
        System.err.println("format: " + message);
        return USAGE;
    }

    /** The Java sources in {@code path}, in the order of their names, or {@code path} itself. */
    static List<Path> sources(Path path) throws IOException {
        if (!Files.isDirectory(path)) return List.of(path);
        var sources = new ArrayList<Path>();
        try (Stream<Path> entries = Files.list(path)) {
            for (var entry : entries.sorted().toList()) {
                var name = entry.getFileName().toString();
                if (Files.isDirectory(entry) ? !NOT_SOURCES.contains(name) : name.endsWith(".java"))
                    sources.addAll(sources(entry));
            }
        }
        return sources;
    }

    static String read(Path source) throws IOException, Unreadable {
        try {
            return Files.readString(source);
        } catch (CharacterCodingException e) {
            throw new Unreadable(source + " is not text in UTF-8");
        }
    }

    /**
     * Leaves the first lines alone as long as they are {@code //} comments: they are JBang's, which would not know them with a
     * blank after the slashes.
     *
     * @return {@code text} as it should be
     * @throws Unreadable where it is no Java
     */
    String format(Path source, String text) throws Unreadable {
        int start = 0;
        while (text.startsWith("//", start) && text.indexOf('\n', start) >= 0) start = text.indexOf('\n', start) + 1;
        var directives = text.substring(0, start);
        var java = text.substring(start).stripLeading();
        long linesBefore =
                text.substring(0, text.length() - java.length()).lines().count();
        try {
            // A pass may indent a text block as the line before it was, so that it needs another one.
            for (int pass = 0; pass < MOST_PASSES; pass++) {
                var before = java;
                java = formatter.formatSourceAndFixImports(before);
                if (java.equals(before)) break;
            }
            return directives.isEmpty() ? java : directives + "\n" + java;
        } catch (FormatterException e) {
            throw new Unreadable(e.diagnostics().stream()
                    .map(problem -> source + ":" + (problem.line() + linesBefore) + ": " + problem.message())
                    .collect(Collectors.joining("\n")));
        }
    }
}
