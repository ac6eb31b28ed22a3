package bench.world;

import bench.history.Installation;
import bench.process.Children;
import bench.source.Guard.NodeEnded;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import node.LineReader;
import node.Message;
import node.RealTimeLoop;

/**
 * A node that is a process: messages on its stdin and stdout, its log on stderr. Each of the three has a thread of its own, so
 * that a node which does not read, or prints faster than anybody could, holds up nobody but itself.
 */
public final class ProcessHost implements Inhabitant {
    private static final int LONGEST_LINE_BYTES = 1 << 28;
    private static final long MOST_UNREAD_BYTES = 1 << 28;
    private static final int LOG_LINES_SHOWN = 20;
    private static final int LOG_LINES_KEPT = 50;
    private static final int SHOWN_CHARACTERS = 300;
    private static final Duration LAST_WORDS_TAKE_AT_MOST = Duration.ofSeconds(1);
    private static final Duration DEATH_TAKES_AT_MOST = Duration.ofSeconds(2);
    private static final Duration SUSPICIOUS_SILENCE = Duration.ofSeconds(2);
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(4_500); // most clients leave after 5 s
    private static final Duration CPU_OF_A_LOOP = Duration.ofSeconds(1);

    private final World world;
    private final RealTimeLoop loop;
    private final String id;
    private final Process process;
    private final BlockingQueue<byte[]> unread = new LinkedBlockingQueue<>();
    private final AtomicLong unreadBytes = new AtomicLong();
    private final ArrayDeque<String> lastLogLines = new ArrayDeque<>();
    private int logged; // by the thread of stderr
    private final Thread logReader;
    private final Thread messageReader;
    private final Thread messageWriter;

    // What the node does while it owes an answer; used by the loop's tasks only.
    private boolean hasSpoken;
    private boolean owes;
    private long silentSinceNanos;
    private Duration cpuWhenSuspected;

    /**
     * Starts the process and puts it on the network.
     *
     * @param loop the world's
     * @param command the program and its arguments, run in the folder for temporary files, as Maelstrom does
     * @throws IOException where it cannot be started
     */
    public ProcessHost(World world, RealTimeLoop loop, String id, List<String> command) throws IOException {
        this.world = world;
        this.loop = loop;
        this.id = id;
        this.process =
                Children.start(new ProcessBuilder(command).directory(new File(System.getProperty("java.io.tmpdir"))));
        world.network().attach(id, this);
        this.logReader = thread("stderr", this::readLog);
        this.messageReader = thread("stdout", this::readMessages);
        this.messageWriter = thread("stdin", this::writeMessages);
        Thread.ofVirtual().name(id + " exit").start(this::tellExit);
    }

    private Thread thread(String stream, Runnable task) {
        return Thread.ofPlatform().daemon().name(id + " " + stream).start(task);
    }

    public Process process() {
        return process;
    }

    @Override
    public void receive(Envelope envelope) {
        if (!owes && isRequest(envelope)) {
            owes = true;
            silentSinceNanos = loop.nanoTime();
            cpuWhenSuspected = null;
        }
        var line = envelope.message().toBytes();
        unread.add(line);
        if (unreadBytes.addAndGet(line.length) > MOST_UNREAD_BYTES)
            end("does not read its stdin: " + (MOST_UNREAD_BYTES >> 20) + " MB of messages are waiting for it");
    }

    private static boolean isRequest(Envelope envelope) {
        var message = envelope.message();
        return message.msgId() != null && message.inReplyTo() == null;
    }

    private void writeMessages() {
        try (var stdin = process.getOutputStream()) {
            while (true) {
                var line = unread.poll();
                if (line == null) {
                    stdin.flush();
                    line = unread.take();
                }
                stdin.write(line);
                stdin.write('\n');
                unreadBytes.addAndGet(-line.length);
            }
        } catch (IOException e) {
            endUnlessDying("has closed its stdin, and lives on: no message reaches it any more");
        } catch (InterruptedException e) {
            // The process has ended: nothing is left to write to.
        }
    }

    private void readMessages() {
        var lines = new LineReader(process.getInputStream(), LONGEST_LINE_BYTES);
        try {
            for (List<byte[]> batch; (batch = lines.next()) != null; ) {
                var tasks = new ArrayList<Runnable>(batch.size());
                for (var line : batch) tasks.add(received(line));
                loop.submit(tasks);
            }
            var rest = lines.rest(); // no line: whoever dies in the middle of one is not to be blamed for that
            if (rest.length > 0) remember("(its stdout ends in the middle of a line: " + shown(rest) + ")");
            endUnlessDying("has closed its stdout, and lives on: it cannot answer any more");
        } catch (IOException e) {
            if (process.isAlive()) loop.submit(List.of(() -> end("broke its stdout: " + e.getMessage())));
        }
    }

    /** A process that ends closes its streams first, and then its end is what is told. */
    private void endUnlessDying(String why) {
        try {
            if (!process.waitFor(DEATH_TAKES_AT_MOST)) loop.submit(List.of(() -> end(why)));
        } catch (InterruptedException e) {
            // The process has ended.
        }
    }

