package bench.trace;

import bench.source.Guard;
import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** A line of a node's source. */
public record Place(String file, int line) {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** Where in a node's own code the calling thread is, if it is in one's at all. */
    static Optional<Place> here() {
        return STACK.walk(frames -> frames.filter(Place::isOfANode)
                .findFirst()
                .map(frame -> new Place(frame.getFileName(), frame.getLineNumber())));
    }

    private static boolean isOfANode(StackFrame frame) {
        var loader = frame.getDeclaringClass().getClassLoader();
        return loader != null && Guard.LOADER.equals(loader.getName()) && frame.getLineNumber() > 0;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
