package site;

import java.util.List;

/** A book that cannot be built as it is. */
public final class BrokenBook extends RuntimeException {
    private final List<String> problems;

    /** @param problems each with its file and line: {@code challenges/3c.adoc:12: ...} */
    public BrokenBook(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
