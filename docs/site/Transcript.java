package site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code check --trace} prints of a shrunk run, as far as a picture needs it. Times are in milliseconds. */
public record Transcript(List<Message> messages, List<Change> changes, List<Spell> spells) {
    private static final Pattern LINE = Pattern.compile("^ *(-?\\d+\\.\\d{6}) ms  (.*)$");
    private static final Pattern MESSAGE = Pattern.compile(
            "#(\\d+) (\\S+) -> (\\S+) (.*?)(?: sets out(?: \\((\\S+)\\))?| arrives: task \\d+| is lost: (.*))");
    private static final Pattern CHANGE = Pattern.compile("(\\S+) task \\d+: (.*) \\((\\S+:\\d+)\\)");
    private static final Pattern SPELL = Pattern.compile("(begins|is over): (.*)");

    /**
     * @param arrival null where it did not arrive
     * @param place the line that sent it; null where the kernel did
     * @param lost by what; null where it was not
     */
    public record Message(
            int number,
            String from,
            String to,
            String content,
            double departure,
            Double arrival,
            String place,
            String lost,
            double end) {}

    /** @param place the line that changed a node's state */
    public record Change(double time, String node, String what, String place) {}

    /** A fault that lasts. */
    public record Spell(String what, double begin, double end) {}

    static boolean isLine(String line) {
        return LINE.matcher(line).matches();
    }

    public static Transcript of(List<String> console) {
        var messages = new LinkedHashMap<Integer, Message>();
        var changes = new ArrayList<Change>();
        var begun = new LinkedHashMap<String, Double>();
        var spells = new ArrayList<Spell>();
        for (var line : console) {
            var parts = LINE.matcher(line);
            if (!parts.matches()) continue;
            double time = Double.parseDouble(parts.group(1));
            var message = MESSAGE.matcher(parts.group(2));
            var change = CHANGE.matcher(parts.group(2));
            var spell = SPELL.matcher(parts.group(2));
            if (message.matches()) take(message, time, messages);
            else if (change.matches()) changes.add(new Change(time, change.group(1), change.group(2), change.group(3)));
            else if (spell.matches() && spell.group(1).equals("begins")) begun.put(spell.group(2), time);
            else if (spell.matches())
                spells.add(new Spell(spell.group(2), begun.getOrDefault(spell.group(2), 0d), time));
        }
        return new Transcript(List.copyOf(messages.values()), changes, spells);
    }

    private static void take(Matcher line, double time, LinkedHashMap<Integer, Message> messages) {
        int number = Integer.parseInt(line.group(1));
        var was = messages.get(number);
        if (was == null)
            messages.put(
                    number,
                    new Message(
                            number,
                            line.group(2),
                            line.group(3),
                            line.group(4),
                            time,
                            null,
                            line.group(5),
                            null,
                            time));
        else if (was.arrival == null)
            messages.put(
                    number,
                    new Message(
                            number,
                            was.from,
                            was.to,
                            was.content,
                            was.departure,
                            line.group(6) == null ? time : null,
                            was.place,
                            line.group(6),
                            time));
    }
}
