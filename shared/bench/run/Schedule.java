package bench.run;

import bench.trace.Trace;
import bench.world.Mishap;
import bench.world.Scheduler;
import bench.world.Step.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run in which chance has no part but in what operations there are: a few of them, and every choice of what happens next.
 *
 * @param operations how many, drawn by the seed
 * @param gapMillis operation i begins no sooner than i of these after the first
 * @param choices in turn, of the steps that are possible the number of the one that happens; 0 when they have run out
 */
public record Schedule(int operations, long gapMillis, Mishap mishap, List<Integer> choices) {
    private static final Pattern FORM = Pattern.compile(
            "(\\d{1,4})x(\\d{1,6})ms/(none|cut-(n\\d+)|crash-(n\\d+)|late-(\\S+?)-(\\S+?)-(\\d{1,6}))/(\\d{1,6}(\\.\\d{1,6})*)?");

    /** The same schedule with fewer words: a choice of 0 at the end need not be told. */
    public Schedule {
        int length = choices.size();
        while (length > 0 && choices.get(length - 1) == 0) length--;
        choices = List.copyOf(choices.subList(0, length));
    }

    public Schedule with(Mishap mishap) {
        return new Schedule(operations, gapMillis, mishap, choices);
    }

    public Schedule with(List<Integer> choices) {
        return new Schedule(operations, gapMillis, mishap, choices);
    }

    /** What happens in a run of this schedule. */
    Scheduler scheduler(Trace trace) {
        var left = choices.iterator();
        return new Scheduler(
                possible -> {
                    int choice = left.hasNext() ? left.next() : 0;
                    return choice < possible.size() ? choice : 0;
                },
                mishap,
                trace);
    }

    /** What the clients do in it, where nothing is left out. */
    Script script(Crew<?> crew) {
        return crew.draw(operations, gapMillis * 1_000_000);
    }

    /** As {@link #parse} reads it: {@code 3x0ms/late-n0-n1-2/0.0.1}. */
    @Override
    public String toString() {
        return operations + "x" + gapMillis + "ms/" + mishap + "/"
                + choices.stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /** @throws IllegalArgumentException where {@code text} is none; says what one looks like */
    public static Schedule parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches())
            throw new IllegalArgumentException(
                    "--schedule is " + text + "; it must be as a search tells it, like 3x0ms/late-n0-n1-2/0.0.1");
        var choices = form.group(9) == null
                ? List.<Integer>of()
                : Stream.of(form.group(9).split("\\.")).map(Integer::valueOf).toList();
        return new Schedule(
                Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)), mishap(form), new ArrayList<>(choices));
    }

    private static Mishap mishap(Matcher form) {
        if (form.group(4) != null) return new Mishap.CutOff(form.group(4));
        if (form.group(5) != null) return new Mishap.Crashed(form.group(5));
        if (form.group(6) == null) return new Mishap.None();
        return new Mishap.Late(new Arrival(form.group(6), form.group(7), Integer.parseInt(form.group(8))));
    }
}
