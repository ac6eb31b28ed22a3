package hostile;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import node.LineReader;

/**
 * A program between the bench and a node that is a process. It passes on all that the one says to the other, and besides gives
 * the node a file of hostile lines, as fast as it takes them. What the node answers to those goes no further.
 */
public final class Interposer {
    private static final String ASKED_WHETHER_ALL_IS_READ =
            "{\"src\":\"evil\",\"dest\":\"n0\",\"body\":{\"type\":\"have you read all?\",\"msg_id\":471147114711}}\n";

    private static final String ALL_IS_READ = "\"in_reply_to\":471147114711";
    private static final Pattern MESSAGE = Pattern.compile("\\{\"src\":\"[^\"]*\",\"dest\":\"([^\"]*)\"");
    private static final int LINES_AT_ONCE = 20;

    private final Process node;
    private final OutputStream toNode;
    private final OutputStream toBench = new FileOutputStream(FileDescriptor.out);
    private final ReentrantLock writing = new ReentrantLock(true); // nobody waits for all the other's lines
    private final CountDownLatch initialised = new CountDownLatch(1);
    private final Semaphore read = new Semaphore(0);

    private Interposer(List<String> command) throws IOException {
        node = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        toNode = new BufferedOutputStream(node.getOutputStream());
    }

    /** @param arguments the file of lines, the folder for reports, and the node's command */
    public static void main(String[] arguments) throws IOException {
        var command = List.of(arguments).subList(2, arguments.length);
        var interposer = new Interposer(command);
        Thread.ofPlatform().daemon().start(() -> interposer.run(interposer::passOnWhatTheNodeSays));
        Thread.ofPlatform()
                .daemon()
                .start(() -> interposer.run(() -> interposer.attack(Path.of(arguments[0]), Path.of(arguments[1]))));
        interposer.run(interposer::passOnWhatTheBenchSays);
        interposer.node.destroyForcibly();
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException | InterruptedException e) {
            e.printStackTrace(); // the bench sees that the node is silent, and shows this
        }
    }

    private void passOnWhatTheBenchSays() throws IOException {
        var lines = new LineReader(new FileInputStream(FileDescriptor.in), Integer.MAX_VALUE);
        for (List<byte[]> batch; (batch = lines.next()) != null; ) {
            for (var line : batch) {
                tell(List.of(line));
                initialised.countDown();
            }
        }
    }

    private void tell(List<byte[]> lines) throws IOException {
        writing.lock();
        try {
            for (var line : lines) {
                toNode.write(line);
                toNode.write('\n');
            }
            toNode.flush();
        } finally {
            writing.unlock();
        }
    }

    private void passOnWhatTheNodeSays() throws IOException {
        var lines = new LineReader(node.getInputStream(), Integer.MAX_VALUE);
        for (List<byte[]> batch; (batch = lines.next()) != null; ) {
            for (var line : batch) {
                var text = new String(line, StandardCharsets.UTF_8);
                if (text.contains(ALL_IS_READ)) read.release();
                else if (isForSomebody(text)) {
                    toBench.write(line);
                    toBench.write('\n');
                }
            }
        }
        Runtime.getRuntime().halt(1); // as the node did
    }

    /** What is no message, as our nodes write them, is for the bench to see. */
    private static boolean isForSomebody(String line) {
        var message = MESSAGE.matcher(line);
        return !message.lookingAt() || isSomebody(message.group(1));
    }

    /** Whether messages to {@code id} arrive. */
    static boolean isSomebody(String id) {
        return id.matches("n[0-9]|c[0-9]{1,6}|lin-kv|seq-kv|lww-kv|lin-tso");
    }

    /** Reports how much the node holds once it has read a fifth of the lines, and once it has read all. */
    private void attack(Path file, Path reports) throws IOException, InterruptedException {
        initialised.await();
        var lines = Files.newInputStream(file);
        var reader = new LineReader(lines, Integer.MAX_VALUE);
        long left = Files.size(file);
        long fifth = left * 4 / 5;
        long first = -1;
        for (List<byte[]> batch; (batch = reader.next()) != null; ) {
            for (int i = 0; i < batch.size(); i += LINES_AT_ONCE)
                tell(batch.subList(i, Math.min(batch.size(), i + LINES_AT_ONCE)));
            for (var line : batch) left -= line.length + 1;
            if (first < 0 && left <= fifth) first = bytesHeld();
        }
        long last = bytesHeld();
        Files.writeString(Files.createTempFile(reports, "node", ""), first + " " + last);
    }

    private long bytesHeld() throws IOException, InterruptedException {
        tell(List.of(ASKED_WHETHER_ALL_IS_READ.strip().getBytes(StandardCharsets.UTF_8)));
        read.acquire();
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var histogram = new ProcessBuilder(jcmd, "" + node.pid(), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        long bytes = 0;
        try (BufferedReader output = histogram.inputReader()) {
            for (String line; (line = output.readLine()) != null; ) {
                var columns = line.trim().split(" +");
                boolean isOfAClass = columns.length > 3 && columns[0].endsWith(":");
                if (isOfAClass && !line.contains("FillerElement")) bytes += Long.parseLong(columns[2]);
            }
        }
        if (bytes == 0) throw new IOException("jcmd says nothing of the node's memory");
        return bytes;
    }
}
