package site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows the course as a table. */
@Command(
        name = "list",
        description = "Shows the stages: what each asks and teaches, and what was measured of its answer.",
        exitCodeOnInvalidInput = Book.USAGE,
        usageHelpAutoWidth = true)
final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        table(Book.root()).lines(Terminal.width(spec)).forEach(out::println);
        out.println();
        out.println("server, all: messages an operation; ms: a value's median way to all, or a log's worst lag");
        out.println("./jbang read 3d    the chapter      ./jbang check 3d    judges the answer");
        out.flush();
        return 0;
    }

    private static TextTable table(Path root) throws IOException {
        var table = new TextTable(List.of(false, false, false, true, true, true));
        table.add(List.of("stage", "title", "asks, and teaches", "server", "all", "ms"));
        for (var part : Course.PARTS)
            for (var entry : part.entries()) {
                if (!entry.isChapter()) continue;
                var answer = answer(root, entry.name());
                var time = answer.path("p50").asString(answer.path("lag").asString(""));
                table.add(List.of(
                        entry.name(),
                        Course.fullTitle(entry),
                        entry.asks(),
                        answer.path("servers").asString(""),
                        answer.path("all").asString(""),
                        time));
                table.add(List.of("", "", "- " + entry.teaches(), "", "", ""));
            }
        return table;
    }

    /** What was measured of it; nothing where nothing was. */
    private static JsonNode answer(Path root, String stage) throws IOException {
        var file = root.resolve(Measurement.STAGES).resolve(stage + ".json");
        var mapper = JsonMapper.shared();
        if (!Files.exists(file)) return mapper.createObjectNode();
        try {
            return mapper.readTree(Files.readString(file)).path("rows").path(0);
        } catch (JacksonException e) {
            throw new BrokenBook(
                    List.of(file + ":1: this is not what ./jbang book --measure writes: " + e.getOriginalMessage()));
        }
    }
}
