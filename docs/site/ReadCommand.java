package site;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a page of the book on the terminal. */
@Command(
        name = "read",
        description = "Shows a chapter (5c), or another page (setup), on the terminal.",
        exitCodeOnInvalidInput = Book.USAGE,
        usageHelpAutoWidth = true)
final class ReadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PAGE", description = "Its name; ./jbang list has the stages.")
    private String name;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var root = Book.root();
        var page = Course.named(root, List.of(name)).getFirst();
        Press.Sheet sheet;
        try (var press = new Press()) {
            sheet = press.print(root, page.source());
        }
        if (!sheet.problems().isEmpty()) throw new BrokenBook(sheet.problems());
        boolean isStyled = Terminal.isThere() && System.getenv("NO_COLOR") == null;
        var text = TerminalPage.of(sheet.body(), Terminal.width(spec), isStyled);
        if (!Terminal.isThere() || !page(text)) spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return 0;
    }

    /** @return whether there is a program that shows it page by page */
    private static boolean page(String text) throws InterruptedException {
        var pager = System.getenv().getOrDefault("PAGER", "less");
        var command = new ProcessBuilder(pager.split(" "))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putIfAbsent("LESS", "FRX"); // colours, and no more than the text where it fits
        try {
            var process = command.start();
            try (var out = process.outputWriter()) {
                out.write(text);
            } catch (IOException e) {
                return process.waitFor() >= 0; // the reader has left before the end
            }
            process.waitFor();
            return true;
        } catch (IOException e) {
            return false; // there is no such program
        }
    }
}
