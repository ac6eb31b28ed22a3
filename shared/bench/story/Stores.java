package bench.story;

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
        return stores.doneAgain().or(stores::oldState).or(stores::lostUpdate).or(stores::interleaved);
    }

    /** For one operation a key was changed twice, since nobody heard that it had been the first time. */
    private Optional<Diagnosis> doneAgain() {
        for (var first : steps) {
            var loss = first.answer.flatMap(account::lossOf);
            if (!first.changes() || loss.isEmpty()) continue;
            var again = steps.stream()
                    .filter(step -> step.changes() && step.position > first.position && isSame(step, first))
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

    private boolean sameDeed(Step one, Step other) {
        return account.deedOf(one.task).equals(account.deedOf(other.task))
                && one.request.src().equals(other.request.src());
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

    /** The steps of two transactions come in both orders; where one is accused alone, the other is anybody's. */
    private Optional<Diagnosis> interleaved() {
        var evidence = account.evidence();
        if (evidence.isEmpty()) return Optional.empty();
        var others = evidence.size() > 1 ? evidence.subList(1, 2) : account.deeds();
        return others.stream()
                .filter(other -> !other.equals(evidence.getFirst()))
                .flatMap(other -> interleaved(stepsOf(evidence.getFirst()), stepsOf(other)).stream())
                .findFirst();
    }

    private Optional<Diagnosis> interleaved(List<Step> first, List<Step> second) {
        if (first.size() + second.size() < 3 || first.isEmpty() || second.isEmpty()) return Optional.empty();
        boolean overlap = first.getFirst().position < second.getLast().position
                && second.getFirst().position < first.getLast().position;
        if (!overlap) return Optional.empty();
        var step = first.getFirst().request;
        var conflicting = new ArrayList<Integer>();
        for (var one : first)
            for (var other : second)
                if (one.key.equals(other.key) && (one.changes() || other.changes())) {
                    conflicting.add(one.request.position());
                    conflicting.add(other.request.position());
                }
        if (conflicting.isEmpty()) return Optional.empty();
        return Optional.of(new Diagnosis(
                        "steps in between",
                        step.src() + " takes each step of a transaction to " + step.dest() + " by itself"
                                + Words.at(step.place()) + "; those of one came between those of the other.",
                        ONE_STEP)
                .citing(conflicting));
    }

    private List<Step> stepsOf(Facts.Deed deed) {
        return steps.stream()
                .filter(step -> account.deedOf(step.task).filter(deed::equals).isPresent())
                .toList();
    }
}
