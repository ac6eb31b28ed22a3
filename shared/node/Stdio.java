package node;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/** Drives one node as a process: messages on stdin and stdout, the log on stderr, the machine's clock. */
final class Stdio implements Driver {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST_TURN_AT_END =
            Duration.ofSeconds(1); // of processor time: the machine may be busy
    private static final int MOST_LOOKS_AT_A_TURN = 10; // which may also wait for something

    private final Node node;
    private final RealTimeLoop loop = new RealTimeLoop(this::flush);
    private final FileOutputStream stdout = new FileOutputStream(FileDescriptor.out);
    private ByteArrayOutputStream written = new ByteArrayOutputStream(2 * BUFFER_BYTES);
    private final RandomGenerator random = new SplittableRandom();
    private volatile boolean ended;

    Stdio(Node node) {
        this.node = node;
        node.start(this);
    }

    /** Runs until stdin ends, and ends the process then. */
    void serve() {
        System.setOut(System.err); // stdout belongs to the protocol: a stray println goes to the log
        System.setIn(InputStream.nullInputStream()); // and so does stdin: who read it would take messages away
        Thread.ofPlatform().name("stdin").daemon().start(() -> orDie(this::read));
        orDie(() -> {
            loop.run();
            ended = true;
            flush();
            Runtime.getRuntime().halt(0);
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    /** A node that has lost one of its threads must not go on as if it lived. */
    private static void orDie(Work work) {
        try {
            work.run();
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private void read() {
        var lines = new LineReader(new FileInputStream(FileDescriptor.in), Integer.MAX_VALUE);
        try {
            for (List<byte[]> batch; (batch = lines.next()) != null; )
                loop.submit(batch.stream().map(this::received).toList());
            loop.submit(List.of(received(lines.rest())));
        } catch (IOException e) {
            log("stdin cannot be read: " + e.getMessage());
        }
        end();
    }

    private Runnable received(byte[] line) {
        try {
            var message = Message.parse(line, 0, line.length);
            long cameNanos = loop.nanoTime();
            return () -> node.receive(message, cameNanos);
        } catch (IllegalArgumentException e) {
            var shown = new String(line, 0, Math.min(line.length, 200), StandardCharsets.UTF_8);
            return () -> {
                if (!shown.isBlank()) log("skipped a line that is no message (" + e.getMessage() + "): " + shown);
            };
        }
    }

    /** What was read is handled first. A handler that does not come to an end is left behind. */
    private void end() {
        loop.submit(List.of(loop::close));
        long turns = -1;
        int looks = 0;
        var before = cpu();
        while (looks < MOST_LOOKS_AT_A_TURN && cpu().minus(before).compareTo(LONGEST_TURN_AT_END) < 0) {
            looks++;
            if (turns != loop.turns()) {
                turns = loop.turns();
                looks = 0;
                before = cpu();
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            if (ended) return;
        }
        log("stdin has ended, and a handler does not: leaving it");
        Runtime.getRuntime().halt(1);
    }

    /** What this process has used of processors; the time that has passed, where the system does not tell. */
    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseGet(() -> Duration.ofNanos(System.nanoTime()));
    }

    private void flush() {
        try {
            written.writeTo(stdout);
            if (written.size() > 2 * BUFFER_BYTES) written = new ByteArrayOutputStream(2 * BUFFER_BYTES); // had to grow
            else written.reset();
        } catch (IOException e) {
            Runtime.getRuntime().halt(1); // nobody reads any more
        }
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public void send(Message message) {
        written.writeBytes(message.toBytes());
        written.write('\n');
        if (written.size() >= BUFFER_BYTES) flush();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        loop.after(TimeUnit.NANOSECONDS.convert(delay), task);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void log(String line) {
        System.err.println(line);
    }
}
