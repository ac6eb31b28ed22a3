package bench.workload;

import bench.checker.Checker;
import java.util.random.RandomGenerator;

/**
 * What clients ask of the system and how their history is judged.
 *
 * @param <A> the actions: records of one component each, named as Jepsen names the operation
 */
public interface Workload<A extends Record> {
    /** Maelstrom's name for it. */
    String name();

    Client<A> client(Options options);

    Generator<A> generator(Options options, RandomGenerator random);

    Checker<A> checker(Options options);
}
