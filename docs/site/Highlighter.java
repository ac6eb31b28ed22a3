package site;

import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** Marks the words of a text for the style sheet. */
final class Highlighter {
    private static final String KEYWORDS =
            "abstract|boolean|break|byte|case|catch|char|class|continue|default|do|double|"
                + "else|enum|extends|final|finally|float|for|if|implements|import|instanceof|int|interface|long|new|null|"
                + "package|permits|private|protected|public|record|return|sealed|short|static|super|switch|this|throw|"
                + "throws|true|false|try|var|void|volatile|while|yield";

    /** A word of Java and the class of its span: the first group that matched. */
    private static final Pattern JAVA = Pattern.compile(
            "(?<comment>//[^\\n]*|/\\*.*?\\*/)"
                    + "|(?<string>\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')"
                    + "|(?<annotation>@[A-Z]\\w*)"
                    + "|(?<keyword>\\b(?:" + KEYWORDS + ")\\b)"
                    + "|(?<type>\\b[A-Z]\\w*\\b)"
                    + "|(?<number>\\b\\d[\\w.]*\\b)"
                    + "|(?<call>\\b[a-z]\\w*(?=\\())",
            Pattern.DOTALL);

    private static final List<String> JAVA_WORDS =
            List.of("comment", "string", "annotation", "keyword", "type", "number", "call");

    /** A story on the terminal: what failed, when, where, and what led there. */
    private static final Pattern CONSOLE = Pattern.compile(
            "(?<prompt>^\\$ [^\\n]*)"
                    + "|(?<fault>^[^\\n]*✗[^\\n]*|\\b(?:cut by|lost on the way|crashes)[^\\n]*)"
                    + "|(?<number>^ *[\\d.]+ (?:ms|s)\\b)"
                    + "|(?<keyword>^  (?:Why|Replay):)"
                    + "|(?<type>\\b[ncs][0-9]+ -> [\\w-]+)",
            Pattern.MULTILINE);

    private static final List<String> CONSOLE_WORDS = List.of("prompt", "fault", "number", "keyword", "type");

    private Highlighter() {}

    /** HTML of a text in {@code language}, of which we know Java and the terminal's. */
    static String highlight(String text, String language) {
        return switch (language) {
            case "java" -> highlight(text, JAVA, JAVA_WORDS);
            case "console" -> highlight(text, CONSOLE, CONSOLE_WORDS);
            default -> Entities.escape(text);
        };
    }

    private static String highlight(String text, Pattern words, List<String> classes) {
        var html = new StringBuilder();
        var matcher = words.matcher(text);
        int done = 0;
        while (matcher.find()) {
            html.append(Entities.escape(text.substring(done, matcher.start())));
            var kind = classes.stream()
                    .filter(name -> matcher.group(name) != null)
                    .findFirst()
                    .orElseThrow();
            for (var line : matcher.group().split("(?<=\\n)")) { // no span goes over the end of a line
                var word = line.stripTrailing();
                html.append("<span class=\"")
                        .append(kind)
                        .append("\">")
                        .append(Entities.escape(word))
                        .append("</span>");
                html.append(line.substring(word.length()));
            }
            done = matcher.end();
        }
        return html.append(Entities.escape(text.substring(done))).toString();
    }
}
