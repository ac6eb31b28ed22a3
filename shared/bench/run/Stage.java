package bench.run;

import bench.world.faults.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stage of the course and its official runs.
 *
 * @param id as in {@code challenges/3c.java}
 * @param runs every one of them has to pass
 */
public record Stage(String id, String title, List<Official> runs) {
    /**
     * A run as the course asks for it.
     *
     * @param arguments Maelstrom's command line, without the program
     */
    public record Official(String arguments, Limits limits) {
        /**
         * This run with more arguments, which win over its own. Where they make it another one, the limits are not asked.
         *
         * @throws IllegalArgumentException where one of them is none of Maelstrom's
         */
        public Trial with(List<String> more) {
            var options = Arguments.parse(arguments, more);
            boolean isOfficial = options.equals(Arguments.parse(arguments, List.of()));
            return new Trial(options, isOfficial ? limits : Limits.NONE);
        }
    }

    private static final String BROADCAST_25 = "-w broadcast --node-count 25 --time-limit 20 --rate 100 --latency 100";
    private static final String TXN =
            "-w txn-rw-register --concurrency 2n --time-limit 20 --rate 1000 --availability total";

    /** The fourteen, in the order of the course. */
    public static final List<Stage> ALL = List.of(
            stage("1", "Echo", "-w echo --node-count 1 --time-limit 10"),
            stage(
                    "2",
                    "Unique IDs",
                    "-w unique-ids --node-count 3 --time-limit 30 --rate 1000 --availability total --nemesis"
                            + " partition"),
            stage("3a", "Broadcast: one node", "-w broadcast --node-count 1 --time-limit 20 --rate 10"),
            stage("3b", "Broadcast: many nodes", "-w broadcast --node-count 5 --time-limit 20 --rate 10"),
            stage(
                    "3c",
                    "Broadcast: partitions",
                    "-w broadcast --node-count 5 --time-limit 20 --rate 10 --nemesis partition"),
            new Stage(
                    "3d",
                    "Broadcast: fast, few messages",
                    List.of(
                            new Official(BROADCAST_25, new Limits(30d, 400d, 600d)),
                            new Official(BROADCAST_25 + " --nemesis partition", Limits.NONE))),
            new Stage(
                    "3e",
                    "Broadcast: fewer messages",
                    List.of(
                            new Official(BROADCAST_25, new Limits(20d, 1000d, 2000d)),
                            new Official(BROADCAST_25 + " --nemesis partition", Limits.NONE))),
            stage(
                    "4",
                    "Grow-only counter",
                    "-w g-counter --node-count 3 --time-limit 20 --rate 100 --nemesis partition"),
            stage("5a", "Log: one node", "-w kafka --node-count 1 --concurrency 2n --time-limit 20 --rate 1000"),
            stage("5b", "Log: many nodes", "-w kafka --node-count 2 --concurrency 2n --time-limit 20 --rate 1000"),
            stage("5c", "Log: few messages", "-w kafka --node-count 2 --concurrency 2n --time-limit 20 --rate 1000"),
            stage("6a", "Transactions: one node", TXN + " --node-count 1 --consistency-models read-uncommitted"),
            stage(
                    "6b",
                    "Transactions: read uncommitted",
                    TXN + " --node-count 2 --consistency-models read-uncommitted",
                    TXN + " --node-count 2 --consistency-models read-uncommitted --nemesis partition"),
            stage(
                    "6c",
                    "Transactions: read committed",
                    TXN + " --node-count 2 --consistency-models read-committed --nemesis partition"));

    private static Stage stage(String id, String title, String... arguments) {
        return new Stage(
                id,
                title,
                List.of(arguments).stream()
                        .map(run -> new Official(run, Limits.NONE))
                        .toList());
    }

    /** The faults that an answer must survive, beyond those of the official runs. */
    public Set<Fault> chapter() {
        return Chapter.of(id);
    }

    public static Optional<Stage> find(String id) {
        return ALL.stream().filter(stage -> stage.id.equals(id)).findFirst();
    }
}
