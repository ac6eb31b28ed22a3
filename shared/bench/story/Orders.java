package bench.story;

import bench.story.Facts.Change;
import bench.story.Facts.Deed;
import bench.story.Facts.Letter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import node.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Do the elements of a list stand in one order here and in another there, or did some come before those that had been there? */
final class Orders {
    private final Account account;
    private final List<Change> changes; // of the list, wherever it is kept
    private final Set<Set<String>> contradictions;

    private Orders(Account account) {
        this.account = account;
        this.contradictions = contradictions(account);
        var key = "[" + Words.json(account.anomaly().evidence().key()) + "]";
        this.changes = account.changes().stream()
                .filter(change -> change.field().contains(key))
                .toList();
    }

    static Optional<Diagnosis> of(Account account) {
        boolean isOfOrder = account.anomaly().type().equals("incompatible-order")
                && account.anomaly().evidence().key() != null;
        if (!isOfOrder) return Optional.empty();
        var orders = new Orders(account);
        return orders.putBefore().or(orders::slippedIn).or(orders::takenBack).or(orders::differing);
    }

    /** What was read before is no beginning of what is read after. */
    private Optional<Diagnosis> putBefore() {
        for (var change : changes) {
            var before = elements(change.before());
            var after = elements(change.after());
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                if (before.get(i).equals(after.get(i))) continue;
                if (!after.contains(before.get(i))) break; // that is taken out
                if (!contradict(before.get(i), after.get(i))) break;
                return Optional.of(putBefore(change.node(), after.get(i), before.get(i), change)
                        .citing(bringing(change.node(), before.get(i))));
            }
        }
        return Optional.empty();
    }

    private static Diagnosis putBefore(String node, String first, String second, Change change) {
        return new Diagnosis(
                        "put before others",
                        node + " put " + first + " before " + second + " in " + change.field()
                                + Words.at(change.place())
                                + ", which had been there: what was read until then is no beginning of what is read"
                                + " since.",
                        "What may have been read keeps its place: let new elements come last, or show none before"
                                + " its place is certain.")
                .citing(change);
    }

    /** The same where each element has an entry of its own: a read shows one before another that was read without it. */
    private Optional<Diagnosis> slippedIn() {
        for (var late : changes) {
            var node = late.node();
            for (var early : changes) {
                if (!early.node().equals(node) || early.position() >= late.position()) continue;
                var first = text(late.after());
                var second = text(early.after());
                if (early.before() != null || late.before() != null || !contradict(first, second)) continue;
                var without = reads(node)
                        .filter(read -> shows(read).anyMatch(list -> list.contains(second) && !list.contains(first)))
                        .findFirst();
                boolean isShownFirst = reads(node)
                        .filter(read -> read.position() > late.position())
                        .flatMap(this::shows)
                        .anyMatch(list -> list.contains(first) && list.indexOf(first) < list.indexOf(second));
                if (without.isEmpty() || !isShownFirst) continue;
                return Optional.of(putBefore(node, first, second, late)
                        .citing(bringing(node, second))
                        .citing(without.get()));
            }
        }
        return Optional.empty();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : "";
    }

    private Stream<Deed> reads(String node) {
        return account.deeds().stream()
                .filter(deed -> deed.isOk() && deed.server().equals(node));
    }

    /** What {@code deed} read of the list. */
    private Stream<List<String>> shows(Deed deed) {
        return Clues.steps(deed).stream()
                .filter(step -> step.isRead()
                        && step.key().equals(account.anomaly().evidence().key()))
                .map(step -> step.elements().stream().map(Words::json).toList());
    }

    /** A transaction that failed took out of a store what it had put there, and others had read. */
    private Optional<Diagnosis> takenBack() {
        var key = Words.json(account.anomaly().evidence().key());
        var sets = account.letters().stream()
                .filter(letter -> letter.body().has("from")
                        && letter.body().has("to")
                        && letter.task() != null
                        && Words.value(letter.body().path("key")).equals(key)
                        && account.answerTo(letter)
                                .filter(answer ->
                                        answer.body().path("type").asString("").equals("cas_ok"))
                                .isPresent())
                .toList();
        for (var put : sets)
            for (var back : sets) {
                var deed = account.deedOf(back.task());
                if (back.position() <= put.position()
                        || deed.isEmpty()
                        || deed.get().isOk()
                        || !deed.equals(account.deedOf(put.task()))
                        || !back.body().path("to").equals(put.body().path("from"))) continue;
                for (var element : elements(put.body().path("to").toString()))
                    if (!elements(put.body().path("from").toString()).contains(element) && isSeenAndMissed(element))
                        return Optional.of(takenBack(put, back, deed.get(), element));
            }
        return Optional.empty();
    }

    /** Whether one of the reads that contradict each other has the element, and another has not. */
    private boolean isSeenAndMissed(String element) {
        var seen = account.evidence().stream().flatMap(this::shows).map(list -> list.contains(element));
        return seen.distinct().count() == 2;
    }

    private Diagnosis takenBack(Letter put, Letter back, Deed deed, String element) {
        var error = deed.operation().completion() == null
                ? "no answer"
                : Words.error(deed.operation().completion().error());
        return new Diagnosis(
                        "visible before commit",
                        put.src() + " put " + element + " into " + put.dest() + Words.at(put.place())
                                + " before its transaction was certain to commit, and took it out again"
                                + Words.at(back.place()) + " when it could not (" + error
                                + "); it had been read by then.",
                        "What others can see cannot be taken back: keep a transaction's writes to itself until it is"
                                + " certain to commit.")
                .citing(put, back)
                .citing(deed)
                .citing(account.evidence().stream()
                        .filter(read -> shows(read).anyMatch(list -> list.contains(element)))
                        .limit(1)
                        .map(Deed::position)
                        .toList());
    }

    /** Whether the reads that contradict each other do so about these two: one has the first where another has the second. */
    private boolean contradict(String first, String second) {
        return contradictions.contains(Set.of(first, second));
    }

    /** Pairs of elements of which one comes first in one read of the list, and in another later or not at all. */
    private static Set<Set<String>> contradictions(Account account) {
        var key = account.anomaly().evidence().key();
        var reads = account.evidence().stream()
                .flatMap(deed -> Clues.steps(deed).stream())
                .filter(step -> step.isRead() && step.key().equals(key))
                .map(step ->
                        step.elements().stream().map(Words::json).distinct().toList())
                .toList();
        var pairs = new HashSet<Set<String>>();
        for (var one : reads)
            for (var other : reads)
                for (int i = 0; i < one.size(); i++)
                    for (var later : one.subList(i + 1, one.size())) {
                        int first = other.indexOf(one.get(i));
                        int second = other.indexOf(later);
                        if (second >= 0 && (first < 0 || first > second)) pairs.add(Set.of(one.get(i), later));
                    }
        return pairs;
    }

    /** Two nodes have the same two elements, each in another order. */
    private Optional<Diagnosis> differing() {
        Map<String, Change> last = new LinkedHashMap<>(); // by node
        for (var change : changes) last.put(change.node(), change);
        for (var one : last.values())
            for (var other : last.values()) {
                var here = elements(one.after());
                var there = elements(other.after());
                for (int i = 0; i + 1 < here.size(); i++) {
                    var first = here.get(i);
                    var second = here.get(i + 1);
                    int place = there.indexOf(second);
                    if (place >= 0 && place < there.indexOf(first) && contradict(first, second))
                        return Optional.of(differing(one, other, first, second));
                }
            }
        return Optional.empty();
    }

    private Diagnosis differing(Change one, Change other, String first, String second) {
        return new Diagnosis(
                        "no common order",
                        one.node() + " put " + first + " and then " + second + " in " + one.field()
                                + Words.at(one.place()) + ", and " + other.node() + " the other way round: each as it"
                                + " came there.",
                        "What all must see in one order needs one who decides it: one node for each list, or a number"
                                + " that all sort by before they show it.")
                .citing(bringing(one.node(), first))
                .citing(bringing(one.node(), second))
                .citing(bringing(other.node(), first))
                .citing(bringing(other.node(), second));
    }

    /** Where the element came to the node, and what told the node of it. */
    private List<Integer> bringing(String node, String element) {
        var positions = new ArrayList<Integer>();
        changes.stream()
                .filter(change -> change.node().equals(node)
                        && elements(change.after()).contains(element)
                        && !elements(change.before()).contains(element))
                .findFirst()
                .ifPresent(change -> {
                    positions.add(change.position());
                    account.deedOf(change.task()).ifPresent(deed -> positions.add(deed.position()));
                });
        return positions;
    }

    private static List<String> elements(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case String text when text.startsWith("[") -> parsed(text);
            case null, default -> List.of();
        };
    }

    private static List<String> parsed(String text) {
        try {
            return StreamSupport.stream(Json.MAPPER.readTree(text).spliterator(), false)
                    .map(JsonNode::toString)
                    .toList();
        } catch (JacksonException e) {
            return List.of(); // another notation than JSON's
        }
    }
}
