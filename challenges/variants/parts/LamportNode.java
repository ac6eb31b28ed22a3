import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** A log without an owner: an offset is a Lamport time and a node, so offsets are unique and those of a node rise. */
abstract class LamportNode extends KafkaNode {
    /** A message or a committed offset that a node took. No two of a node have the same Lamport time. */
    record Event(long time, boolean isCommit, String key, long offset, JsonNode msg) {}

    long clock;

    @Override
    long append(String key, JsonNode msg) {
        clock++;
        long offset = clock * nodes().size() + nodes().indexOf(id());
        take(new Event(clock, false, key, offset, msg));
        return offset;
    }

    @Override
    final void commit(String key, long offset) {
        take(new Event(++clock, true, key, offset, NullNode.instance));
    }

    /** Applies what a client has brought, and sees to it that the others hear of it. */
    abstract void take(Event event);

    void apply(Event event) {
        if (event.isCommit()) super.commit(event.key(), event.offset());
        else put(event.key(), event.offset(), event.msg());
    }
}
