package bench.checker;

import java.util.List;

/**
 * The consistency models that a history leaves possible.
 *
 * @param ruledOut the weakest that cannot hold, and with which all stronger ones are out
 * @param possible the strongest that nothing seen rules out
 */
public record Models(List<String> ruledOut, List<String> possible) {}
