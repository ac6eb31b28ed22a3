package bench;

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
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class BinCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "STAGE|FILE", description = "A stage (3c) or a .java file.")
    private List<String> words;

    @Override
    public Integer call() {
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
     */
    static List<String> command(Path node) {
        if (!Files.exists(node)) throw new UserError("there is no program " + node);
        if (Files.isDirectory(node)) throw new UserError(node + " is a folder; name a program");
        var program = node.toString().endsWith(".java") ? make(node).script() : node;
        if (!Files.isExecutable(program)) throw new UserError(node + " cannot be executed: chmod +x " + node);
        try {
            return List.of(program.toRealPath().toString()); // it is started in another folder
        } catch (IOException e) {
            throw new UserError(node + " cannot be read: " + e);
        }
    }

    private static Executable make(Path file) {
        var script = Repository.root().resolve("build").resolve("bin").resolve(name(file));
        try {
            return Executable.make(file, script);
        } catch (SourceProblem e) {
            throw new UserError(e.getMessage());
        } catch (IOException e) {
            throw new UserError(script + " cannot be made: " + e);
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
