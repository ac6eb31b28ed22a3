package bench.story;

import bench.history.History;
import bench.history.Op;
import bench.trace.Event;
import bench.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All that happened in a run, an event a line. Messages and tasks have numbers, as in {@code #9} and {@code task 4}. */
public final class Transcript {
    private final History<?> history;
    private final Map<Integer, Event.Sent> sent = new HashMap<>(); // by message

    private Transcript(History<?> history) {
        this.history = history;
    }

    public static List<String> of(History<?> history, Trace trace) {
        var transcript = new Transcript(history);
        for (var event : trace.events())
            if (event instanceof Event.Sent message) transcript.sent.put(message.message(), message);
        long startNanos = trace.events().stream()
                .filter(Event.Invoked.class::isInstance)
                .map(event -> event.timeNanos()
                        - transcript.op(((Event.Invoked) event).op()).timeNanos())
                .findFirst()
                .orElse(0L);
        return trace.events().stream()
                .filter(event -> !isOfAClient(event))
                .map(event -> transcript.line(event, event.timeNanos() - startNanos))
                .toList();
    }

    /** What clients do by themselves is theirs: they time out what has been answered. */
    private static boolean isOfAClient(Event event) {
        return switch (event) {
            case Event.Woke woke -> Facts.isClient(woke.node());
            case Event.Ended ended -> Facts.isClient(ended.node());
            default -> false;
        };
    }

    private Op<?> op(int index) {
        return history.ops().get(index);
    }

    private String line(Event event, long nanos) {
        var millis = String.format(Locale.ROOT, "%12.6f ms  ", nanos / 1e6);
        return millis
                + switch (event) {
                    case Event.Invoked(long time, int op, String client, String server) ->
                        client + " begins an operation at " + server + ": " + op(op).action();
                    case Event.Completed(long time, int op, String client) ->
                        client + " ends it, " + op(op).type().name().toLowerCase(Locale.ROOT) + ": " + result(op(op));
                    case Event.Sent message ->
                        message(message.message()) + " sets out"
                                + at(message.place().map(Object::toString));
                    case Event.Lost(long time, int message, var act) ->
                        message(message) + " is lost: " + Words.act(act);
                    case Event.Befell(long time, int message, var act) -> message(message) + ": " + Words.act(act);
                    case Event.Began(long time, var act) -> "begins: " + Words.act(act);
                    case Event.Over(long time, var act) -> "is over: " + Words.act(act);
                    case Event.Received(long time, int message, int task, String node) ->
                        message(message) + " arrives: task " + task;
                    case Event.Woke(long time, int task, String node, Optional<Integer> setBy) ->
                        node + " task " + task + " begins by a timer"
                                + setBy.map(by -> " of task " + by).orElse("");
                    case Event.Changed change ->
                        change.node() + " task " + change.task() + ": "
                                + Words.change(change.field(), change.before(), change.after()) + " ("
                                + change.place() + ")";
                    case Event.Logged(long time, String node, String text, var place) ->
                        node + " writes to its log: " + text + at(place.map(Object::toString));
                    case Event.Awaits(long time, int task, String node, var place) ->
                        node + " task " + task + " awaits" + at(place.map(Object::toString));
                    case Event.Resumes(long time, int task, String node) -> node + " task " + task + " goes on";
                    case Event.Ended(long time, int task, String node, var place) -> node + " task " + task + " ends";
                };
    }

    private static String result(Op<?> completion) {
        return completion.error() == null ? String.valueOf(completion.action()) : completion.error();
    }

    private String message(int number) {
        var content = sent.get(number).content();
        return "#" + number + " " + content.src() + " -> " + content.dest() + " " + Words.content(content.body());
    }

    private static String at(Optional<String> place) {
        return place.map(line -> " (" + line + ")").orElse("");
    }
}
