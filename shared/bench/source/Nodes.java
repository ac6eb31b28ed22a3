package bench.source;

import java.util.List;
import java.util.function.Supplier;
import node.Node;

/**
 * The nodes of one source.
 *
 * @param maker makes one, afresh each time
 * @param reloader loads the classes anew, of which its result makes nodes: what hashes by identity, as the constants of an enum
 *     do, hashes otherwise there
 * @param hazards what could make the same seed give another run, each with its file, its line and what there is instead
 */
public record Nodes(Supplier<Node> maker, Supplier<Supplier<Node>> reloader, List<String> hazards)
        implements Supplier<Node> {
    @Override
    public Node get() {
        return maker.get();
    }
}
