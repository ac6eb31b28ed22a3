package bench;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Stage;
import bench.run.Trial;
import bench.workload.Workloads;
import bench.world.faults.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something to judge: a stage's answer, or any file with a node.
 *
 * @param name the stage's id, or the file's name
 * @param stage the stage whose runs are made; empty where the command line says all there is to say
 */
record Target(String name, Path file, Optional<Stage> stage) {
    private static final Pattern STAGE_IN_NAME = Pattern.compile("([1-6][a-e]?)(-.*)?\\.java");

    /** @throws UserError where {@code word} is neither a stage nor a file */
    static Target named(String word) {
        var stage = Stage.find(word);
        if (stage.isPresent())
            return new Target(word, Repository.root().resolve("challenges").resolve(word + ".java"), stage);
        if (word.isBlank()) throw new UserError("the name of a stage or a file is empty");
        var file = Path.of(word);
        if (!word.endsWith(".java") && !Files.exists(file)) throw new UserError(unknown(word));
        if (!Files.isRegularFile(file)) throw new UserError(notAFile(file));
        var inName = STAGE_IN_NAME.matcher(String.valueOf(file.getFileName()));
        return new Target(
                String.valueOf(file.getFileName()),
                file,
                inName.matches() ? Stage.find(inName.group(1)) : Optional.empty());
    }

    /** A program, judged as the command line says. */
    static Target of(Path program) {
        return new Target(String.valueOf(program.getFileName()), program, Optional.empty());
    }

    private static String notAFile(Path file) {
        if (Files.isDirectory(file)) return file + " is a folder; name a .java file in it";
        return Files.exists(file) ? file + " is no regular file" : "there is no file " + file;
    }

    private static String unknown(String word) {
        var ids = Stage.ALL.stream().map(Stage::id).toList();
        return "there is no stage \"" + word + "\" and no file of that name."
                + Spelling.nearest(word, ids)
                        .map(id -> " Did you mean " + id + "?")
                        .orElse("")
                + " The stages are " + String.join(", ", ids) + "; a file ends in .java";
    }

    /**
     * The runs to make.
     *
     * @param given Maelstrom's options from the command line, which win over the stage's
     */
    List<Trial> trials(List<String> given) {
        try {
            if (stage.isEmpty())
                return List.of(judgeable(new Trial(Arguments.parse("", requireWorkload(given)), Limits.NONE)));
            var words = withChapter(given, stage.get());
            return stage.get().runs().stream()
                    .map(run -> judgeable(run.with(words)))
                    .distinct() // --faults may leave two runs nothing to differ in
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UserError(e.getMessage());
        }
    }

    /** All faults are all that the stage must survive. */
    private static List<String> withChapter(List<String> given, Stage stage) {
        int faults = given.indexOf("--faults") + 1;
        if (faults == 0 || !given.get(faults).equals("all")) return given;
        var words = new ArrayList<>(given);
        words.set(faults, stage.chapter().stream().map(Fault::word).collect(Collectors.joining(",")));
        return words;
    }

    /** @throws IllegalArgumentException where the workload cannot be run so, or not be judged */
    private static Trial judgeable(Trial trial) {
        var options = trial.options();
        var workload = Workloads.named(options.workload());
        workload.generator(options, new SplittableRandom(0));
        workload.checker(options);
        return trial;
    }

    private List<String> requireWorkload(List<String> given) {
        if (given.contains("--workload")) return given;
        throw new UserError(file + ": which stage is this? Name the file after one (3c-mine.java), or give --workload");
    }
}
