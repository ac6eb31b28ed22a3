package site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.Document;
import org.asciidoctor.extension.IncludeProcessor;
import org.asciidoctor.extension.PreprocessorReader;

/**
 * Takes {@code include::3d.java[tag=hub]} from the source that runs, moved to the left margin, and lets its first line say where
 * it was found: {@link #ORIGIN}, path, first line, last line.
 */
public final class SourceIncludes extends IncludeProcessor {
    /** No source has this character. */
    static final String ORIGIN = "\u241e";

    private final List<String> problems = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();
    private Path root = Path.of("");

    void begin(Path root) {
        this.root = root;
        problems.clear();
        targets.clear();
    }

    /** All that the page that was printed last includes, as it names it. */
    List<String> targets() {
        return List.copyOf(targets);
    }

    /** What could not be included from the page that was printed last. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public boolean handles(String target) {
        targets.add(target);
        return target.endsWith(".java");
    }

    @Override
    public void process(Document document, PreprocessorReader reader, String target, Map<String, Object> attributes) {
        var page = Path.of(reader.getFile());
        var file = page.resolveSibling(target).normalize();
        var place = relative(page) + ":" + (reader.getLineNumber() - 1) + ": ";
        try {
            var lines = Files.readAllLines(file);
            var tag = (String) attributes.get("tag");
            int begin = tag == null ? 0 : lines.indexOf(withTag(lines, "// tag::" + tag + "[]")) + 1;
            int end = tag == null ? lines.size() : lines.indexOf(withTag(lines, "// end::" + tag + "[]"));
            if (tag != null && (begin == 0 || end < begin))
                problems.add(place + "there is no whole tag \"" + tag + "\" in " + relative(file));
            else reader.pushInclude(excerpt(file, lines, begin, end), target, target, begin + 1, attributes);
        } catch (IOException e) {
            problems.add(place + "there is no " + relative(file));
        }
    }

    private Path relative(Path file) {
        return root.toAbsolutePath()
                .normalize()
                .relativize(file.toAbsolutePath().normalize());
    }

    private static String withTag(List<String> lines, String comment) {
        return lines.stream()
                .filter(line -> line.strip().equals(comment))
                .findFirst()
                .orElse(comment);
    }

    private String excerpt(Path file, List<String> lines, int begin, int end) {
        var kept =
                lines.subList(begin, end).stream().filter(line -> !isTag(line)).toList();
        int margin = kept.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        var text = new StringBuilder();
        text.append(ORIGIN)
                .append(relative(file))
                .append(' ')
                .append(begin + 1)
                .append(' ')
                .append(end);
        for (var line : kept) text.append('\n').append(line.isBlank() ? "" : line.substring(margin));
        return text.toString();
    }

    /** A comment that only marks what a chapter shows. */
    static boolean isTag(String line) {
        return line.strip().matches("// (tag|end)::[\\w-]+\\[\\]");
    }
}
