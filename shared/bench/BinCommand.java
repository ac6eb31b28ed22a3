package bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import bench.launch.Executable;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes programs of nodes: what process mode and Maelstrom run. */
@Command(
        name = "bin",
        description = "Makes a program of a stage's answer or of any node file: build/bin/STAGE.",
        exitCodeListHeading = Bench.EXIT_CODES,
        exitCodeList = {
            "0:all are made",
            "1:a file has no node that can run: it does not compile, or has no main method",
            Bench.USAGE_TEXT,
            Bench.IO_ERROR_TEXT
        },
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class BinCommand implements Callable<Integer> {
    private static final int LONGEST_FIRST_LINE_BYTES = 256;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "STAGE|FILE", description = "A stage (3c) or a .java file.")
    private List<String> words;

    @Override
    public Integer call() throws SourceProblem {
        var targets = words.stream().map(Target::named).toList(); // all mistakes are told before anything is made
        for (var target : targets) {
            var executable = make(target.file());
            spec.commandLine().getOut().println(executable.script());
            executable
                    .whyNoCache()
                    .ifPresent(why -> spec.commandLine()
                            .getErr()
                            .println(executable.script() + " starts slowly, since java could make no cache of it: "
                                    + why));
        }
        return Bench.PASS;
    }

    /**
     * What starts a node.
     *
     * @param node a source file, of which a program is made if there is none yet; or a program in any language
     * @throws UserError where it is neither
     * @throws SourceProblem where the source is at fault
     */
    static List<String> command(Path node) throws SourceProblem {
        if (node.toString().isEmpty()) throw new UserError("the name of the program is empty");
        if (!Files.exists(node)) throw new UserError("there is no program " + node);
        if (Files.isDirectory(node)) throw new UserError(node + " is a folder; name a program");
        var program = node.toString().endsWith(".java") ? make(node).script() : node;
        if (!Files.isExecutable(program)) throw new UserError(node + " cannot be executed: chmod +x " + node);
        try {
            requireInterpreter(program);
            return List.of(program.toRealPath().toString()); // it is started in another folder
        } catch (IOException e) {
            throw new UserError(node + " cannot be read: " + UserError.reason(e));
        }
    }

    /** The system would say of a script whose interpreter is not there that the script is not. */
    private static void requireInterpreter(Path program) throws IOException {
        if (!Files.isReadable(program)) return; // no script could be run so
        try (var in = Files.newInputStream(program)) {
            var line = new String(in.readNBytes(LONGEST_FIRST_LINE_BYTES), ISO_8859_1).split("\n", 2)[0];
            if (!line.startsWith("#!")) return;
            if (line.endsWith("\r"))
                throw new UserError(
                        program + " has line ends as on Windows, so nothing can run it: give it plain ones",
                        Bench.FAIL);
            var interpreter = line.substring(2).strip().split("\\s", 2)[0];
            if (!Files.isExecutable(Path.of(interpreter)))
                throw new UserError(
                        program + " asks in its first line for " + interpreter + ", and there is no such program",
                        Bench.FAIL);
        }
    }

    private static Executable make(Path file) throws SourceProblem {
        return make(file, Repository.root().resolve("build").resolve("bin").resolve(name(file)));
    }

    static Executable make(Path file, Path script) throws SourceProblem {
        try {
            return Executable.make(file, script);
        } catch (IOException e) {
            throw new UserError(script + " cannot be made: " + UserError.reason(e), Bench.IO_ERROR);
        }
    }

    /** A stage's id, or a folder and a name below {@code challenges}, or a name and a number for a file from elsewhere. */
    private static String name(Path file) {
        var challenges =
                Repository.root().resolve("challenges").toAbsolutePath().normalize();
        var path = file.toAbsolutePath().normalize();
        var name = path.startsWith(challenges) ? challenges.relativize(path) : path.getFileName();
        var stem = name.toString().replaceFirst("\\.java$", "");
        return path.startsWith(challenges)
                ? stem
                : stem + "-%08x".formatted(path.toString().hashCode());
    }
}
