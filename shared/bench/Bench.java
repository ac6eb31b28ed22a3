///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS me.tongfei:progressbar:0.10.2
//SOURCES ../node/*.java
//SOURCES ../kv/*.java
//SOURCES *.java
//SOURCES **/*.java
// The work as a whole is to end soon, and no pause is too long:
//RUNTIME_OPTIONS -XX:+UseParallelGC
//MAIN bench.Bench

package bench;

import bench.source.Guard;
import bench.source.Guard.NodeEnded;
import bench.source.NodeOutput;
import bench.source.SourceProblem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The verbs. */
@Command(
        name = "jbang",
        description = "Judges distributed systems.",
        subcommands = {
            CheckCommand.class,
            JudgeCommand.class,
            BinCommand.class,
            MaelstromCommand.class,
            BenchNodeCommand.class,
            BenchJudgeCommand.class,
            GalleryCommand.class,
            ScoreCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB")
public final class Bench {
    /** Every run passed. */
    static final int PASS = 0;

    /** Some run failed, or a file has no node that could run: it does not compile, say, or its constructor throws. */
    static final int FAIL = 1;

    /** None failed, but some showed nothing. */
    static final int VACUOUS = 2;

    // As in sysexits.h: a wrong command line, a file that cannot be read, a need that is not there, a defect of the
    // bench, a file that cannot be written.
    static final int USAGE = 64;
    static final int NO_INPUT = 66;
    static final int UNAVAILABLE = 69;
    static final int SOFTWARE = 70;
    static final int IO_ERROR = 74;

    /** What help says of them, in picocli's form. */
    static final String EXIT_CODES = "%nExit codes:%n";

    static final String USAGE_TEXT =
            "64:the command line is wrong: no such stage, file or option, or a value out of range";
    static final String IO_ERROR_TEXT = "74:something could not be written: the disk may be full";

    private Bench() {}

    public static void main(String[] arguments) {
        var sink = new Stdout(new FileOutputStream(FileDescriptor.out));
        var stdout = new PrintWriter(sink, true, System.out.charset());
        var stderr = new PrintWriter(System.err, true);
        System.setOut(NodeOutput.stdoutOver(System.err));
        System.setErr(NodeOutput.stderrOver(System.err));
        System.setIn(InputStream.nullInputStream()); // a node must not wait for what is not for it
        var exit = new Exit();
        exit.refuseOthers(stderr);
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> tellUncaught(problem, stderr));
        try {
            int exitCode = commandLine().setOut(stdout).setErr(stderr).execute(arguments);
            stdout.flush();
            sink.problem().ifPresent(problem -> stderr.println("stdout cannot be written: " + problem));
            exit.with(sink.problem().isPresent() && exitCode == PASS ? IO_ERROR : exitCode);
        } catch (Error e) { // for which picocli has no handler
            exit.with(tellDefect(e, stderr));
        }
    }

    /** A node may have threads of its own, though it should not. */
    private static void tellUncaught(Throwable problem, PrintWriter err) {
        var place = Guard.place(problem.getStackTrace());
        if (place.isEmpty()) tellDefect(problem, err);
        else if (!(problem instanceof NodeEnded)) // else it has been told
        err.println("a thread of a node's own ended with " + problem + ", at "
                + place.get().getFileName() + ":" + place.get().getLineNumber());
    }

    /** Says that it was nobody's mistake but ours; or perhaps a node's, since all share the memory. */
    private static int tellDefect(Throwable problem, PrintWriter err) {
        if (problem instanceof OutOfMemoryError) {
            err.println("The memory is full: " + (Runtime.getRuntime().maxMemory() >> 20) + " MB. Does a node keep more"
                    + " and more? Else let the bench have more, by JAVA_TOOL_OPTIONS=-Xmx8g");
            return VACUOUS;
        }
        try {
            var file = Files.createTempFile("bench-defect-", ".txt");
            try (var trace = new PrintWriter(file.toFile())) {
                problem.printStackTrace(trace);
            }
            err.println("This is a defect of the bench, not of your node: " + problem);
            err.println("Please report it, with your command and " + file);
        } catch (IOException e) {
            problem.printStackTrace(err);
        }
        return SOFTWARE;
    }

    static CommandLine commandLine() {
        var bench = new CommandLine(new Bench());
        withoutVersion(bench);
        var whole = number("whole number up to " + Integer.MAX_VALUE, Integer::valueOf);
        var fraction = number("number", Double::valueOf);
        bench.registerConverter(int.class, whole)
                .registerConverter(Integer.class, whole)
                .registerConverter(Long.class, number("whole number up to " + Long.MAX_VALUE, Long::valueOf))
                .registerConverter(double.class, fraction)
                .registerConverter(Double.class, fraction);
        bench.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(true); // for shells
        return bench.setParameterExceptionHandler(Bench::explain)
                .setExecutionExceptionHandler((problem, command, parsed) -> tell(problem, command.getErr()));
    }

    private static int tell(Exception problem, PrintWriter err) {
        int exitCode = switch (problem) {
            case SourceProblem atFault -> FAIL;
            case UserError mistake -> mistake.exitCode();
            default -> SOFTWARE;
        };
        if (exitCode == SOFTWARE) return tellDefect(problem, err);
        err.println(problem.getMessage());
        return exitCode;
    }

    /** Picocli would speak of ints and doubles. */
    private static <N> ITypeConverter<N> number(String kind, ITypeConverter<N> parser) {
        return word -> {
            try {
                return parser.convert(word);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("\"" + word + "\" is no " + kind);
            }
        };
    }

    /** Verbs have no version of their own, though picocli would give them an option for it. */
    private static void withoutVersion(CommandLine command) {
        var spec = command.getCommandSpec();
        var version = spec.findOption("--version");
        if (version != null) spec.remove(version);
        command.getSubcommands().values().forEach(Bench::withoutVersion);
    }

    private static List<String> verbs(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One message, the likely meaning of a slip, and where to read more; not the whole manual. */
    private static int explain(ParameterException problem, String[] arguments) {
        var command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        boolean isVerb = command.getParent() != null;
        err.println(
                isVerb || arguments.length == 0 ? problem.getMessage() : "there is no verb \"" + arguments[0] + "\"");
        CommandLine.UnmatchedArgumentException.printSuggestions(problem, err);
        err.println(
                isVerb
                        ? "See ./jbang " + command.getCommandName() + " --help"
                        : "The verbs are "
                                + String.join(", ", verbs(command))
                                + "; ./jbang alone lists all there is to run");
        return USAGE;
    }
}
