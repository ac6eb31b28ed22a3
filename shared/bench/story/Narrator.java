package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import bench.story.Story.Line;
import bench.trace.Event;
import bench.world.faults.Act;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts in order what a story shows: the operations that the anomaly rests on, and what the diagnosis speaks of. */
final class Narrator {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int FEW = 3;

    private final Account account;
    private final Set<Integer> cited;
    private final Set<Integer> shown;
    private final List<Deed> evidence;
    private final TreeMap<Integer, Line> lines = new TreeMap<>(); // by position
    private final Set<Change> told = new HashSet<>();

    /** @param cited places in the trace */
    Narrator(Account account, Set<Integer> cited) {
        this.account = account;
        this.evidence = account.evidence();
        this.cited = cited;
        this.shown = new TreeSet<>(cited);
        evidence.forEach(deed -> shown.add(deed.position()));
        addDeedsBehind();
    }

    /** The operations that led to what is shown. */
    private void addDeedsBehind() {
        var tasks = new HashSet<Task>();
        for (var letter : account.letters())
            if (shown.contains(letter.position()) && letter.task() != null) tasks.add(letter.task());
        for (var change : account.changes()) if (shown.contains(change.position())) tasks.add(change.task());
        for (var task : tasks) account.deedOf(task).ifPresent(deed -> shown.add(deed.position()));
        var writes = account.deeds().stream().filter(Narrator::writes).toList();
        if (writes.size() <= FEW) writes.forEach(deed -> shown.add(deed.position()));
    }

    /** Where few operations write, all of them belong to the story. */
    static boolean writes(Deed deed) {
        return List.of("add", "broadcast", "write", "cas", "send", "txn")
                .contains(deed.operation().invocation().f());
    }

    /** @param most how many lines; those in the middle are left out where there are more */
    List<Line> tell(int most) {
        for (var letter : account.letters())
            if (letter.isBetweenServers() && shown.contains(letter.position())) letter(letter);
        for (var deed : account.deeds()) if (shown.contains(deed.position())) deed(deed);
        for (var change : account.changes())
            if (shown.contains(change.position()) && !told.contains(change))
                put(change.position(), change.nanos(), change.node(), words(change), "");
        acts();
        var all = List.copyOf(lines.values());
        if (all.size() <= most) return all;
        var some = new ArrayList<>(all.subList(0, most / 2));
        some.add(new Line("...", null, "", (all.size() - most + 1) + " more", ""));
        some.addAll(all.subList(all.size() - (most - some.size()), all.size()));
        return some;
    }

    private static String words(Change change) {
        return Words.change(change) + Words.at(change.place());
    }

    // ---- messages ----

    private void letter(Letter letter) {
        var earlier = account.repetitions(letter).stream()
                .filter(other -> shown.contains(other.position()) && other.position() < letter.position())
                .toList();
        boolean lost = account.lossOf(letter).isPresent();
        if (lost && earlier.size() == 1) retries(letter);
        else if (!lost || earlier.isEmpty())
            put(
                    letter.position(),
                    letter.nanos(),
                    letter.src() + " -> " + letter.dest(),
                    Words.content(letter.body()),
                    note(letter));
    }

    /** One line for the second time and all others that were lost too. */
    private void retries(Letter second) {
        var all = account.repetitions(second);
        var last = all.getLast();
        var times = all.size() == 2 ? "once, at " : all.size() - 1 + " times, last at ";
        var words = "retries " + times + Words.time(account.sinceStart(last.nanos())) + Words.at(last.place())
                + (all.stream().anyMatch(account::arrived) ? "" : ", then gives up");
        lines.put(second.position(), new Line("...", null, second.src(), words, ""));
    }

    private String note(Letter letter) {
        var loss = account.lossOf(letter);
        if (loss.isPresent()) return Words.fate(loss.get());
        var notes = new ArrayList<String>();
        for (var arrival : account.arrivalsOf(letter))
            for (var effect : effects(arrival.task())) notes.add(letter.dest() + "'s " + effect);
        var answer = account.answerTo(letter).filter(reply -> !shown.contains(reply.position()));
        if (notes.isEmpty() && answer.isPresent())
            notes.add(
                    answer.get().src() + " answers " + Words.answer(answer.get().body()));
        return String.join("; ", notes);
    }

