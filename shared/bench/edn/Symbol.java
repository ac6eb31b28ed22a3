package bench.edn;

/** EDN's bare word that is neither a number nor {@code nil}, {@code true} or {@code false}. */
public record Symbol(String name) {
    @Override
    public String toString() {
        return name;
    }
}
