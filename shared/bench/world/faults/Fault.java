package bench.world.faults;

import java.util.Locale;
import java.util.stream.Stream;

/** The kinds of things that go wrong. The first ones befall messages between servers, the others nodes. */
public enum Fault {
    // tag::faults[]
    /** The nodes fall in groups that do not hear each other, as Jepsen cuts them. */
    PARTITION,
    /** One node hears nobody, or is heard by nobody. */
    ONE_WAY,
    /** Two servers do not hear each other. */
    LINK,
    /** A message is lost. */
    LOSS,
    /** A message comes twice, the second time perhaps much later. */
    DUPLICATION,
    /** A message is held back, and others overtake it. */
    REORDERING,
    /** A service does what it was asked, and its answer is lost. */
    SERVICE_TIMEOUT,
    /** All messages take longer for a while. */
    SPIKE,
    /** A node takes long over everything that it does. */
    SLOW,
    /** A node stops, and later goes on as if nothing had been: what came meanwhile comes all at once. */
    PAUSE,
    /** A node ends, and later begins anew without anything that it knew. */
    CRASH,
    /** A node's clock jumps, and later jumps back. */
    CLOCK;
    // end::faults[]

    /** As on a command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All words, in the order above. */
    public static Stream<String> words() {
        return Stream.of(values()).map(Fault::word);
    }

    /** Whether it is decided for each message by itself; the others begin, last for a while, and end. */
    public boolean befallsSingleMessages() {
        return switch (this) {
            case LOSS, DUPLICATION, REORDERING, SERVICE_TIMEOUT -> true;
            default -> false;
        };
    }
}
