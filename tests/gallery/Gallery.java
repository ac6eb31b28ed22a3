package gallery;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.Stage;
import bench.run.Trial;
import java.nio.file.Path;
import java.util.List;

/** Nodes that are known to be wrong, and what the bench has to say of them. */
final class Gallery {
    static final Path NODES = Path.of("tests/gallery/nodes");

    /** A lin-kv run is no stage of the course, so this one is ours: as Maelstrom's guide runs its Raft, but shorter. */
    private static final String LIN_KV = "-w lin-kv --node-count 3 --concurrency 2n --rate 30 --time-limit 20";

    /**
     * A wrong node.
     *
     * @param file in {@link #NODES}
     * @param runs the stage whose official runs catch it, or Maelstrom's options
     * @param anomaly the type that has to be among those that fail it
     * @param told what its sentence matches
     * @param lookAlike a right node that does nearly the same, which passes those runs
     */
    record Exhibit(String file, String runs, String anomaly, String told, String lookAlike) {
        Path path() {
            return NODES.resolve(file);
        }

        Path lookAlikePath() {
            return Path.of(lookAlike);
        }

        List<Trial> trials() {
            return Stage.find(runs)
                    .map(stage -> stage.runs().stream()
                            .map(run -> new Trial(Arguments.parse(run.arguments(), List.of()), run.limits()))
                            .toList())
                    .orElseGet(() -> List.of(new Trial(Arguments.parse(runs, List.of()), Limits.NONE)));
        }

        @Override
        public String toString() {
            return file + " in " + runs;
        }
    }

    /**
     * All of them. Writes that are seen before they are committed are there twice, since read-uncommitted allows reading them. It
     * forbids overwriting them (G0), which a history shows where a transaction read what it overwrote, to Maelstrom as well as
     * here. That they are read is for read-committed to forbid.
     */
    static final List<Exhibit> ALL = List.of(
            new Exhibit(
                    "1-short-buffer.java",
                    "1",
                    "mismatch",
                    "sent \"Please echo (\\d)\\d+\" and got \"Please echo \\1\"",
                    "challenges/1.java"),
            new Exhibit(
                    "2-no-node.java",
                    "2",
                    "duplicated",
                    "\"\\d+-\\d+\" was given to process \\d+ at .* and to process \\d+ at",
                    "challenges/2.java"),
            new Exhibit(
                    "3c-no-retry.java",
                    "3c",
                    "lost",
                    "value \\d+ was acknowledged to .*; the last read, .*, missed it",
                    "challenges/3b.java"),
            new Exhibit(
                    "4-adds-twice.java",
                    "4",
                    "wrong final read",
                    "finally read \\d+; the adds come to \\d+",
                    "challenges/4.java"),
            new Exhibit(
                    "5b-two-owners.java",
                    "5b",
                    "inconsistent-offsets",
                    "offset \\d+ of key \\d+ held the messages \\d+ and \\d+",
                    "challenges/5b.java"),
            new Exhibit(
                    "6b-in-place.java",
                    "6b",
                    "G0",
                    "T1 < T2, because T2 wrote .*; but T2 < T1, because T1 wrote .*: a contradiction!",
                    "challenges/6b.java"),
            new Exhibit(
                    "6b-in-place.java",
                    "6c",
                    "G1b",
                    "read \\[r \\d+ \\d+\\], which process .* overwrote itself",
                    "challenges/6c.java"),
            new Exhibit(
                    "6c-abort-leaves-writes.java",
                    "6c",
                    "G1a",
                    "read \\[r \\d+ \\d+\\], written by process .*, which failed",
                    "challenges/6c.java"),
            new Exhibit(
                    "lin-kv-stale-read.java",
                    LIN_KV,
                    "nonlinearizable",
                    "process \\d+'s read of \\d, .*, fits nowhere",
                    "tests/gallery/nodes/lin-kv-proxy.java"));

    private Gallery() {}
}