    private Runnable received(byte[] line) {
        try {
            var message = Message.parse(line, 0, line.length);
            var envelope = new Envelope(message);
            if (Envelope.isClient(message.dest())
                    && message.body().hasNonNull("in_reply_to")
                    && !isInteger(message, "in_reply_to"))
                return () -> end(
                        "answered a client, but in_reply_to " + instead(message, "in_reply_to") + ": " + shown(line));
            return () -> send(envelope);
        } catch (IllegalArgumentException e) {
            return () -> end("printed on stdout what is no message (" + e.getMessage() + "): " + shown(line)
                    + "; a line for a person belongs on stderr");
        }
    }

    private static boolean isInteger(Message message, String field) {
        return message.body().path(field).isIntegralNumber();
    }

    /** What {@code field} is, which is no integer: {@code is a string where an integer belongs}. */
    private static String instead(Message message, String field) {
        var kind = switch (message.body().path(field).getNodeType()) {
            case MISSING -> "missing";
            case NULL -> "null";
            case NUMBER -> "a float";
            case ARRAY, OBJECT ->
                "an " + message.body().path(field).getNodeType().name().toLowerCase(Locale.ROOT);
            default -> "a " + message.body().path(field).getNodeType().name().toLowerCase(Locale.ROOT);
        };
        return "is " + kind + " where an integer belongs";
    }

    private void send(Envelope envelope) {
        hasSpoken = true;
        owes = false;
        var message = envelope.message();
        if (Envelope.isClient(envelope.dest()) && message.type().equals("error") && !isInteger(message, "code"))
            world.warn(new Warning(
                    "malformed error",
                    id + " answered with an error whose code " + instead(message, "code") + "; we take it for 13"));
        if (!world.network().knows(envelope.src())) {
            disown(envelope);
            return;
        }
        try {
            world.send(envelope);
        } catch (NodeEnded e) {
            end(e.getMessage());
        }
    }

    /** A node may pass on a request in its client's name, as Maelstrom's own Raft does, but the client may have gone. */
    private void disown(Envelope envelope) {
        if (!world.wasOnceClient(envelope.src())) end("sent a message as " + envelope.src() + ", which is nobody");
        else
            world.warn(new Warning(
                    "late request",
                    id + " sent a message as a client that had gone, and Maelstrom would not hear it any more"));
    }

    private void readLog() {
        var lines = new LineReader(process.getErrorStream(), LONGEST_LINE_BYTES);
        try {
            for (List<byte[]> batch; (batch = lines.next()) != null; ) batch.forEach(this::note);
            if (lines.rest().length > 0) note(lines.rest());
        } catch (IOException e) {
            remember("(the rest of stderr cannot be read: " + e.getMessage() + ")");
        }
    }

    private void note(byte[] line) {
        var text = shown(line);
        remember(text);
        if (Installation.isSaidBy(text) || logged++ < LOG_LINES_KEPT) loop.submit(List.of(() -> world.log(id, text)));
    }

    private synchronized void remember(String line) {
        if (lastLogLines.size() == LOG_LINES_SHOWN) lastLogLines.poll();
        lastLogLines.add(line);
    }

    private synchronized String lastWords() {
        return lastLogLines.isEmpty()
                ? "; it wrote nothing on stderr"
                : "; its last lines on stderr:\n    " + String.join("\n    ", lastLogLines);
    }

    private static String shown(byte[] line) {
        var text = new String(line, 0, Math.min(line.length, 4 * SHOWN_CHARACTERS), StandardCharsets.UTF_8);
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
    }

    /** A node never has a reason to end before it is killed. */
    private void tellExit() {
        try {
            int code = process.waitFor();
            messageWriter.interrupt();
            logReader.join(LAST_WORDS_TAKE_AT_MOST); // something it left behind may hold them open
            messageReader.join(LAST_WORDS_TAKE_AT_MOST);
            loop.submit(List.of(() -> end("ended by itself, with exit code " + code + signal(code) + lastWords())));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e); // nobody interrupts this thread
        }
    }

    private static String signal(int code) {
        return code > 128 ? " (signal " + (code - 128) + ")" : "";
    }

    /** Looks whether the node computes on and on while it owes an answer. A task of the loop, for now and then. */
    public void look() {
        if (!hasSpoken || !owes) return;
        var silence = Duration.ofNanos(loop.nanoTime() - silentSinceNanos);
        if (silence.compareTo(SUSPICIOUS_SILENCE) > 0 && cpuWhenSuspected == null) cpuWhenSuspected = cpu();
        if (silence.compareTo(LONGEST_SILENCE) < 0) return;
        var computed = cpu().minus(cpuWhenSuspected);
        if (computed.compareTo(CPU_OF_A_LOOP) > 0)
            end("runs on and on: asked " + silence.toSeconds()
                    + " s ago, it has printed nothing since and computes all the time" + lastWords());
    }

    /** The processor time that the process and all that it started have used, where the system tells. */
    private Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(handle -> handle.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void end(String why) {
        world.fail(id + " " + why);
        world.loop().close();
    }
}
