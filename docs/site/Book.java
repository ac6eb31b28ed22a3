///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.asciidoctor:asciidoctorj:3.0.1
//DEPS org.jsoup:jsoup:1.24.1
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
// Asciidoctor is JRuby, which ends before more JIT pays:
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow
//SOURCES *.java
//MAIN site.Book

package site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds the course as a site, from the chapters beside the answers and the pages in {@code docs/}. */
@Command(
        name = "book",
        exitCodeOnInvalidInput = Book.USAGE,
        description = "Builds the course as a site that works from a folder, offline.",
        sortOptions = false,
        usageHelpAutoWidth = true)
public final class Book implements Callable<Integer> {
    private static final int BROKEN = 1;
    static final int USAGE = 64;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the site goes; build/book in the clone where not given.")
    private Path out;

    @Option(
            names = "--measure",
            description =
                    "Instead: runs what the chapters tell of, and writes docs/measured/ and the chapters' figures.")
    private boolean measure;

    @Option(
            names = "--failures",
            description = "Runs only the failures that chapters tell, which takes less time; means --measure.")
    private boolean failures;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Parameters(paramLabel = "PAGE", description = "With --measure: only these (3d); all where none is named.")
    private List<String> pages = List.of();

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        return new CommandLine(new Book()).setExecutionExceptionHandler((problem, command, parsed) -> {
            switch (problem) {
                case BrokenBook broken -> broken.problems().forEach(command.getErr()::println);
                case Refusal refusal -> {
                    command.getErr().println(refusal.getMessage());
                    return USAGE;
                }
                default -> throw problem;
            }
            return BROKEN;
        });
    }

    /** A mistake on the command line, or a folder that is not ours to write to. */
    static final class Refusal extends RuntimeException {
        Refusal(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public Integer call() throws IOException {
        var root = root();
        var stdout = spec.commandLine().getOut();
        if (measure || failures) {
            if (out != null) throw new Refusal("--measure writes into the clone: leave out --out");
            new Measurement(root, stdout).run(Course.named(root, pages), failures);
            return 0;
        }
        if (!pages.isEmpty()) throw new Refusal("the whole book is built: leave out " + String.join(" ", pages));
        var folder = out != null ? out : root.resolve("build/book");
        var output = SiteFolder.at(folder);
        try (var press = new Press()) {
            output.replaceBy(new Site(root, press).build());
        }
        stdout.println(folder.resolve("index.html"));
        return 0;
    }

    private static Path root() {
        var told = System.getProperty("bench.root");
        if (told != null) return Path.of(told);
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("jbang-catalog.json")))
                .findFirst()
                .orElseThrow(() -> new Refusal("run this in the clone, or by its ./jbang"));
    }
}
