package bench.score;

import java.util.List;

/**
 * What an answer costs and withstands, over all seeds.
 *
 * @param verdict over all of the stage's runs: {@code pass}, {@code fail} or {@code vacuous}
 * @param problem the first that fails it, or what it is warned of; empty where there is nothing
 * @param cost of the stage's first run
 * @param survived faults that, one at a time in the place of those of the official run, leave it right
 * @param failedUnder faults that do not
 * @param unseen faults under which no seed shows anything, most often since they find nothing to strike
 * @param codeLines without imports, comments and blank lines
 * @param boundPerOp server messages an operation that no answer can do without; see {@link Bound}
 * @param isOnFront whether no other right answer is as good in everything and better in something; see {@link Front}
 */
public record Row(
        String name,
        String idea,
        String source,
        String verdict,
        String problem,
        Cost cost,
        List<String> survived,
        List<String> failedUnder,
        List<String> unseen,
        long codeLines,
        double boundPerOp,
        boolean isOnFront) {
    boolean isRight() {
        return verdict.equals("pass");
    }

    Row onFront() {
        return new Row(
                name, idea, source, verdict, problem, cost, survived, failedUnder, unseen, codeLines, boundPerOp, true);
    }
}
