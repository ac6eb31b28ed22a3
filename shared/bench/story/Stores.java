package bench.story;

import bench.checker.counter.CounterAction;
import bench.story.Facts.Arrival;
import bench.story.Facts.Letter;
import bench.story.Facts.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Did steps on a key-value service come between each other, or did it show an old state? */
final class Stores {
    private static final int CONFLICT = 22; // a compare-and-set that found another value
    private static final String USE_CAS =
            "Between a read and a write others may write: compare and set instead, and try again where that fails.";
    private static final String OLD_STATE =
            "A client of seq-kv may be shown an old state for as long as it only reads: write something first, or ask"
                    + " whoever wrote.";
    private static final String ONE_STEP =
            "Steps of several messages are not one: install all writes of a transaction with one, or order them by one"
                    + " node.";

    /** A step on a service, where it took effect. */
    private record Step(int position, String store, Letter request, String key, Task task, Optional<Letter> answer) {
        boolean is(String type) {
            return request.body().path("type").asString("").equals(type);
        }

        boolean changes() {
            return !is("read")
                    && answer.filter(letter ->
                                    letter.body().path("type").asString("").endsWith("_ok"))
                            .isPresent();
        }

        JsonNode written() {
            return is("cas") ? request.body().get("to") : request.body().get("value");
        }
    }

    private final Account account;
    private final List<Step> steps;

    private Stores(Account account) {
        this.account = account;
        this.steps = account.letters().stream()
                .filter(letter -> !letter.isAnswer() && Facts.isNode(letter.src()) && letter.isBetweenServers())
                .filter(letter -> !Facts.isNode(letter.dest()) && letter.body().has("key"))
                .flatMap(letter -> account.arrivalsOf(letter).stream().limit(1))
                .sorted(Comparator.comparing(Arrival::position))
                .map(this::step)
                .toList();
    }

    private Step step(Arrival arrival) {
        var request = arrival.letter();
        var key = Words.value(request.body().get("key"));
        return new Step(arrival.position(), request.dest(), request, key, request.task(), account.answerTo(request));
    }

    static Optional<Diagnosis> of(Account account) {
        var stores = new Stores(account);
        return stores.doneAgain()
                .or(stores::notDone)
                .or(stores::oldState)
                .or(stores::lostUpdate)
                .or(stores::interleaved);
    }

    /** For one operation a key was changed twice, since nobody heard that it had been the first time. */
    private Optional<Diagnosis> doneAgain() {
        for (var first : steps) {
            var loss = first.answer.flatMap(account::lossOf);
            if (!first.changes() || loss.isEmpty()) continue;
            var again = steps.stream()
                    .filter(step -> step.changes() && step.position > first.position && isSame(step, first))
                    .filter(step -> changesMore(first, step))
                    .findFirst();
            if (again.isPresent())
                return Optional.of(new Diagnosis(
                                "done again in a store",
                                first.store + " did what " + first.request.src()
                                        + " asked, but the answer was lost, so "
                                        + first.request.src() + " did it once more"
                                        + Words.at(again.get().request.place())
                                        + ".",
                                "No answer does not mean not done: read what is there before a second try, or let it"
                                        + " change nothing.")
                        .citing(first.request, first.answer.orElseThrow(), again.get().request));
        }
        return Optional.empty();
    }

    /** Whether the second time had an effect that the first had not; where a sum is wrong, it must be too much. */
    private boolean changesMore(Step first, Step again) {
        boolean isOther = !again.written().equals(first.written())
                || steps.stream()
                        .anyMatch(step -> step.changes()
                                && step.position > first.position
                                && step.position < again.position
                                && step.key.equals(first.key)
                                && step.store.equals(first.store)
                                && !sameDeed(step, first));
        long delta = account.deedOf(again.task).map(Clues::delta).orElse(0L);
        return isOther
                && (!account.anomaly().type().equals("wrong final read") || new Clues(account).lacksSuchAs(-delta));
    }

    /** A compare-and-set was refused, nothing was tried after it, and the add that the sum lacks was acknowledged. */
    private Optional<Diagnosis> notDone() {
        return steps.stream()
                .filter(step -> step.is("cas") && isRefused(step))
                .filter(step -> account.deedOf(step.task)
                        .filter(deed -> deed.isOk() && new Clues(account).lacksSuchAs(Clues.delta(deed)))
                        .isPresent())
                .filter(step -> steps.stream().noneMatch(other -> other.changes() && sameDeed(other, step)))
                .findFirst()
                .map(step -> new Diagnosis(
                                "acknowledged what was refused",
                                step.store + " refused " + step.request.src() + "'s compare-and-set of " + step.key
                                        + Words.at(step.request.place()) + ", since another value stood there, and "
                                        + step.request.src() + " acknowledged the add all the same.",
                                "A compare-and-set that fails has changed nothing: look at its answer, read again and"
                                        + " try again until it succeeds.")
                        .citing(account.deedOf(step.task).orElseThrow())
                        .citing(step.request, step.answer.orElseThrow()));
    }

    private static boolean isRefused(Step step) {
        return step.answer
                .filter(answer -> answer.body().path("code").asInt(0) == CONFLICT)
                .isPresent();
    }

