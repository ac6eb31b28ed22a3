package site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;

/**
 * Leads every link of the book to where its target is on the site: a page, or a source, which gets a page too. In a chapter
 * links are as a forge needs them, from file to file.
 */
final class Links {
    private final Path root;
    private final Map<Course.Entry, Document> pages;
    private final Set<Path> sources = new TreeSet<>();
    private final Set<Path> images = new TreeSet<>();

    Links(Path root, Map<Course.Entry, Document> pages) {
        this.root = root;
        this.pages = pages;
    }

    static String sourcePage(Path source) {
        return "code-" + flat(source) + ".html";
    }

    static String imageFile(Path image) {
        return "image-" + flat(image);
    }

    /** A site is one folder. */
    private static String flat(Path path) {
        return path.toString().replace('\\', '-').replace('/', '-');
    }

    /** Sources that a page links to. */
    Set<Path> sources() {
        return sources;
    }

    Set<Path> images() {
        return images;
    }

    /** @return what leads nowhere */
    List<String> resolve() {
        var problems = new ArrayList<String>();
        pages.forEach((entry, page) -> problems.addAll(resolve(entry.source(), page)));
        return problems;
    }

    /**
     * @param source of the page
     * @return what leads nowhere
     */
    List<String> resolve(Path source, Document page) {
        var problems = new ArrayList<String>();
        for (var link : page.select("a[href]")) {
            var target = link.attr("href");
            if (isElsewhere(target) || target.startsWith("#")) continue;
            var resolved = resolve(source, target);
            if (resolved == null) problems.add(place(source, target) + "the link to " + target + " leads nowhere");
            else link.attr("href", resolved);
        }
        for (var image : page.select("img[src]")) {
            var file = file(source, image.attr("src"));
            if (Files.isRegularFile(root.resolve(file))) images.add(file);
            else problems.add(place(source, image.attr("src")) + "there is no image " + file);
            image.attr("src", imageFile(file));
        }
        return problems;
    }

    private static boolean isElsewhere(String target) {
        return target.matches("[a-z]+:.*");
    }

    /** Null where there is nothing. */
    private String resolve(Path source, String target) {
        var parts = target.split("#", 2);
        var fragment = parts.length == 2 ? "#" + parts[1] : "";
        var file = file(source, parts[0]);
        var adoc = Path.of(file.toString().replaceFirst("\\.html$", ".adoc"));
        var page = pages.keySet().stream()
                .filter(other -> other.source().equals(adoc))
                .findFirst();
        if (page.isPresent()) return page.get().name() + ".html" + fragment;
        var unwritten = Course.answerOf(adoc);
        if (unwritten.isPresent()) file = unwritten.get(); // until then
        if (!Files.isRegularFile(root.resolve(file))) return null;
        sources.add(file);
        return sourcePage(file) + fragment;
    }

    /** @param target from the page, or with a slash from the clone's top folder */
    private static Path file(Path source, String target) {
        return target.startsWith("/")
                ? Path.of(target.substring(1)).normalize()
                : source.resolveSibling(target).normalize();
    }

    /** @return links to places that are not on their page */
    List<String> check() {
        var byName = pages.entrySet().stream()
                .collect(Collectors.toMap(page -> page.getKey().name() + ".html", Map.Entry::getValue));
        var problems = new ArrayList<String>();
        pages.forEach((entry, page) -> {
            for (var link : page.select("a[href*=#]")) {
                if (isElsewhere(link.attr("href"))) continue;
                var parts = link.attr("href").split("#", 2);
                var other = parts[0].isEmpty() ? page : byName.get(parts[0]);
                if (other != null && other.getElementById(parts[1]) == null)
                    problems.add(place(entry.source(), parts[1]) + "there is no place \"" + parts[1] + "\" in "
                            + (parts[0].isEmpty() ? "this page" : parts[0]));
            }
        });
        return problems;
    }

    /** The line that has this target, as the author wrote it. */
    private String place(Path source, String target) {
        var file = root.resolve(source);
        int line = Press.lineWith(target, file);
        return source + ":" + (line > 1 ? line : Press.lineWith(target.replace(".html", ".adoc"), file)) + ": ";
    }
}
