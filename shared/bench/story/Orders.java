package bench.story;

import bench.story.Facts.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        return orders.putBefore().or(orders::differing);
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
                return Optional.of(new Diagnosis(
                                "put before others",
                                change.node() + " put " + after.get(i) + " before " + before.get(i) + " in "
                                        + change.field() + Words.at(change.place())
                                        + ", which had been there: what was read until then is no beginning of what"
                                        + " is read since.",
                                "What may have been read keeps its place: let new elements come last, or show none"
                                        + " before its place is certain.")
                        .citing(bringing(change.node(), before.get(i)))
                        .citing(change));
            }
        }
        return Optional.empty();
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
