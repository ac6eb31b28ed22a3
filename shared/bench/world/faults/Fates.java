package bench.world.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Decides for each message between servers by itself what becomes of it. */
public final class Fates {
    // tag::shares[]
    private static final double SHARE = 0.02; // of the messages, for each fault
    private static final double SHARE_OF_ANSWERS = 0.05; // of a service's
    private static final double LEAST_DELAY_NANOS = 1e6;
    private static final double MOST_DELAY_NANOS = 5e9;
    // end::shares[]

    private final Set<Fault> faults;
    private final Set<Act> spared;
    private final RandomGenerator random;
    private final Set<Fault> due = EnumSet.noneOf(Fault.class);

    /**
     * @param faults those that happen; what is drawn for a message is the same whichever these are
     * @param spared what is drawn and does not happen
     */
    public Fates(Set<Fault> faults, Set<Act> spared, RandomGenerator random) {
        this.faults = faults;
        this.spared = spared;
        this.random = random;
    }

    /** Lets {@code fault} befall the next message that it can befall, so that few messages are no protection. */
    public void befallNext(Fault fault) {
        due.add(fault);
    }

    /**
     * @param answers whether {@code src} is a service, which has done by now what it was asked
     * @return what befalls this message, if anything does
     */
    public Optional<Act> draw(String src, String dest, boolean answers, long nowNanos) {
        double drawn = random.nextDouble();
        long delayNanos = (long) Chance.logUniform(LEAST_DELAY_NANOS, MOST_DELAY_NANOS, random);
        var dueNow = due.stream()
                .filter(fault -> answers || fault != Fault.SERVICE_TIMEOUT)
                .findFirst();
        dueNow.ifPresent(due::remove);
        return dueNow.or(() -> fault(drawn, answers))
                .filter(faults::contains)
                .map(fault -> {
                    List<Long> delaysNanos = switch (fault) {
                        case DUPLICATION -> List.of(0L, delayNanos);
                        case REORDERING -> List.of(delayNanos);
                        default -> List.of();
                    };
                    return new Act(fault, nowNanos, new Effect.Fate(src, dest, delaysNanos));
                })
                .filter(act -> !spared.contains(act));
    }

    private static Optional<Fault> fault(double drawn, boolean answers) {
        if (drawn < SHARE) return Optional.of(Fault.LOSS);
        if (drawn < 2 * SHARE) return Optional.of(Fault.DUPLICATION);
        if (drawn < 3 * SHARE) return Optional.of(Fault.REORDERING);
        if (answers && drawn < 3 * SHARE + SHARE_OF_ANSWERS) return Optional.of(Fault.SERVICE_TIMEOUT);
        return Optional.empty();
    }
}
