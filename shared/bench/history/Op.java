package bench.history;

import java.util.regex.Pattern;
import node.Json;
import node.RpcError;

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
    private static final Pattern ANSWER = Pattern.compile("error ([0-9]+): .*", Pattern.DOTALL);

    /** What an answer of this error is called in a history. */
    public static String error(RpcError error) {
        return "error " + error.code() + ": " + error.getMessage();
    }

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

    /** Whether it ended with an error that says it never happened, believed or not. */
    public boolean isRefused() {
        if (error == null) return false;
        var answer = ANSWER.matcher(error);
        return answer.matches() && RpcError.isDefinite(Integer.parseInt(answer.group(1)));
    }

    /** The operation's kind in Jepsen's spelling: the action's name in snake case. */
    public String f() {
        return Json.typeOf(action.getClass());
    }
}
