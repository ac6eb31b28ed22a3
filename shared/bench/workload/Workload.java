package bench.workload;

import bench.checker.Checker;
import bench.edn.Notation;
import java.util.random.RandomGenerator;

/**
 * What clients ask of the system and how their history is judged.
 *
 * @param <A> the actions: one record, or a sealed interface of records, each named as Jepsen names the operation
 */
public interface Workload<A> {
    /** Maelstrom's name for it. */
    String name();

    Client<A> client(Options options);

    Generator<A> generator(Options options, RandomGenerator random);

    Checker<A> checker(Options options);

    /** How Jepsen writes its histories. */
    Notation<A> notation();
}
