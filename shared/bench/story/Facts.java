package bench.story;

import bench.history.Operation;
import bench.trace.Place;
import bench.world.faults.Act;
import tools.jackson.databind.node.ObjectNode;

/** What happened in a run, as a story sees it. Positions are places in the trace: what came first is less. */
final class Facts {
    private Facts() {}

    /**
     * A message.
     *
     * @param task the sender's task; null for a client's
     * @param place the line that sent it; null where the kernel sent it for a handler
     */
    record Letter(
            int position, long nanos, int number, String src, String dest, ObjectNode body, Task task, Place place) {
        boolean isAnswer() {
            return body.hasNonNull("in_reply_to");
        }

        boolean isBetweenServers() {
            return !isClient(src) && !isClient(dest);
        }

        /** Whether one node sent it to another. */
        boolean isBetweenNodes() {
            return isNode(src) && isNode(dest);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Letter letter && letter.position == position;
        }

        @Override
        public int hashCode() {
            return position;
        }
    }

    /** A message came, and a task began; twice where it was doubled. */
    record Arrival(int position, long nanos, Letter letter, Task task) {}

    /** A message did not come. */
    record Loss(int position, long nanos, Letter letter, Act act) {}

    /**
     * What a node does because of one message or timer, with all its awaits.
     *
     * @param cause the message; null where a timer went off
     * @param setBy the task that set the timer; null where there is none
     */
    record Task(int position, long nanos, int number, String node, Letter cause, Task setBy) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Task task && task.position == position;
        }

        @Override
        public int hashCode() {
            return position;
        }
    }

    /** A node's state changed: see {@link bench.trace.Event.Changed}. */
    record Change(
            int position, long nanos, Task task, String node, String field, Object before, Object after, Place place) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Change change && change.position == position;
        }

        @Override
        public int hashCode() {
            return position;
        }
    }

    /**
     * A task awaited something.
     *
     * @param place the line; null where it is none of the node's
     * @param endPosition where it went on; the end of the world where it did not
     */
    record Await(int position, long nanos, Task task, Place place, int endPosition, long endNanos) {
        boolean contains(int position) {
            return position > this.position && position < endPosition;
        }
    }

    /**
     * An operation of a client's.
     *
     * @param endPosition where it ended
     */
    record Deed(int position, long nanos, Operation<?> operation, String client, String server, int endPosition) {
        boolean isOk() {
            return operation.isOk();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Deed deed && deed.position == position;
        }

        @Override
        public int hashCode() {
            return position;
        }
    }

    static boolean isClient(String id) {
        return id.startsWith("c");
    }

    static boolean isNode(String id) {
        return id.matches("n\\d+");
    }
}
