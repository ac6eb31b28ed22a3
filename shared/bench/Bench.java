///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS info.picocli:picocli:4.7.7
//DEPS me.tongfei:progressbar:0.10.2
//SOURCES ../node/*.java
//SOURCES ../kv/*.java
//SOURCES *.java
//SOURCES **/*.java
//MAIN bench.Bench

package bench;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

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
            GalleryCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB")
public final class Bench {
    /** Exit codes: every run passed; some failed; some showed nothing; the command line is wrong; a file given is. */
    static final int PASS = 0;

    static final int FAIL = 1;
    static final int VACUOUS = 2;
    static final int USAGE = 64;
    static final int NO_INPUT = 66;

    private Bench() {}

    public static void main(String[] arguments) {
        var stdout = new PrintWriter(System.out, true);
        System.setOut(System.err); // what a node under test prints is no result
        System.exit(commandLine().setOut(stdout).execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench())
                .setParameterExceptionHandler(Bench::explain)
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (!(problem instanceof UserError error)) throw problem;
                    command.getErr().println(error.getMessage());
                    return error.exitCode();
                });
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
                                + String.join(", ", command.getSubcommands().keySet()));
        return USAGE;
    }
}