    /** What a task changed at once, of that which is shown. */
    private List<String> effects(Task task) {
        var effects = new ArrayList<String>();
        for (var change : account.changesBy(task))
            if (shown.contains(change.position()) && change.nanos() == task.nanos() && told.add(change))
                effects.add(words(change));
        return effects;
    }

    // ---- operations ----

    private void deed(Deed deed) {
        var requests = account.requests(deed);
        var link = deed.client() + " -> " + deed.server();
        if (requests.isEmpty()) {
            if (!evidence.contains(deed)) return; // no node heard of it
            put(
                    deed.position(),
                    deed.nanos(),
                    link,
                    String.valueOf(deed.operation().action()),
                    "");
            return;
        }
        var request = requests.getFirst();
        var what = Words.content(request.body());
        var notes = new ArrayList<String>();
        for (var handler : account.handlers(deed)) notes.addAll(effects(handler));
        var answer = account.answerTo(request);
        if (answer.isEmpty()) {
            notes.add("no answer");
        } else if (isSoon(deed, answer.get())) {
            if (answer.get().body().has("txn"))
                what = "txn " + Words.answer(answer.get().body());
            else if (notes.isEmpty() || evidence.contains(deed) || cited.contains(deed.position()))
                notes.add(
                        writes(deed) ? notes.size() : 0,
                        deed.server() + " answers " + Words.answer(answer.get().body()) + remark(deed));
        } else {
            put(
                    answer.get().position(),
                    answer.get().nanos(),
                    deed.server() + " -> " + deed.client(),
                    Words.content(answer.get().body()) + remark(deed),
                    "");
        }
        put(deed.position(), deed.nanos(), link, what, String.join("; ", notes));
    }

    /** Whether nothing that is shown comes between a request and its answer, or the handler did not await. */
    private boolean isSoon(Deed deed, Letter answer) {
        boolean atOnce = answer.task() != null && answer.task().nanos() == answer.nanos();
        return atOnce
                || lines.subMap(deed.position(), answer.position()).isEmpty()
                        && account.deeds().stream()
                                .noneMatch(other -> shown.contains(other.position())
                                        && other.position() > deed.position()
                                        && other.position() < answer.position());
    }

    /** What is wrong with the last operation that the anomaly rests on. */
    private String remark(Deed deed) {
        if (evidence.isEmpty() || !deed.equals(evidence.getLast())) return "";
        var anomaly = account.anomaly();
        return switch (anomaly.type()) {
            case "lost" -> ": " + Words.json(anomaly.evidence().value()) + " was acknowledged and is not here";
            case "wrong final read" -> anomaly.text().replaceFirst("^[^;]*;", ":");
            default -> "";
        };
    }

    // ---- faults ----

    /** What is cited of them, and the end of what lost a message that is shown. */
    private void acts() {
        if (lines.isEmpty()) return;
        var acts = new HashSet<Act>();
        for (var loss : account.losses()) if (shown.contains(loss.letter().position())) acts.add(loss.act());
        for (var act : citedActs().values()) acts.add(act);
        citedActs()
                .forEach((position, act) ->
                        put(position, account.events().get(position).timeNanos(), "", Words.act(act), ""));
        int last = Collections.max(lines.keySet());
        for (int position = 0; position < last; position++)
            if (account.events().get(position) instanceof Event.Over(long time, Act act) && acts.contains(act))
                put(position, time, "", Words.over(act), "");
    }

    private Map<Integer, Act> citedActs() {
        var acts = new TreeMap<Integer, Act>();
        for (int position : shown)
            if (account.events().get(position) instanceof Event.Began(long time, Act act)) acts.put(position, act);
        return acts;
    }

    private void put(int position, long nanos, String who, String what, String note) {
        long since = account.sinceStart(nanos);
        lines.put(position, new Line(Words.time(since), since / NANOS_PER_MILLI, who, what, note));
    }
}
