package site;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final List<Course.Entry> written;
    private final Template template;

    /**
     * @param root the clone's top folder
     * @param press prints the pages, one by one
     */
    public Site(Path root, Press press) {
        this.root = root;
        this.press = press;
        this.written = Course.written(root);
        this.template = new Template(written);
    }

    /**
     * The site's files by their names.
     *
     * @throws BrokenBook where it has a mistake, with all that were found
     */
    public Map<String, byte[]> build() throws IOException {
        var problems = new ArrayList<String>();
        var pages = new LinkedHashMap<Course.Entry, Document>();
        for (var entry : written) {
            var sheet = press.print(root, entry.source());
            problems.addAll(sheet.problems());
            Listings.dress(sheet.body());
            pages.put(entry, template.page(entry, sheet));
        }
        if (pages.isEmpty()) throw new BrokenBook(List.of(root + ": there is no chapter"));
        var links = new Links(root, pages);
        problems.addAll(links.resolve());
        var files = new TreeMap<String, byte[]>();
        for (var source : List.copyOf(links.sources())) { // their pages have no links but those of the map
            var page = template.source(source, Files.readString(root.resolve(source)));
            problems.addAll(links.resolve(source, page));
            files.put(Links.sourcePage(source), bytes(page));
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
