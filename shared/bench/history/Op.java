package bench.history;

import node.Json;

/**
 * One line of a history: a process begins an operation, or learns how it ended.
 *
 * @param index the line's place in the history
 * @param timeNanos since the run began
 * @param process the logical thread that acts: one operation at a time, retired after an indefinite result
 * @param action what is done; a record whose name is the operation's kind and whose only component is its value
 * @param error why it failed, or why nobody knows; null where nothing went wrong
 */
public record Op<A>(int index, long timeNanos, int process, Type type, A action, String error) {
    public enum Type {
        /** The operation begins. */
        INVOKE,
        /** It happened. */
        OK,
        /** It did not happen and never will. */
        FAIL,
        /** It may have happened, or may yet. */
        INFO
    }

    /** The operation's kind in Jepsen's spelling: the action's name in snake case. */
    public String f() {
        return Json.typeOf(action.getClass());
    }
}
