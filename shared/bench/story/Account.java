package bench.story;

import bench.checker.Anomaly;
import bench.history.History;
import bench.history.Operation;
import bench.story.Facts.Arrival;
import bench.story.Facts.Await;
import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import bench.story.Facts.Loss;
import bench.story.Facts.Task;
import bench.trace.Event;
import bench.trace.Place;
import bench.world.faults.Act;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened in a run that was seen, and what it has to do with an anomaly: the trace, put in order for questions. */
final class Account {
    /** What two messages have in common when one says again what the other said. */
    private record Saying(String src, String dest, String content) {
        static Saying of(Letter letter) {
            return new Saying(letter.src(), letter.dest(), Words.content(letter.body()));
        }
    }

    /** What tells a request from all others. */
    private record RequestId(String src, String dest, String number) {}

    private final Anomaly anomaly;
    private final List<Event> events;
    private final List<Letter> letters = new ArrayList<>();
    private final List<Loss> losses = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Await> awaits = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final Map<Integer, Letter> lettersByNumber = new HashMap<>();
    private final Map<Integer, Task> tasks = new HashMap<>(); // by number
    private final Map<Saying, List<Letter>> repetitions = new HashMap<>();
    private final Map<RequestId, List<Letter>> answers = new HashMap<>();
    private final Map<Letter, List<Arrival>> arrivals = new HashMap<>();
    private final Map<Letter, Loss> lossesByLetter = new HashMap<>();
    private final Map<Letter, Deed> deedsByRequest = new HashMap<>();
    private final Map<Integer, List<Letter>> requestsByDeed = new HashMap<>(); // by the operation's place among all
    private final Map<Task, List<Change>> changesByTask = new HashMap<>();
    private final Map<Task, List<Letter>> lettersByTask = new HashMap<>();
    private final Map<Task, Place> lastPlaces = new HashMap<>();
    private final long startNanos;

    /**
     * @param anomaly what is to be explained
     * @param events the trace of the run that shows it
     */
    Account(Anomaly anomaly, History<?> history, List<Event> events) {
        this.anomaly = anomaly;
        this.events = events;
        var operations = new HashMap<Integer, Operation<?>>(); // by index of their invocation
        for (var operation : history.operations())
            operations.put(operation.invocation().index(), operation);
        var open = new HashMap<Object, Integer>(); // the operation of a client, the await of a task, that has not ended
        for (int position = 0; position < events.size(); position++) read(position, operations, open);
        requestsByDeed.forEach(
                (deed, letters) -> letters.forEach(letter -> deedsByRequest.put(letter, deeds.get(deed))));
        this.startNanos = deeds.isEmpty()
                ? 0
                : deeds.getFirst().nanos()
                        - deeds.getFirst().operation().invocation().timeNanos();
    }

    private void read(int position, Map<Integer, Operation<?>> operations, Map<Object, Integer> open) {
        switch (events.get(position)) {
            case Event.Invoked(long time, int op, String client, String server) -> {
                open.put(client, deeds.size());
                deeds.add(new Deed(position, time, operations.get(op), client, server, Integer.MAX_VALUE));
            }
            case Event.Completed(long time, int op, String client) -> {
                int index = open.remove(client);
                var deed = deeds.get(index);
                deeds.set(
                        index,
                        new Deed(deed.position(), deed.nanos(), deed.operation(), client, deed.server(), position));
            }
            case Event.Sent sent -> {
                var letter = read(position, sent);
                if (open.containsKey(letter.src())) add(requestsByDeed, open.get(letter.src()), letter);
            }
            case Event.Received(long time, int message, int number, String node) -> {
                var letter = lettersByNumber.get(message);
                var task = new Task(position, time, number, node, letter, null);
                tasks.put(number, task);
                add(arrivals, letter, new Arrival(position, time, letter, task));
            }
            case Event.Woke(long time, int number, String node, Optional<Integer> by) ->
                tasks.put(
                        number,
                        new Task(
                                position,
                                time,
                                number,
                                node,
                                null,
                                by.map(tasks::get).orElse(null)));
            case Event.Lost(long time, int message, Act act) -> {
                var loss = new Loss(position, time, lettersByNumber.get(message), act);
                losses.add(loss);
                lossesByLetter.put(loss.letter(), loss);
            }
            case Event.Changed(
                    long time,
                    int number,
                    String node,
                    String field,
                    var before,
                    var after,
                    Place place) -> {
                var task = tasks.get(number);
                var change = new Change(position, time, task, node, field, before, after, place);
                changes.add(change);
                add(changesByTask, task, change);
            }
            case Event.Awaits(long time, int task, String node, Optional<Place> place) -> {
                open.put(task, awaits.size());
                awaits.add(new Await(
                        position, time, tasks.get(task), place.orElse(null), Integer.MAX_VALUE, Long.MAX_VALUE));
            }
            case Event.Resumes(long time, int task, String node) -> {
                int index = open.remove(task);
                var await = awaits.get(index);
                awaits.set(
                        index, new Await(await.position(), await.nanos(), await.task(), await.place(), position, time));
            }
            case Event.Ended(long time, int task, String node, Optional<Place> place) ->
                place.ifPresent(line -> lastPlaces.put(tasks.get(task), line));
            case Event.Logged logged -> {}
            case Event.Befell befell -> {}
            case Event.Began began -> {}
            case Event.Over over -> {}
        }
    }

