package site;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Builds the course as a site, from the chapters beside the answers and the pages in {@code docs/}. */
@Command(
        name = "book",
        description = "Builds the course as a site that works from a folder, offline.",
        exitCodeOnInvalidInput = Book.USAGE,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class BookCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the site goes; build/book in the clone where not given.")
    private Path out;

    @Option(names = "--open", description = "Opens it in the browser.")
    private boolean open;

    @Option(
            names = "--serve",
            description = "Shows it to this machine only, and anew when a file changes; Ctrl-C ends it.")
    private boolean serve;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Of --serve; ${DEFAULT-VALUE} where not given, 0 for any that is free.",
            defaultValue = "8425")
    private int port;

    @Option(
            names = "--measure",
            description =
                    "Instead: runs what the chapters tell of, and writes docs/measured/ and the chapters' figures.")
    private boolean measure;

    @Option(
            names = "--failures",
            description = "Runs only the failures that chapters tell, which takes less time; means --measure.")
    private boolean failures;

    @Parameters(paramLabel = "PAGE", description = "With --measure: only these (3d); all where none is named.")
    private List<String> pages = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var root = Book.root();
        var stdout = spec.commandLine().getOut();
        if (measure || failures) {
            if (out != null || open || serve)
                throw new Book.Refusal("--measure writes into the clone: leave out --out, --open and --serve");
            new Measurement(root, stdout).run(Course.named(root, pages), failures);
            return 0;
        }
        if (!pages.isEmpty()) throw new Book.Refusal("the whole book is built: leave out " + String.join(" ", pages));
        if (serve) serve(root);
        else build(root);
        return 0;
    }

    private void build(Path root) throws IOException {
        var folder = out != null ? out : root.resolve("build/book");
        var output = SiteFolder.at(folder);
        try (var press = new Press()) {
            output.replaceBy(new Site(root, press).build());
        }
        var index = folder.resolve("index.html");
        spec.commandLine().getOut().println(index);
        if (open) open(index.toUri().toString());
    }

    private void serve(Path root) throws IOException, InterruptedException {
        if (out != null) throw new Book.Refusal("--serve writes no files: leave out --out");
        if (port < 0 || port > 65_535) throw new Book.Refusal("--port is " + port + "; it must be between 0 and 65535");
        try (var press = new Press();
                var server = new Server(
                        root, new Site(root, press), port, spec.commandLine().getErr())) {
            server.start();
            spec.commandLine().getOut().println(server.url());
            if (open) open(server.url());
            server.watch();
        }
    }

    /** By the system's own command: the JDK's needs a JDK with a desktop. */
    private void open(String url) throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var command = system.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                : List.of(system.startsWith("mac") ? "open" : "xdg-open", url);
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            spec.commandLine()
                    .getErr()
                    .println("there is no " + command.getFirst() + " to open a browser: open " + url);
        }
    }
}
