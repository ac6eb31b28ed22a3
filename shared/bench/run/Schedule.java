package bench.run;

import bench.trace.Trace;
import bench.world.Mishap;
import bench.world.Scheduler;
import bench.world.Step.Arrival;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run in which chance has no part but in what operations there are: a few of them, and every choice of what happens next.
 *
 * @param operations how many, drawn by the seed
 * @param choices in turn, of the steps that are possible the number of the one that happens; 0 when they have run out
 */
public record Schedule(int nodes, int operations, Mishap mishap, List<Integer> choices) {
    /** How long after a node was cut off or crashed the next operations begin, where there are two nodes. */
    public static final Duration TIME_TO_NOTICE = Duration.ofMillis(3_500);

    /**
     * The same where there are more: the slowest of our nodes, those of 3e, need some 8 s until another one does the work. That
     * costs runs, since a mishap may end whenever time passes.
     */
    public static final Duration TIME_TO_TAKE_OVER = Duration.ofMillis(8_500);

    private static final String SERVER = "n\\d{1,2}|[a-z]+-[a-z]+"; // a node, or a service
    private static final Pattern FORM = Pattern.compile("(?<nodes>[1-9]\\d?)x(?<operations>\\d{1,3})"
            + "/(none|cut-(?<cut>n\\d{1,2})|crash-(?<crash>n\\d{1,2})"
            + "|late-(?<src>" + SERVER + ")-(?<dest>" + SERVER + ")-(?<number>\\d{1,6}))"
            + "(?<choices>(/\\d{1,5}:\\d{1,5})*)");

    /** The same schedule with fewer words: a choice of 0 at the end need not be told. */
    public Schedule {
        int length = choices.size();
        while (length > 0 && choices.get(length - 1) == 0) length--;
        choices = List.copyOf(choices.subList(0, length));
    }

    /** How long after the mishap began the operations amid it begin. */
    Duration timeToNotice() {
        return nodes > 2 ? TIME_TO_TAKE_OVER : TIME_TO_NOTICE;
    }

    public Schedule with(Mishap mishap) {
        return new Schedule(nodes, operations, mishap, choices);
    }

    public Schedule with(List<Integer> choices) {
        return new Schedule(nodes, operations, mishap, choices);
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

    /** As {@link #parse} reads it: of 2 nodes and 3 operations {@code 2x3/late-n0-n1-2/7:1}, the eighth choice being 1. */
    @Override
    public String toString() {
        return nodes + "x" + operations + "/" + mishap
                + IntStream.range(0, choices.size())
                        .filter(i -> choices.get(i) > 0)
                        .mapToObj(i -> "/" + i + ":" + choices.get(i))
                        .collect(Collectors.joining());
    }

    /** @throws IllegalArgumentException where {@code text} is none; says what one looks like */
    public static Schedule parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches())
            throw new IllegalArgumentException(
                    "--schedule is " + text + "; it must be as --search tells it, like 2x3/late-n0-n1-2/7:1");
        int nodes = Integer.parseInt(form.group("nodes"));
        var victim = form.group("cut") != null ? form.group("cut") : form.group("crash");
        if (victim != null && Integer.parseInt(victim.substring(1)) >= nodes)
            throw new IllegalArgumentException(
                    "--schedule is " + text + "; there is no " + victim + ", the nodes are n0 to n" + (nodes - 1));
        return new Schedule(
                nodes, Integer.parseInt(form.group("operations")), mishap(form), choices(form.group("choices")));
    }

    private static Mishap mishap(Matcher form) {
        if (form.group("cut") != null) return new Mishap.CutOff(form.group("cut"));
        if (form.group("crash") != null) return new Mishap.Crashed(form.group("crash"));
        if (form.group("src") == null) return new Mishap.None();
        int number = Integer.parseInt(form.group("number"));
        return new Mishap.Late(new Arrival(form.group("src"), form.group("dest"), number));
    }

    private static List<Integer> choices(String told) {
        var choices = new TreeMap<Integer, Integer>();
        for (var choice : told.split("/")) {
            if (choice.isEmpty()) continue;
            var words = choice.split(":");
            choices.put(Integer.valueOf(words[0]), Integer.valueOf(words[1]));
        }
        int length = choices.isEmpty() ? 0 : choices.lastKey() + 1;
        return IntStream.range(0, length)
                .mapToObj(i -> choices.getOrDefault(i, 0))
                .toList();
    }
}
