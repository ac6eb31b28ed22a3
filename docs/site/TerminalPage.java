package site;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** A page for a terminal: paragraphs as wide as they read well, code and tables as wide as there is room. */
public final class TerminalPage {
    private static final int WIDEST_PROSE = 80;
    private static final String BOLD = "1";
    private static final String SOFT = "2";
    private static final String ITALIC = "3";
    private static final String CODE = "36";

    private final int width;
    private final boolean isStyled;
    private final List<String> lines = new ArrayList<>();
    private final List<String> addresses = new ArrayList<>();

    private TerminalPage(int width, boolean isStyled) {
        this.width = width;
        this.isStyled = isStyled;
    }

    /**
     * @param width of the terminal, in columns
     * @param isStyled whether the terminal knows bold and colours
     * @return what there is to print
     */
    public static String of(Document body, int width, boolean isStyled) {
        var page = new TerminalPage(width, isStyled);
        page.blocks(body.body(), "");
        if (!page.addresses.isEmpty()) {
            page.begin();
            for (int i = 0; i < page.addresses.size(); i++)
                page.lines.add(page.styled(SOFT, "[" + (i + 1) + "] ") + page.addresses.get(i));
        }
        return String.join("\n", page.lines) + "\n";
    }

    private void blocks(Element parent, String indent) {
        for (var child : parent.children()) block(child, indent);
    }

    private void block(Element block, String indent) {
        if (block.hasClass("imageblock")) picture(block, indent);
        else
            switch (block.tagName()) {
                case "h1", "h2", "h3", "h4" -> heading(block);
                case "p", "dt", "summary" -> paragraph(inline(block), indent, indent);
                case "pre" -> code(block, indent);
                case "ul", "ol" -> list(block, indent);
                case "dd", "blockquote" -> blocks(block, indent + "    ");
                case "table" -> table(block);
                default -> {
                    boolean isText = block.hasClass("title") || block.children().isEmpty();
                    if (isText && block.hasText()) paragraph(styled(SOFT, block.text()), indent, indent);
                    else blocks(block, indent);
                }
            }
    }

    /** An empty line between two blocks. */
    private void begin() {
        if (!lines.isEmpty() && !lines.getLast().isEmpty()) lines.add("");
    }

    private void heading(Element heading) {
        begin();
        boolean isTitle = heading.tagName().equals("h1");
        if (!isTitle) lines.add("");
        lines.add(styled(BOLD, heading.text()));
        if (isTitle || !isStyled) lines.add((isTitle ? "=" : "-").repeat(Words.width(heading.text())));
    }

    private void paragraph(String text, String firstIndent, String indent) {
        begin();
        var room = Math.min(WIDEST_PROSE, width) - indent.length();
        var wrapped = Words.wrap(text, room);
        for (int i = 0; i < wrapped.size(); i++) lines.add((i == 0 ? firstIndent : indent) + wrapped.get(i));
    }

    private void list(Element list, String indent) {
        int number = 0;
        for (var item : list.children()) {
            var mark = list.tagName().equals("ol") ? ++number + ". " : "- ";
            var inner = indent + "  " + " ".repeat(mark.length());
            int before = lines.size();
            blocks(item, inner);
            int first = before;
            while (first < lines.size() && lines.get(first).isEmpty()) first++;
            if (first < lines.size())
                lines.set(first, indent + "  " + mark + lines.get(first).substring(inner.length()));
        }
    }

    private void code(Element pre, String indent) {
        begin();
        var text = pre.wholeText();
        if (text.startsWith(SourceIncludes.ORIGIN)) {
            var words = text.lines().findFirst().orElseThrow().substring(1).split(" ");
            lines.add(indent + "  " + styled(SOFT, words[0] + ":" + words[1]));
            text = text.substring(text.indexOf('\n') + 1);
        }
        text.lines().forEach(line -> lines.add(line.isEmpty() ? "" : indent + "  " + styled(CODE, line)));
    }

    /** Its words: a terminal shows no picture. */
    private void picture(Element block, String indent) {
        var title = block.selectFirst("svg > title");
        var image = block.selectFirst("img");
        var name = title != null ? title.text() : image != null ? image.attr("alt") : "";
        paragraph(styled(SOFT, "[picture: " + name + "; ./jbang book has it]"), indent, indent);
    }

    private void table(Element table) {
        begin();
        var first = table.selectFirst("tr");
        if (first == null) return;
        var text = new TextTable(first.children().stream()
                .map(cell -> cell.hasClass("halign-right"))
                .toList());
        for (var row : table.select("tr"))
            text.add(row.children().stream().map(this::cell).toList());
        lines.addAll(text.lines(width));
    }

    private String cell(Element cell) {
        return cell.tagName().equals("th") ? styled(BOLD, cell.text()) : inline(cell);
    }

    private String inline(Element element) {
        var text = new StringBuilder();
        element.childNodes().forEach(node -> inline(node, "", text));
        return text.toString();
    }

    private void inline(Node node, String style, StringBuilder text) {
        switch (node) {
            case TextNode words ->
                text.append(styled(style, words.getWholeText().replaceAll("\\s+", " ")));
            case Element element -> {
                var inner = switch (element.tagName()) {
                    case "code" -> CODE;
                    case "strong", "b" -> BOLD;
                    case "em", "i" -> ITALIC;
                    default -> style;
                };
                element.childNodes().forEach(child -> inline(child, inner, text));
                var address = element.attr("href");
                if (address.startsWith("http")) {
                    if (!addresses.contains(address)) addresses.add(address);
                    text.append(styled(SOFT, "[" + (addresses.indexOf(address) + 1) + "]"));
                }
            }
            default -> {}
        }
    }

    /** Word by word, so that a line may end after any of them. */
    private String styled(String style, String text) {
        if (!isStyled || style.isEmpty()) return text;
        return text.replaceAll("\\S+", "\u001b[" + style + "m$0\u001b[0m");
    }
}
