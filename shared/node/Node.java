package node;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * One node of a distributed system. A subclass declares its messages as records, keeps its state in plain fields, and says in
 * its constructor what it does {@linkplain #on on} each message and {@linkplain #every every} so often.
 *
 * <p>What a node may rely on, whether it runs as a process or in a simulated world:
 *
 * <ol>
 *   <li>One handler runs at a time. Nothing in a node is ever used by two threads at once.
 *   <li>The only awaits are {@link #rpc}, {@link #sleep}, {@link #retry}, the result of a {@link #promise}, and what is built on
 *       them. While a handler awaits, others run: what it read before may be old afterwards.
 *   <li>Time, timers and randomness come from the node: {@link #now}, {@link #every}, {@link #sleep}, {@link #random}. Messages
 *       are handled in the order they arrive.
 *   <li>A request of unknown type is answered with error 10, one that does not fit its record with 12, one whose handler throws
 *       with 13; the node lives on. A late or second reply is ignored; an unanswered request times out and is forgotten. A line
 *       that is no message is logged and skipped. The end of stdin ends the process.
 *   <li>A client is answered within 4.9 s of its request's coming or not at all: what a handler returns later is dropped, as most
 *       of Maelstrom's clients have gone by then. What it did stays done. Nodes, and whoever sent {@code init}, get every answer.
 *   <li>A definite error is sent only where the operation did not and will not happen: see {@link RpcError#isDefinite()}.
 * </ol>
 */
public abstract class Node {
    private static final Duration RPC_TIMEOUT = Duration.ofSeconds(1);
    private static final long FIRST_GUESS_NANOS = RPC_TIMEOUT.toNanos() / 3; // at a round trip
    private static final Duration CLIENTS_WAIT = Duration.ofMillis(4_900); // 5 s, less the answer's way; see answer()
    private static final Duration LONGEST_ROUND_TRIP = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private record Handler(Class<?> type, BiFunction<Object, String, Record> body) {}

    private record Pending(String dest, long sentNanos, Loop.Await<ObjectNode> answer) {}

    /** The first message to every node: who it is, and who all are. */
    public record Init(String nodeId, List<String> nodeIds) implements Request<InitOk> {}

    public record InitOk() {}

    private final Map<String, Handler> handlers = new HashMap<>();
    private final List<Runnable> whenInitialised = new ArrayList<>();
    private final Map<Long, Pending> pending = new HashMap<>();
    private final Map<String, Long> roundTripsNanos = new HashMap<>();
    private Driver driver;
    private String id;
    private List<String> nodes;
    private List<String> peers;
    private long lastMsgId;

    protected Node() {
        on(Init.class, this::init);
    }

    // ---- what a node declares ----

    /** Answers each request of this type with what {@code body} returns. */
    protected final <M extends Record & Request<R>, R extends Record> void on(Class<M> type, Function<M, R> body) {
        on(type, (message, from) -> body.apply(message));
    }

    /** Answers each request of this type; {@code body} is told the sender's id too. */
    protected final <M extends Record & Request<R>, R extends Record> void on(
            Class<M> type, BiFunction<M, String, R> body) {
        handle(type, (message, from) -> body.apply(type.cast(message), from));
    }

    /** Takes each notice of this type. */
    protected final <M extends Record & Notice> void on(Class<M> type, Consumer<M> body) {
        on(type, (message, from) -> {
            body.accept(message);
        });
    }

    /** Takes each notice of this type; {@code body} is told the sender's id too. */
    protected final <M extends Record & Notice> void on(Class<M> type, BiConsumer<M, String> body) {
        handle(type, (message, from) -> {
            body.accept(type.cast(message), from);
            return null;
        });
    }

    private void handle(Class<?> type, BiFunction<Object, String, Record> body) {
        var name = Json.typeOf(type);
        if (handlers.putIfAbsent(name, new Handler(type, body)) != null)
            throw new IllegalStateException(
                    "on(" + type.getSimpleName() + ".class, ...): there is a handler for type \"" + name
                            + "\" already, and one is all that a type has");
    }

    /** Runs {@code task} again and again from the node's initialisation on, each time {@code period} after it last ended. */
    protected final void every(Duration period, Runnable task) {
        whenInitialised(() -> driver.after(period, () -> {
            run(task);
            every(period, task);
        }));
    }

    /** Runs {@code task}, which must not await, once the node knows its id and its peers and before any other message. */
    protected final void whenInitialised(Runnable task) {
        if (id == null) whenInitialised.add(task);
        else task.run();
    }

    // ---- what a node knows ----

    /** This node's id. */
    public final String id() {
        return id;
    }

    /** The ids of all nodes, this one too, in an order that all agree on. */
    public final List<String> nodes() {
        return nodes;
    }

    /** The ids of the other nodes. */
    public final List<String> peers() {
        return peers;
    }

    /** The node's wall clock: it may be wrong, and it may jump. */
    public final Instant now() {
        return driver.now();
    }

    public final RandomGenerator random() {
        return driver.random();
    }

    /** Writes a line for a person to the node's log. */
    public final void log(String line) {
        driver.log(line);
    }

    // ---- what a node does ----

    /** Sends {@code notice} and forgets it: it may be lost, late, or overtaken. */
    public final <M extends Record & Notice> void send(String dest, M notice) {
        send(id, dest, notice, null, null);
    }

    /**
     * {@link #rpc(String, Record, Duration)} with a timeout of a second, or of three times what an answer from there usually
     * takes where that is longer: a timeout shorter than the way and back would let nothing ever succeed.
     */
    public final <M extends Record & Request<R>, R extends Record> R rpc(String dest, M request) {
        long usualNanos = 3 * roundTripsNanos.getOrDefault(dest, FIRST_GUESS_NANOS);
        return rpc(dest, request, Duration.ofNanos(Math.max(usualNanos, RPC_TIMEOUT.toNanos())));
    }

    /**
     * Sends {@code request} and awaits the answer.
     *
     * @throws RpcError that the peer answered, or {@link RpcError#TIMEOUT}, after which the request may have been carried out,
     *     or may be yet
     */
    // tag::rpc[]
    public final <M extends Record & Request<R>, R extends Record> R rpc(String dest, M request, Duration timeout) {
        long msgId = ++lastMsgId;
        var asked = new Pending(dest, driver.loop().nanoTime(), promise());
        pending.put(msgId, asked);
        driver.after(timeout, () -> {
            if (!pending.containsKey(msgId)) return;
            asked.answer.fail(
                    new RpcError(RpcError.TIMEOUT, dest + " did not answer within " + timeout.toMillis() + " ms"));
            driver.after(LONGEST_ROUND_TRIP, () -> pending.remove(msgId)); // until then a late answer tells how late
        });
        send(id, dest, request, msgId, null);
        return reply(dest, Json.replyOf(request.getClass()), asked.answer.get());
    }
    // end::rpc[]

    private <R extends Record> R reply(String dest, Class<R> type, ObjectNode body) {
        var given = body.path("type").asString("");
        if (given.equals("error"))
            throw RpcError.answeredBy(
                    dest,
                    body.path("code").asInt(RpcError.CRASH),
                    body.path("text").asString(""));
        if (!given.equals(Json.typeOf(type)))
            throw RpcError.malformedReply(dest, "expected " + Json.typeOf(type) + ", got " + body);
        try {
            return read(body, type);
        } catch (JacksonException e) {
            throw RpcError.malformedReply(dest, e.getOriginalMessage() + " in " + body);
        }
    }

    /** The record that the body of an answer stands for. */
    protected <R extends Record> R read(ObjectNode body, Class<R> type) {
        return Json.read(body, type);
    }

    /** Awaits the passing of {@code duration}. */
    public final void sleep(Duration duration) {
        Loop.Await<Void> passed = promise();
        driver.after(duration, () -> passed.complete(null));
        passed.get();
    }

    /** A result that another handler of this node will give, to be awaited by one. */
    public final <T> Loop.Await<T> promise() {
        return driver.loop().await(this);
    }

    /** Runs {@code task} as one of its own, beside the handler that starts it: it may await without holding that one up. */
    public final void go(Runnable task) {
        driver.after(Duration.ZERO, () -> run(task));
    }

    /**
     * Tries until it succeeds, with pauses that double from 50 ms to 2 s, each shortened by up to a half at random so that nodes
     * do not keep step. Ends with the node. The attempt is repeated after a timeout or another indefinite error, so it must be
     * one that may happen twice.
     *
     * @throws RpcError a definite error, {@link RpcError#TEMPORARILY_UNAVAILABLE} apart: what to do about one is for the caller
     *     to say
     */
    // tag::retry[]
    public final <T> T retry(Supplier<T> attempt) {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                return attempt.get();
            } catch (RpcError e) {
                if (e.isDefinite() && e.code() != RpcError.TEMPORARILY_UNAVAILABLE) throw e;
            }
            sleep(pause.dividedBy(2).plusNanos(random().nextLong(pause.toNanos() / 2)));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }
    // end::retry[]

    /** Runs this node as a process, on stdin and stdout. Does not return. */
    public final void serve() {
        new Stdio(this).serve();
    }

    // ---- what a driver does ----

    /** Puts this node on a driver, before the first message. */
    public final void start(Driver driver) {
        this.driver = driver;
        this.lastMsgId =
                driver.random().nextLong(1L << 40); // an answer to an earlier life's request is none to this one's
    }

    /** Takes a message that comes from the network at this moment. A task of the driver's loop. */
    public final void receive(Message message) {
        receive(message, driver.loop().nanoTime());
    }

    /** Takes a message that came at {@code cameNanos} of the loop's time, and may have waited for its turn since. */
    // tag::receive[]
    public final void receive(Message message, long cameNanos) {
        if (message.body().hasNonNull("in_reply_to")) {
            var inReplyTo = message.inReplyTo();
            var asked = inReplyTo == null ? null : pending.get(inReplyTo);
            if (asked == null || !asked.dest.equals(message.src())) return; // a second one, or not its to give
            pending.remove(inReplyTo);
            learnRoundTrip(asked.dest, cameNanos - asked.sentNanos);
            asked.answer.complete(message.body()); // nobody waits for a late one any more
        } else {
            handle(message, cameNanos);
        }
    }
    // end::receive[]

    /** An answer may have been late for once, so what is usual grows slowly: it is doubled at most. It shrinks at once. */
    private void learnRoundTrip(String dest, long tookNanos) {
        long doubledNanos = 2 * roundTripsNanos.getOrDefault(dest, FIRST_GUESS_NANOS);
        roundTripsNanos.put(dest, Math.min(tookNanos, doubledNanos));
    }

    private void handle(Message message, long cameNanos) {
        try {
            var reply = handled(message);
            if (reply != null) answer(message, cameNanos, reply);
        } catch (RpcError e) {
            answer(message, cameNanos, new ErrorReply(e.codeWhenUnhandled(), e.textWhenUnhandled()));
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            report(e);
            answer(message, cameNanos, new ErrorReply(RpcError.CRASH, told(e)));
        }
    }

    private Record handled(Message message) {
        var handler = handlers.get(message.type());
        if (handler == null)
            throw new RpcError(RpcError.NOT_SUPPORTED, "no handler for type \"" + message.type() + "\"");
        if (id == null && handler.type != Init.class)
            throw new RpcError(RpcError.TEMPORARILY_UNAVAILABLE, "not initialised yet");
        Object request;
        try {
            request = Json.read(message.body(), handler.type);
        } catch (JacksonException e) {
            throw new RpcError(RpcError.MALFORMED_REQUEST, e.getOriginalMessage());
        }
        return handler.body.apply(request, message.src());
    }

    /** What a static initialiser throws says more than that one threw. */
    private static String told(Throwable e) {
        return e instanceof ExceptionInInitializerError && e.getCause() != null
                ? "a static initialiser threw " + e.getCause()
                : e.toString();
    }

    private InitOk init(Init init) {
        if (id != null && !(id.equals(init.nodeId) && nodes.equals(init.nodeIds)))
            throw new RpcError(RpcError.PRECONDITION_FAILED, "already initialised as " + id + " of " + nodes);
        if (id == null) initialise(init.nodeId, init.nodeIds);
        return new InitOk();
    }

    /** Tells this node who it is: what its {@code init} message does, for one that is given none. */
    protected final void initialise(String id, List<String> nodes) {
        this.id = id;
        this.nodes = List.copyOf(nodes);
        this.peers = this.nodes.stream().filter(node -> !node.equals(id)).toList();
        whenInitialised.forEach(Runnable::run);
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (Exception | StackOverflowError | AssertionError | LinkageError e) {
            report(e);
        }
    }

    private void report(Throwable e) {
        var trace = new StringBuilder();
        for (var cause = e; cause != null; cause = cause.getCause()) {
            trace.append(cause == e ? "" : "\ncaused by ").append(cause);
            for (var frame : cause.getStackTrace()) trace.append("\n    at ").append(frame);
        }
        log(trace.toString());
    }

    /**
     * A client that was kept waiting has gone in most workloads, and Maelstrom hears no more of a node that writes to one. Those
     * of lin-kv stay. They wait ten times the mean latency but a second at least; a node knows neither its workload nor the
     * latency. Where they wait longer, they miss an answer and count the operation as one that may have happened, which it may.
     */
    private void answer(Message request, long cameNanos, Record reply) {
        var msgId = request.msgId();
        if (msgId == null) {
            if (request.body().hasNonNull("msg_id"))
                log("no answer to " + request.src() + ", whose msg_id is no integer of 64 bits: "
                        + request.body().get("msg_id"));
            return;
        }
        boolean fromNode = nodes != null && nodes.contains(request.src());
        boolean late = driver.loop().nanoTime() - cameNanos > CLIENTS_WAIT.toNanos();
        if (late && !fromNode && !(reply instanceof InitOk)) return; // whoever starts a node waits longer
        var src = request.dest(); // we may have no id yet
        send(src, request.src(), reply, null, msgId);
    }

    private void send(String src, String dest, Record content, Long msgId, Long inReplyTo) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("type", content instanceof ErrorReply ? "error" : Json.typeOf(content.getClass()));
        if (msgId != null) body.put("msg_id", msgId);
        if (inReplyTo != null) body.put("in_reply_to", inReplyTo);
        body.setAll((ObjectNode) Json.MAPPER.valueToTree(content));
        driver.send(new Message(src, dest, body));
    }

    private record ErrorReply(int code, String text) {}
}
