package bench.story;

import bench.story.Facts.Deed;
import bench.trace.Event;
import bench.world.faults.Effect;
import java.util.List;
import java.util.Optional;

/** Was the same thing made twice because nothing told the two times apart? */
final class Identity {
    private final Account account;
    private final Deed first;
    private final Deed second;
    private final String id;
    private final String place;

    private Identity(Account account, List<Deed> evidence, Object id) {
        this.account = account;
        this.first = evidence.getFirst();
        this.second = evidence.getLast();
        this.id = Words.json(id);
        this.place = account.handlers(second).stream()
                .flatMap(task -> account.lastPlaceOf(task).stream())
                .findFirst()
                .map(Words::at)
                .orElse("");
    }

    static Optional<Diagnosis> of(Account account) {
        var evidence = account.evidence();
        var value = account.anomaly().evidence().value();
        if (!account.anomaly().type().equals("duplicated") || evidence.size() < 2 || value == null)
            return Optional.empty();
        boolean alone = account.letters().stream() // what it was given it may have kept for later
                .noneMatch(letter -> letter.isBetweenServers()
                        && evidence.stream().map(Deed::server).anyMatch(letter.src()::equals));
        return alone ? Optional.of(new Identity(account, evidence, value).diagnose()) : Optional.empty();
    }

    private Diagnosis diagnose() {
        return first.server().equals(second.server()) ? sameNode() : twoNodes();
    }

    private Diagnosis twoNodes() {
        var both = first.server() + " and " + second.server();
        if (id.contains(first.server()) && id.contains(second.server()))
            return new Diagnosis(
                    "parts run together",
                    both + " each made " + id + place
                            + ": it has the node's id in it, but one cannot tell where that ends.",
                    "Put between the parts of an id a sign that none of them can hold.");
        return new Diagnosis(
                "nothing tells nodes apart",
                both + " each made " + id + " alone" + place + ", and nothing in it is only one's own.",
                "Put into each id what only this node has: its own id, or enough random bits of its own.");
    }

    private Diagnosis sameNode() {
        for (int position = first.position(); position < second.position(); position++) {
            if (!(account.events().get(position) instanceof Event.Began(long time, var act))) continue;
            if (act.effect() instanceof Effect.Crash(var node) && node.equals(first.server()))
                return new Diagnosis(
                                "forgot in a crash",
                                node + " made " + id + " before it crashed and again after it" + place
                                        + ": what it counted by was gone.",
                                "What makes an id new must not come back after a restart: draw it anew, or ask a"
                                        + " store.")
                        .citing(List.of(position));
            if (act.effect() instanceof Effect.Clock(var node, long offset) && node.equals(first.server()))
                return new Diagnosis(
                                "clock went back",
                                node + " made " + id + " twice" + place + ": in between its clock was set.",
                                "A clock may be set back: let no id rest on time alone.")
                        .citing(List.of(position));
        }
        return new Diagnosis(
                "same state twice",
                first.server() + " made " + id + " twice" + place
                        + ": at the second time all that it is made of was as at the first.",
                "Something in each id must change every time and never come back, such as a counter.");
    }
}
