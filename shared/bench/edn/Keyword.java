package bench.edn;

/**
 * EDN's {@code :name}.
 *
 * @param name without the colon
 */
public record Keyword(String name) {
    @Override
    public String toString() {
        return ":" + name;
    }
}
