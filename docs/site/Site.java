package site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;

/** All pages of the book, with their links checked. */
public final class Site {
    private static final List<String> THEME = List.of("book.css", "book.js");

    /** Folders that may have pictures and stories. */
    private static final List<String> MATERIAL =
            List.of("challenges", "docs", "docs/images", "docs/measured/stages", "docs/measured/failures");

    private final Path root;
    private final Press press;
    private final Map<Path, Made<Press.Sheet>> sheets = new HashMap<>();
    private final Map<Path, Made<byte[]>> sourcePages = new HashMap<>();
    private List<Course.Entry> written = List.of();

    /** @param stamps of all that it was made of */
    private record Made<T>(T thing, List<Object> stamps) {}

    /**
     * @param root the clone's top folder
     * @param press prints the pages, one by one
     */
    public Site(Path root, Press press) {
        this.root = root;
        this.press = press;
    }

    /**
     * The site's files by their names. To build it again costs only what has changed since.
     *
     * @throws BrokenBook where it has a mistake, with all that were found
     */
    public Map<String, byte[]> build() throws IOException {
        if (!written.equals(Course.written(root))) sourcePages.clear(); // all have the map
        written = Course.written(root);
        var template = new Template(written);
        var problems = new ArrayList<String>();
        var pages = new LinkedHashMap<Course.Entry, Document>();
        for (var entry : written) {
            var sheet = print(entry.source());
            problems.addAll(sheet.problems());
            pages.put(entry, template.page(entry, sheet));
        }
        if (pages.isEmpty()) throw new BrokenBook(List.of(root + ": there is no chapter"));
        var links = new Links(root, pages);
        problems.addAll(links.resolve());
        var files = new TreeMap<String, byte[]>();
        for (var source : List.copyOf(links.sources())) { // their pages have no links but those of the map
            var made = sourcePages.get(source);
            var stamps = stamps(List.of(source));
            if (made == null || !made.stamps.equals(stamps)) {
                var page = template.source(source, Files.readString(root.resolve(source)));
                problems.addAll(links.resolve(source, page));
                made = new Made<>(bytes(page), stamps);
                sourcePages.put(source, made);
            }
            files.put(Links.sourcePage(source), made.thing);
        }
        problems.addAll(links.check());
        problems.addAll(unused());
        if (!problems.isEmpty())
            throw new BrokenBook(problems.stream().distinct().toList());
        for (var page : pages.entrySet()) files.put(page.getKey().name() + ".html", bytes(page.getValue()));
        files.put(SearchIndex.FILE, new SearchIndex(pages, links.sources()).bytes());
        for (var image : links.images()) files.put(Links.imageFile(image), Files.readAllBytes(root.resolve(image)));
        for (var file : THEME)
            files.put(file, Files.readAllBytes(root.resolve("docs/theme").resolve(file)));
        return files;
    }

    private Press.Sheet print(Path source) throws IOException {
        var made = sheets.get(source);
        if (made != null && stamps(made.thing.material()).equals(made.stamps)) return made.thing;
        var sheet = press.print(root, source);
        Listings.dress(sheet.body());
        sheets.put(source, new Made<>(sheet, stamps(sheet.material())));
        return sheet;
    }

    /** What tells one state of files from another. */
    private List<Object> stamps(List<Path> files) throws IOException {
        var stamps = new ArrayList<>();
        for (var file : files) {
            var path = root.resolve(file);
            boolean isThere = Files.isRegularFile(path);
            stamps.add(isThere ? Files.getLastModifiedTime(path) : "missing");
            stamps.add(isThere ? Files.size(path) : 0);
        }
        return stamps;
    }

    /** Pictures that were made for the book, and stories, that no page shows. */
    private List<String> unused() throws IOException {
        var pages = new StringBuilder();
        for (var entry : written) pages.append(Files.readString(root.resolve(entry.source())));
        var readme = root.resolve("README.adoc");
        if (Files.exists(readme)) pages.append(Files.readString(readme));
        var problems = new ArrayList<String>();
        for (var folder : MATERIAL) {
            if (!Files.isDirectory(root.resolve(folder))) continue;
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.matches(".*\\.(svg|png|jpg|txt)") && pages.indexOf(name) < 0)
                        .sorted()
                        .forEach(name -> problems.add(folder + "/" + name + ":1: no page shows it"));
            }
        }
        return problems;
    }

    private static byte[] bytes(Document page) {
        return page.outerHtml().getBytes(StandardCharsets.UTF_8);
    }
}
