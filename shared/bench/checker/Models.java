package bench.checker;

import java.util.List;

/**
 * The consistency models that a history leaves possible.
 *
 * @param ruledOut the weakest that cannot hold, and with which all stronger ones are out
 * @param possible the strongest that nothing seen rules out
 */
public record Models(List<String> ruledOut, List<String> possible) {
    public String inWords() {
        var left = possible.isEmpty() ? "none" : String.join(", ", possible);
        return ruledOut.isEmpty()
                ? "nothing rules out " + left
                : "no " + String.join(", no ", ruledOut) + "; nothing rules out " + left;
    }
}