    /** One reads, another writes, and the first writes what it worked out from what it had read. */
    private Optional<Diagnosis> lostUpdate() {
        for (var write : steps) {
            if (!write.is("write")) continue;
            var read = steps.stream()
                    .filter(step -> step.is("read") && step.position < write.position && isSame(step, write))
                    .reduce((earlier, later) -> later);
            if (read.isEmpty()) continue;
            var between = steps.stream()
                    .filter(step -> step.changes()
                            && step.position > read.get().position
                            && step.position < write.position
                            && step.key.equals(write.key)
                            && step.store.equals(write.store)
                            && !sameDeed(step, write))
                    .findFirst();
            if (between.isPresent()) return Optional.of(lostUpdate(read.get(), between.get(), write));
        }
        return Optional.empty();
    }

    private boolean isSame(Step read, Step write) {
        return read.key.equals(write.key) && read.store.equals(write.store) && sameDeed(read, write);
    }

    /** Whether a node takes both for the same operation, or because of the same timer. */
    private boolean sameDeed(Step one, Step other) {
        return one.request.src().equals(other.request.src()) && origin(one).equals(origin(other));
    }

    private Object origin(Step step) {
        return account.deedOf(step.task)
                .<Object>map(deed -> deed)
                .orElseGet(() -> account.causes(step.task)
                        .reduce((later, earlier) -> earlier)
                        .orElseThrow());
    }

    private Diagnosis lostUpdate(Step read, Step between, Step write) {
        var why = write.request.src() + " read " + write.key + " from " + write.store + Words.at(read.request.place())
                + " and then wrote it" + Words.at(write.request.place()) + "; in between "
                + between.request.src() + " had written it, and that was lost.";
        return new Diagnosis("lost update in a store", why, USE_CAS)
                .citing(read.request, between.request, write.request);
    }

    /** A store that need not be up to date was not. */
    private Optional<Diagnosis> oldState() {
        var newest = new HashMap<List<String>, Step>(); // the last change, by store and key
        for (var step : steps) {
            var last = newest.get(List.of(step.store, step.key));
            if (step.is("read") && last != null && showsOther(step, last) && matters(step))
                return Optional.of(new Diagnosis(
                                "old state of a store",
                                step.store + " showed " + step.request.src() + " key " + step.key
                                        + " as it had been before "
                                        + last.request.src() + " wrote "
                                        + Words.value(last.written()) + Words.at(last.request.place()) + ".",
                                OLD_STATE)
                        .citing(last.request, step.request));
            if (step.changes()) newest.put(List.of(step.store, step.key), step);
        }
        return Optional.empty();
    }

    private static boolean showsOther(Step read, Step last) {
        return !read.store.equals("lin-kv")
                && read.answer
                        .map(answer -> !last.written().equals(answer.body().get("value")))
                        .orElse(false);
    }

    /** Whether the reader is one of those that the anomaly rests on. */
    private boolean matters(Step step) {
        return account.deedOf(step.task).filter(account.evidence()::contains).isPresent();
    }

    /** A step of one operation came before one of another, and one of that other before one of the first. */
    private Optional<Diagnosis> interleaved() {
        var evidence = account.evidence();
        boolean areTransactions = evidence.size() > 1
                && evidence.stream().noneMatch(deed -> Clues.steps(deed).isEmpty());
        var others = areTransactions ? evidence : account.deeds();
        return evidence.stream()
                .filter(one -> !(one.operation().action() instanceof CounterAction)) // its steps may come in any order
                .flatMap(one -> others.stream()
                        .filter(other -> !other.equals(one))
                        .flatMap(other -> interleaved(stepsOf(one), stepsOf(other)).stream()))
                .findFirst();
    }

    private Optional<Diagnosis> interleaved(List<Step> first, List<Step> second) {
        var conflicting = new ArrayList<Integer>();
        boolean isBefore = false;
        boolean isAfter = false;
        for (var one : first)
            for (var other : second)
                if (one.key.equals(other.key) && one.store.equals(other.store) && (one.changes() || other.changes())) {
                    conflicting.add(one.request.position());
                    conflicting.add(other.request.position());
                    isBefore |= one.position < other.position;
                    isAfter |= one.position > other.position;
                }
        if (!isBefore || !isAfter) return Optional.empty();
        var step = first.getFirst().request;
        return Optional.of(new Diagnosis(
                        "steps in between",
                        step.src() + " takes each step of a transaction to " + step.dest() + " by itself"
                                + Words.at(step.place()) + "; those of one came between those of the other.",
                        ONE_STEP)
                .citing(conflicting));
    }

    /** Its steps, without those of attempts that came to nothing. */
    private List<Step> stepsOf(Facts.Deed deed) {
        var all = steps.stream()
                .filter(step -> account.deedOf(step.task).filter(deed::equals).isPresent())
                .toList();
        int begin = 0;
        for (int i = 0; i < all.size() && !all.get(i).changes(); i++)
            if (all.get(i).is("cas")) begin = i + 1;
        return all.subList(begin, all.size());
    }
}
