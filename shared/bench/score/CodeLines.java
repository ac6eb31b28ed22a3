package bench.score;

import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.util.regex.Pattern;

/** How much there is to read in an answer: its lines, and those of the files that it builds on, without the kernel. */
public final class CodeLines {
    private static final Pattern BLOCK_COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);

    private CodeLines() {}

    static long in(NodeSource source) throws SourceProblem {
        long lines = count(source.text());
        for (var companion : source.companions()) lines += count(companion.text());
        return lines;
    }

    /** Lines that hold neither an import, nor a comment alone, nor nothing. */
    public static long count(String text) {
        return BLOCK_COMMENT
                .matcher(text)
                .replaceAll("")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("import "))
                .count();
    }
}
