package bench.world.faults;

/** Two servers between which messages go. */
public record Link(String a, String b) {
    /** The same link for both directions. */
    public static Link between(String a, String b) {
        return a.compareTo(b) < 0 ? new Link(a, b) : new Link(b, a);
    }
}