    private Letter read(int position, Event.Sent sent) {
        var content = sent.content();
        var letter = new Letter(
                position,
                sent.timeNanos(),
                sent.message(),
                content.src(),
                content.dest(),
                content.body(),
                sent.task().map(tasks::get).orElse(null),
                sent.place().orElse(null));
        letters.add(letter);
        lettersByNumber.put(letter.number(), letter);
        add(repetitions, Saying.of(letter), letter);
        if (letter.task() != null) add(lettersByTask, letter.task(), letter);
        if (letter.isAnswer()) add(answers, asked(letter), letter);
        return letter;
    }

    private static RequestId asks(Letter request) {
        return new RequestId(
                request.src(), request.dest(), request.body().path("msg_id").toString());
    }

    private static RequestId asked(Letter answer) {
        return new RequestId(
                answer.dest(), answer.src(), answer.body().path("in_reply_to").toString());
    }

    private static <K, V> void add(Map<K, List<V>> lists, K key, V value) {
        lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    // ---- what there was ----

    Anomaly anomaly() {
        return anomaly;
    }

    List<Event> events() {
        return events;
    }

    List<Letter> letters() {
        return letters;
    }

    List<Loss> losses() {
        return losses;
    }

    List<Change> changes() {
        return changes;
    }

    List<Await> awaits() {
        return awaits;
    }

    List<Deed> deeds() {
        return deeds;
    }

    /** The time since the first operation could begin, as in the history. */
    long sinceStart(long nanos) {
        return nanos - startNanos;
    }

    // ---- what belongs together ----

    /**
     * The operations that the anomaly rests on, in the order in which its text speaks of them; where it speaks of none, the first
     * that did not succeed.
     */
    List<Deed> evidence() {
        var evidence = new LinkedHashSet<Deed>();
        for (int line : anomaly.evidence().lines()) for (var deed : deeds) if (hasLine(deed, line)) evidence.add(deed);
        if (evidence.isEmpty())
            deeds.stream().filter(deed -> !deed.isOk()).findFirst().ifPresent(evidence::add);
        return List.copyOf(evidence);
    }

    private static boolean hasLine(Deed deed, int line) {
        var completion = deed.operation().completion();
        return deed.operation().invocation().index() == line || completion != null && completion.index() == line;
    }

    List<Arrival> arrivalsOf(Letter letter) {
        return arrivals.getOrDefault(letter, List.of());
    }

    boolean arrived(Letter letter) {
        return arrivals.containsKey(letter);
    }

    Optional<Loss> lossOf(Letter letter) {
        return Optional.ofNullable(lossesByLetter.get(letter));
    }

    /** The first answer that was sent to {@code request}. */
    Optional<Letter> answerTo(Letter request) {
        return answers.getOrDefault(asks(request), List.of()).stream().findFirst();
    }

    /** What the client asked for {@code deed}. */
    List<Letter> requests(Deed deed) {
        return requestsByDeed.getOrDefault(deeds.indexOf(deed), List.of());
    }

    /** What a node did directly for {@code deed}. */
    List<Task> handlers(Deed deed) {
        return requests(deed).stream()
                .flatMap(request -> arrivalsOf(request).stream())
                .map(Arrival::task)
                .toList();
    }

    /** The tasks that led to {@code task}, itself first, back to the message of a client or to a timer that nobody set. */
    Stream<Task> causes(Task task) {
        return Stream.iterate(task, earlier -> earlier != null, Account::causeOf);
    }

    private static Task causeOf(Task task) {
        return task.cause() != null ? task.cause().task() : task.setBy();
    }

    /** The operation that {@code task} goes back to. */
    Optional<Deed> deedOf(Task task) {
        return causes(task)
                .filter(cause ->
                        cause.cause() != null && Facts.isClient(cause.cause().src()))
                .findFirst()
                .flatMap(cause -> Optional.ofNullable(deedsByRequest.get(cause.cause())));
    }

    /** Messages of the same sender to the same receiver that say the same, in the order they were sent. */
    List<Letter> repetitions(Letter letter) {
        return repetitions.get(Saying.of(letter));
    }

    List<Change> changesBy(Task task) {
        return changesByTask.getOrDefault(task, List.of());
    }

    List<Letter> lettersBy(Task task) {
        return lettersByTask.getOrDefault(task, List.of());
    }

    /** The last line of {@code task} that did something, where it was one of the node's. */
    Optional<Place> lastPlaceOf(Task task) {
        return Optional.ofNullable(lastPlaces.get(task));
    }
}
