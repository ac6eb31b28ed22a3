package site;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The code on a page: highlighted, with a way to copy it, and with a link to the file that it is from. */
final class Listings {
    private Listings() {}

    static void dress(Document page) {
        for (var listing : page.select("div.listingblock")) {
            var code = listing.selectFirst("pre > code");
            if (code == null) continue;
            var language = code.attr("data-lang");
            var text = code.wholeText();
            var bar = new Element("div").addClass("bar");
            if (text.startsWith(SourceIncludes.ORIGIN)) {
                bar.appendChild(origin(text.lines().findFirst().orElseThrow()));
                text = text.substring(text.indexOf('\n') + 1);
            } else bar.appendElement("span").text(language);
            bar.appendElement("button").attr("type", "button").addClass("copy").text("Copy");
            code.html(Highlighter.highlight(text, language));
            code.parent().attr("tabindex", "0"); // it may have to be scrolled by keys
            listing.selectFirst("div.content").prependChild(bar);
        }
        page.select("div.imageblock > div.content").attr("tabindex", "0");
        for (var table : page.select("table")) table.wrap("<div class=\"scroll\" tabindex=\"0\"></div>");
    }

    /** @param line as {@link SourceIncludes} writes it */
    private static Element origin(String line) {
        var words = line.substring(SourceIncludes.ORIGIN.length()).split(" ");
        var path = words[0];
        return new Element("a")
                .attr("href", "/" + path + "#L" + words[1])
                .text(path.substring(path.lastIndexOf('/') + 1) + ", lines " + words[1] + " to " + words[2]);
    }

    /** A whole source with a number a line, to which links can lead. */
    static String numbered(String source) {
        var html = new StringBuilder("<pre class=\"numbered\" tabindex=\"0\"><code>");
        var lines = Highlighter.highlight(source, "java").lines().toList();
        for (int i = 0; i < lines.size(); i++)
            html.append("<span class=\"line\" id=\"L%1$d\"><a href=\"#L%1$d\">%1$d</a>%2$s</span>\n"
                    .formatted(i + 1, lines.get(i)));
        return html.append("</code></pre>").toString();
    }
}
