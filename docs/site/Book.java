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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The verbs that show the course. */
@Command(
        name = "jbang",
        description = "Shows the course.",
        subcommands = {BookCommand.class, ReadCommand.class, ListCommand.class},
        synopsisSubcommandLabel = "VERB")
public final class Book {
    private static final int BROKEN = 1;
    static final int USAGE = 64;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    private boolean help;

    private Book() {}

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

    /** The clone's top folder: what the launcher says, or the nearest one above the working directory that is one. */
    static Path root() {
        var told = System.getProperty("bench.root");
        if (told != null) return Path.of(told);
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("jbang-catalog.json")))
                .findFirst()
                .orElseThrow(() -> new Refusal("run this in the clone, or by its ./jbang"));
    }
}
