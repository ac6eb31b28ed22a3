package bench.world;

/**
 * A message on the network.
 *
 * @param line the message itself, as one line of JSON in UTF-8
 */
public record Envelope(String src, String dest, byte[] line) {
    /** Whether a client sent it or is to get it. Such messages know no latency and no partition, and are no server's. */
    public boolean involvesClient() {
        return isClient(src) || isClient(dest);
    }

    public static boolean isClient(String id) {
        return id.startsWith("c");
    }
}
