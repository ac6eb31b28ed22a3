package process;

import bench.run.Arguments;
import bench.run.Limits;
import bench.run.ProcessRun;
import bench.run.Trial;
import java.util.List;

/** A bench in a process of its own, whose run takes an hour unless somebody ends it. */
final class EndlessBench {
    private EndlessBench() {}

    public static void main(String[] command) {
        var options = Arguments.parse("-w echo --node-count 3 --time-limit 3600", List.of());
        ProcessRun.run(List.of(command), new Ping.Load(), new Trial(options, Limits.NONE), 1);
    }
}
