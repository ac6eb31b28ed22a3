package site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.asciidoctor.Asciidoctor;
import org.asciidoctor.Attributes;
import org.asciidoctor.Options;
import org.asciidoctor.SafeMode;
import org.asciidoctor.log.LogRecord;
import org.asciidoctor.log.Severity;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Asciidoctor, and all it has to say. It starts slowly, so one is used for many pages; by one thread at a time. */
public final class Press implements AutoCloseable {
    private static final Pattern MISSING_ATTRIBUTE = Pattern.compile(".*missing attribute: (\\S+)");

    private static final Pattern IMAGE = Pattern.compile("image::?([^\\[\\s]+)\\[");

    private final Asciidoctor asciidoctor = Asciidoctor.Factory.create();
    private final List<LogRecord> records = new ArrayList<>();
    private final SourceIncludes sources = new SourceIncludes();

    public Press() {
        Logger.getLogger("asciidoctor").setLevel(Level.OFF); // it is told of as a problem of the book
        asciidoctor.registerLogHandler(records::add);
        asciidoctor.javaExtensionRegistry().includeProcessor(sources);
    }

    /**
     * A page as Asciidoctor made it.
     *
     * @param problems each with file and line; a page that has any is not whole
     * @param material the files that it is made of, from the folder of the book
     */
    public record Sheet(String title, Document body, List<String> problems, List<Path> material) {}

    /** @param source a file in the folder {@code root} */
    public Sheet print(Path root, Path source) {
        records.clear();
        sources.begin(root);
        var file = root.resolve(source);
        var html = asciidoctor.convertFile(
                file.toFile(),
                Options.builder()
                        .safe(SafeMode.UNSAFE) // pictures are set into the page
                        .toFile(false)
                        .standalone(false)
                        .sourcemap(true)
                        .attributes(Attributes.builder()
                                .attribute("attribute-missing", "warn")
                                .attribute("showtitle", true)
                                .attribute("idprefix", "")
                                .attribute("idseparator", "-")
                                .attribute("icons", "font") // an admonition has its name as a text
                                .build())
                        .build());
        var body = Jsoup.parseBodyFragment(html);
        body.outputSettings().prettyPrint(false);
        var problems = new ArrayList<String>();
        for (var record : records)
            if (record.getSeverity().compareTo(Severity.WARN) >= 0) problems.add(problem(root, source, record));
        problems.addAll(sources.problems());
        for (var picture : body.select("svg[width], img[width]"))
            if (!picture.attr("width").matches("[\\d.]+(%|px)?"))
                problems.add(source + ":" + lineWith(picture.attr("width"), file)
                        + ": put the words of a picture in quotes: after a comma comes its width");
        var heading = body.selectFirst("h1");
        if (heading == null) problems.add(source + ":1: a page begins with its title, \"= ...\"");
        return new Sheet(heading == null ? "" : heading.text(), body, problems, material(source, file));
    }

    private List<Path> material(Path source, Path file) {
        var material = new ArrayList<>(List.of(source));
        try {
            for (var image : IMAGE.matcher(Files.readString(file)).results().toList())
                material.add(source.resolveSibling(image.group(1)).normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was there a moment ago
        }
        for (var target : sources.targets())
            material.add(source.resolveSibling(target).normalize());
        return material;
    }

    private static String problem(Path root, Path source, LogRecord record) {
        var cursor = record.getCursor();
        var missing = MISSING_ATTRIBUTE.matcher(record.getMessage());
        if (cursor == null && missing.matches()) // Asciidoctor does not say where
        return source + ":" + lineWith("{" + missing.group(1), root.resolve(source)) + ": " + record.getMessage();
        int line = cursor == null ? 1 : Math.max(1, cursor.getLineNumber());
        var path =
                cursor == null || cursor.getPath() == null || cursor.getPath().startsWith("<")
                        ? source
                        : source.resolveSibling(cursor.getPath()).normalize();
        return path + ":" + line + ": " + record.getMessage();
    }

    /** The first, from 1 on; 1 where there is none. */
    static int lineWith(String words, Path file) {
        try {
            var lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) if (lines.get(i).contains(words)) return i + 1;
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it was there a moment ago
        }
    }

    @Override
    public void close() {
        asciidoctor.close();
    }
}
