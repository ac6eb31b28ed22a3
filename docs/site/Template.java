package site;

import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;

/** What is around the text of a page: the map of the course with where one is, and the ways on. */
final class Template {
    private static final String FRAME = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="book.css">
        <script src="book.js" defer></script>
        </head>
        <body>
        <a class="skip" href="#text">To the text</a>
        <header>
        <a class="home">Gossip Glomers in Java</a>
        <div role="search" hidden>
        <input type="search" aria-label="Search the course" aria-keyshortcuts="/" placeholder="Search: /" autocomplete="off">
        <div class="found" hidden><p role="status"></p><ol></ol></div>
        </div>
        <a class="to-map" href="#map">Map</a>
        </header>
        <main id="text"></main>
        <nav id="map" aria-label="Map of the course"></nav>
        </body>
        </html>
        """;

    private static final int WORDS_A_MINUTE = 200;

    private final List<Course.Entry> written;

    Template(List<Course.Entry> written) {
        this.written = written;
    }

    Document page(Course.Entry entry, Press.Sheet sheet) {
        var page = frame(sheet.title(), entry);
        var main = page.getElementById("text");
        if (entry.isChapter()) main.appendChild(facts(entry, sheet));
        var article = main.appendElement("article");
        article.append(sheet.body().body().html());
        article.select("h2[id], h3[id]")
                .forEach(heading -> heading.appendElement("a")
                        .addClass("anchor")
                        .attr("href", "#" + heading.id())
                        .attr("aria-label", "Link to this section")
                        .text("#"));
        main.appendChild(ways(entry));
        return page;
    }

    /** A page with a whole source. */
    Document source(Path source, String text) {
        var page = frame(source.toString(), null);
        var article = page.getElementById("text").addClass("code").appendElement("article");
        article.appendElement("h1").appendElement("code").text(source.toString());
        article.append(
                source.toString().endsWith(".java")
                        ? Listings.numbered(text)
                        : "<pre tabindex=\"0\">" + Entities.escape(text) + "</pre>");
        return page;
    }

    private Document frame(String title, Course.Entry here) {
        var page = Jsoup.parse(FRAME.formatted(Entities.escape(title)));
        page.outputSettings().prettyPrint(false);
        page.selectFirst("a.home").attr("href", "/" + written.getFirst().source());
        var map = page.getElementById("map");
        for (var part : Course.PARTS) {
            var section = new Element("section");
            section.appendElement("h2").text(part.title());
            var list = section.appendElement("ol");
            for (var entry : part.entries())
                if (entry.isChapter() || written.contains(entry)) list.appendChild(item(entry, entry.equals(here)));
            if (list.childrenSize() > 0) map.appendChild(section);
        }
        return page;
    }

    private Element item(Course.Entry entry, boolean isHere) {
        var item = new Element("li");
        boolean isWritten = written.contains(entry);
        var link = item.appendElement("a").attr("href", "/" + (isWritten ? entry.source() : entry.answer()));
        if (isHere) link.attr("aria-current", "page");
        if (!isWritten) link.addClass("unwritten").attr("title", "No chapter yet: its answer");
        else if (entry.isChapter()) link.attr("title", entry.asks());
        if (entry.isChapter()) link.appendElement("b").text(entry.name());
        link.appendElement("span").text(entry.title());
        return item;
    }

    /** Above a chapter: where one is, its source, how to judge it, and how long it takes to read. */
    private static Element facts(Course.Entry entry, Press.Sheet sheet) {
        var facts = new Element("p").addClass("facts");
        facts.appendElement("span").text(Course.part(entry).orElseThrow().title());
        facts.appendElement("a").attr("href", "/" + entry.answer()).text(entry.name() + ".java");
        facts.appendElement("code").text("./jbang check " + entry.name());
        var prose = sheet.body().clone();
        prose.select("pre, table, svg").remove();
        long minutes = Math.max(1, Math.round((double) prose.text().split("\\s+").length / WORDS_A_MINUTE));
        facts.appendElement("span").text(minutes == 1 ? "1 minute" : minutes + " minutes");
        return facts;
    }

    private Element ways(Course.Entry entry) {
        var ways = new Element("p").addClass("ways");
        int place = written.indexOf(entry);
        if (place > 0) way(ways, "prev", "Before", written.get(place - 1));
        if (place + 1 < written.size()) way(ways, "next", "Next", written.get(place + 1));
        return ways;
    }

    private static void way(Element ways, String rel, String word, Course.Entry to) {
        var way = ways.appendElement("a").attr("rel", rel).attr("href", "/" + to.source());
        way.appendElement("small").text(word);
        way.appendElement("span").text((to.isChapter() ? to.name() + " " : "") + Course.fullTitle(to));
    }
}
