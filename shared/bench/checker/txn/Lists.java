package bench.checker.txn;

import bench.checker.PlainJson;
import java.util.Arrays;
import java.util.List;

/**
 * The order in which elements were appended to each key's list: the longest list that was read tells it, and every other read
 * ought to be a prefix of that.
 */
final class Lists {
    private static final int UNPLACED = -1;

    private final Transactions txns;
    private final int[] longest; // by key: the step that read the longest list, or -1
    private final int[][] order; // by key: the versions in that list, each once
    private final int[] place; // by version: where it is in that order, or UNPLACED

    Lists(Transactions txns) {
        this.txns = txns;
        longest = longestReads();
        place = new int[txns.versionCount()];
        Arrays.fill(place, UNPLACED);
        order = new int[txns.keyCount()][];
        for (int key = 0; key < order.length; key++) order[key] = longest[key] < 0 ? new int[0] : order(key);
    }

    private int[] longestReads() {
        var longestReads = new int[txns.keyCount()];
        Arrays.fill(longestReads, -1);
        for (int step = 0; step < txns.stepCount(); step++) {
            int best = longestReads[txns.key(step)];
            int length = isSeen(step) ? txns.step(step).elements().size() : 0;
            if (length > (best < 0 ? 0 : txns.step(best).elements().size())) longestReads[txns.key(step)] = step;
        }
        return longestReads;
    }

    private int[] order(int key) {
        var elements = txns.step(longest[key]).elements();
        var versions = new int[elements.size()];
        int count = 0;
        for (var element : elements) {
            int version = txns.versionOf(key, element);
            if (version >= 0 && place[version] != UNPLACED) continue; // listed twice
            if (version >= 0) place[version] = count;
            versions[count++] = version;
        }
        return Arrays.copyOf(versions, count);
    }

    /** Whether {@code step} is a read whose result is known. */
    boolean isSeen(int step) {
        return txns.isRead(step) && txns.isOk(txns.transaction(step));
    }

    /** How many versions of a key are known in their order. */
    int length(int key) {
        return order[key].length;
    }

    /** The version at a place of a key's order; {@link Transactions#UNWRITTEN} where nobody appended the element. */
    int versionAt(int key, int place) {
        return order[key][place];
    }

    /**
     * The version just before {@code version}; for one that was never read the newest that was, since it must be later.
     *
     * @return a version, {@link Transactions#NOTHING} or {@link Transactions#UNWRITTEN}
     */
    int before(int version) {
        int key = txns.key(txns.writingStep(version));
        int before = (place[version] == UNPLACED ? order[key].length : place[version]) - 1;
        return before < 0 ? Transactions.NOTHING : order[key][before];
    }

    /** Whether a read saw a prefix of the longest list of its key. */
    boolean isPrefix(int read) {
        var elements = txns.step(read).elements();
        return elements.isEmpty() || elements.equals(longest(txns.key(read)).subList(0, elements.size()));
    }

    /** The longest list that was read of a key. */
    List<?> longest(int key) {
        return longest[key] < 0 ? List.of() : txns.step(longest[key]).elements();
    }

    /** The transaction that read the longest list of a key. */
    int longestReader(int key) {
        return txns.transaction(longest[key]);
    }

    /** The longest read of a key in words. */
    String showLongest(int key) {
        return PlainJson.show(longest(key)) + " by " + txns.show(longestReader(key));
    }
}
