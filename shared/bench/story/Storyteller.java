package bench.story;

import bench.checker.Anomaly;
import bench.checker.Anomaly.Severity;
import bench.run.Failure;
import bench.run.Outcome;
import bench.run.Simulation;
import bench.story.Story.Shrunk;
import bench.trace.Event;
import bench.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import node.Json;

/** Tells why a run failed. */
public final class Storyteller {
    private static final String UNKNOWN =
            "we do not know: none of the causes that we can recognise fits. This is what happened.";

    private static final String OF_ALL = "it is asked of the run as a whole, and a smaller one would not show it";

    /** Why nobody can tell of an anomaly, by its type. */
    private static final Map<String, String> UNTOLD = Map.of(
            "node failure",
            "the line above says what the node did by itself, and the run ended with it",
            Simulation.NOT_DETERMINISTIC,
            "what is run again to be told of is another run",
            "hazard",
            "it is the source that fails, whatever happens in a run",
            "too many messages",
            OF_ALL,
            "too slow",
            OF_ALL);

    private static final int MOST_EVENTS = 8;

    private Storyteller() {}

    /** What fails the run: the gravest of it. */
    public static Anomaly gravest(Outcome outcome) {
        return outcome.anomalies().stream()
                .filter(anomaly -> anomaly.severity() == Severity.FAILS)
                .findFirst()
                .orElseThrow();
    }

    /** Why there is no story to tell of a run that failed; empty where there is one. */
    public static Optional<String> whyNone(Outcome outcome) {
        boolean isAlwaysTheSame =
                outcome.anomalies().stream().noneMatch(anomaly -> anomaly.type().equals(Simulation.NOT_DETERMINISTIC));
        return Optional.ofNullable(
                UNTOLD.get(isAlwaysTheSame ? gravest(outcome).type() : Simulation.NOT_DETERMINISTIC));
    }

    /**
     * @param subject what failed, for the headline
     * @param type of the anomaly that is to be explained
     * @param seed of the run that failed at first
     * @param shrunk the run to tell of
     * @param trace of that run
     * @param runs how many it took to find
     * @param replay the command that tells the story again
     */
    public static Story tell(
            String subject, String type, long seed, Failure shrunk, Trace trace, int runs, String replay) {
        var anomaly = shrunk.outcome().anomalies().stream()
                .filter(found -> found.type().equals(type) && found.severity() == Severity.FAILS)
                .findFirst()
                .orElseThrow();
        var account = new Account(anomaly, shrunk.outcome().history(), trace.events());
        var diagnosis = Diagnoses.of(account);
        var cited = diagnosis.map(Diagnosis::cited).orElseGet(() -> everything(account));
        var lines = new Narrator(account, cited).tell(MOST_EVENTS);
        return new Story(
                subject,
                type,
                seed,
                new Shrunk(
                        shrunk.trial().options().nodeCount(), operations(shrunk), faults(trace), shrunk.seed(), runs),
                lines,
                diagnosis.map(Diagnosis::cause).orElse(null),
                diagnosis.map(Diagnosis::why).orElse(UNKNOWN),
                diagnosis.map(Diagnosis::advice).orElse(null),
                replay);
    }

    /** Where nobody knows what matters. */
    private static Set<Integer> everything(Account account) {
        var positions = new TreeSet<Integer>();
        account.letters().stream()
                .filter(letter -> letter.isBetweenServers() && !letter.isAnswer())
                .map(letter -> account.repetitions(letter).getFirst())
                .forEach(letter -> positions.add(letter.position()));
        for (int position = 0; position < account.events().size(); position++)
            if (account.events().get(position) instanceof Event.Began) positions.add(position);
        account.changes().stream()
                .filter(change -> !List.of().equals(change.after())) // nothing is in it yet
                .forEach(change -> positions.add(change.position()));
        account.deeds().stream()
                .filter(deed -> Narrator.writes(deed) || account.evidence().contains(deed))
                .forEach(deed -> positions.add(deed.position()));
        return positions;
    }

    private static List<String> operations(Failure shrunk) {
        var counts = new TreeMap<String, Integer>();
        shrunk.trial()
                .script()
                .ifPresent(script -> script.cues()
                        .forEach(cue -> counts.merge(Json.typeOf(cue.action().getClass()), 1, Integer::sum)));
        return counted(counts);
    }

    private static List<String> faults(Trace trace) {
        var counts = new TreeMap<String, Integer>();
        for (var event : trace.events()) {
            if (event instanceof Event.Began began)
                counts.merge(Words.kind(began.act().fault()), 1, Integer::sum);
            if (event instanceof Event.Befell befell)
                counts.merge(Words.kind(befell.act().fault()), 1, Integer::sum);
        }
        return counted(counts);
    }

    private static List<String> counted(TreeMap<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() == 1
                        ? "1 " + entry.getKey()
                        : entry.getValue() + " " + Words.plural(entry.getKey()))
                .toList();
    }
}
