package bench.checker.set;

import bench.checker.Evidence;
import bench.checker.Quantiles;
import bench.checker.Tally;
import bench.history.History;
import bench.history.Op;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When each value of a set was known, seen and missed, after Jepsen's {@code set-full}.
 *
 * @param elements all values that somebody meant to add, in that order
 * @param duplicated values that one read listed twice
 * @param phantom values that were read before anybody had meant to add them
 */
record SetAnalysis(List<Element> elements, Tally duplicated, Tally phantom) {
    static SetAnalysis of(History<SetAction> history) {
        return new Fold().over(history);
    }

    private static final class Fold {
        private final Map<Object, Element> elements = new LinkedHashMap<>();
        private final Map<Integer, Op<SetAction>> open = new HashMap<>(); // by process
        private final Tally duplicated = Tally.warns("duplicated");
        private final Tally phantom = Tally.warns("phantom");

        SetAnalysis over(History<SetAction> history) {
            for (var op : history.ops()) {
                if (op.type() == Op.Type.INVOKE) open.put(op.process(), op);
                switch (op.action()) {
                    case SetAction.Broadcast(var value) -> add(op, value);
                    case SetAction.Add(var value) -> add(op, value);
                    case SetAction.Read(var values) -> {
                        if (op.type() == Op.Type.OK) read(open.get(op.process()), op, values, history.finalPhase());
                    }
                }
            }
            return new SetAnalysis(List.copyOf(elements.values()), duplicated, phantom);
        }

        private void add(Op<SetAction> op, Object value) {
            if (op.type() == Op.Type.INVOKE) elements.put(value, new Element(value));
            else if (op.type() == Op.Type.OK) elements.get(value).acknowledge(op);
        }

        private void read(Op<SetAction> invocation, Op<SetAction> completion, List<?> values, int finalPhase) {
            for (var value : values) {
                var element = elements.get(value);
                if (element == null)
                    phantom.add(
                            Evidence.of(completion).ofValue(value),
                            () -> Tally.at(completion) + " read " + Tally.json(value) + ", which nobody had sent");
                else if (!element.see(invocation, completion))
                    duplicated.add(
                            Evidence.of(completion).ofValue(value),
                            () -> Tally.at(completion) + " read " + Tally.json(value) + " twice in one answer");
            }
            for (var element : elements.values())
                element.missUnlessSeen(invocation, completion, invocation.index() >= finalPhase);
        }
    }

    /** Values that were known and that no later read saw. */
    List<Element> lost() {
        return those(Element::isLost);
    }

    /** Values that all reads saw from some time on. */
    List<Element> stable() {
        return those(Element::isStable);
    }

    /** Values that are not lost, and that the reads of the final phase disagree on. */
    List<Element> divisive() {
        return those(element -> element.isDivisive() && !element.isLost());
    }

    private List<Element> those(Predicate<Element> kind) {
        return elements.stream().filter(kind).toList();
    }

    Quantiles stableLatencyMillis() {
        return Quantiles.of(
                stable().stream().mapToDouble(Element::stableLatencyMillis).toArray());
    }
}
