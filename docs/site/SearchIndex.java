package site;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be searched for, as a script: a page that is opened from a folder may load one, while it may not fetch a file. The
 * script that searches is in the theme.
 */
final class SearchIndex {
    static final String FILE = "search-index.js";

    private final List<Place> places = new ArrayList<>();

    /**
     * What a search can lead to.
     *
     * @param href of a page, with the section
     * @param heading of the section; of what is above the first one, the page's title again
     */
    private record Place(String href, String page, String heading, String text) {}

    SearchIndex(Map<Course.Entry, Document> pages, Collection<Path> sources) {
        pages.forEach((entry, page) -> addSections(entry.name() + ".html", page));
        for (var source : sources)
            places.add(new Place(
                    Links.sourcePage(source), "Source", source.toString().replace('\\', '/'), ""));
    }

    private void addSections(String file, Document page) {
        var article = page.selectFirst("article").clone();
        article.select("svg, .bar, .anchor").remove();
        var title = article.selectFirst("h1").text();
        var sections = article.select(".sect1, .sect2");
        for (var section : sections) section.remove(); // a section's words are not those of the one around it
        add(file, title, article.selectFirst("h1"), article);
        for (var section : sections) {
            var heading = section.selectFirst("h2, h3");
            add(file + "#" + heading.id(), title, heading, section);
        }
    }

    private void add(String href, String page, Element heading, Element section) {
        var words = heading.text();
        heading.remove();
        places.add(new Place(href, page, words, section.text()));
    }

    byte[] bytes() {
        var json = JsonMapper.shared().writeValueAsString(places);
        return ("window.bookIndex = " + json + ";\n").getBytes(StandardCharsets.UTF_8);
    }
}
