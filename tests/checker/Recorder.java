package checker;

import bench.history.History;
import bench.history.Op;
import bench.history.Op.Type;
import java.util.ArrayList;
import java.util.List;

/** Writes a history by hand, one line a millisecond unless told otherwise. */
final class Recorder<A> {
    private final List<Op<A>> ops = new ArrayList<>();
    private long timeMillis;
    private int finalPhase = Integer.MAX_VALUE;

    /** Lets time pass: the next line comes at this time. */
    Recorder<A> at(long timeMillis) {
        this.timeMillis = timeMillis;
        return this;
    }

    /** What follows is done after the quiet at the end. */
    Recorder<A> inTheEnd() {
        finalPhase = ops.size();
        return this;
    }

    Recorder<A> invoke(int process, A action) {
        return line(process, Type.INVOKE, action);
    }

    Recorder<A> ok(int process, A action) {
        return line(process, Type.OK, action);
    }

    Recorder<A> fail(int process, A action) {
        return line(process, Type.FAIL, action);
    }

    Recorder<A> info(int process, A action) {
        return line(process, Type.INFO, action);
    }

    Recorder<A> info(int process, A action, String error) {
        return line(process, Type.INFO, action, error);
    }

    /** Invocation and completion in a row. */
    Recorder<A> done(int process, A invoked, A completed) {
        return invoke(process, invoked).ok(process, completed);
    }

    private Recorder<A> line(int process, Type type, A action) {
        return line(process, type, action, null);
    }

    private Recorder<A> line(int process, Type type, A action, String error) {
        ops.add(new Op<>(ops.size(), timeMillis++ * 1_000_000, process, type, action, error));
        return this;
    }

    History<A> history() {
        return new History<>(ops, Math.min(finalPhase, ops.size()), List.of());
    }
}
