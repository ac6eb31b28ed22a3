package bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is no history, or not one of the workload, gets one message: what is wrong, and in which line. */
final class BadHistoryTest {
    @TempDir
    private Path folder;

    private Check judge(String workload, byte[] content) throws IOException {
        var file = Files.write(folder.resolve("history.edn"), content);
        return Check.run("judge", workload, file.toString());
    }

    private Check judge(String workload, String content) throws IOException {
        return judge(workload, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Lines of a history, each {@code TYPE PROCESS F VALUE}. */
    private static String history(String... lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            var words = lines[i].split(" ", 4);
            text.append("{:index %d, :time %d, :type :%s, :process %s, :f :%s, :value %s}\n"
                    .formatted(i, i * 1_000_000, words[0], words[1], words[2], words[3]));
        }
        return text.toString();
    }

    private static byte[] compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void thereIsNoSuchFile() {
        Check.run("judge", "echo", folder + "/none.edn").isRefusedForItsInputWith("there is no file", "none.edn");
        Check.run("judge", "echo", folder.toString()).isRefusedForItsInputWith("is a folder", "history.edn in it");
    }

    @Test
    void aWordTooFewOrWrong() {
        Check.run("judge").isRefusedWith("WORKLOAD", "FILE");
        Check.run("judge", "echo").isRefusedWith("FILE");
        Check.run("judge", "ecco", "x.edn").isRefusedWith("there is no WORKLOAD \"ecco\"", "Did you mean echo?");
        Check.run("judge", "echo", "x.edn", "--rate", "5").isRefusedWith("--rate");
        Check.run("judge", "txn-rw-register", "x.edn", "--consistency-models", "serialisable")
                .isRefusedWith("no consistency model is called \"serialisable\"", "serializable");
    }

    @Test
    void theTextIsCutOff() throws IOException {
        var whole = history("invoke 0 read nil", "ok 0 read [1 2]");
        for (int length = whole.length() - 3; length > whole.indexOf('\n') + 1; length--)
            judge("broadcast", whole.substring(0, length))
                    .isRefusedForItsInputWith("history.edn: line 2, column ", " is not EDN: ");
    }

    @Test
    void theCompressedFileIsCutOffOrDamaged() throws IOException {
        var lines = new String[2000];
        for (int i = 0; i < lines.length; i++) lines[i] = (i % 2 == 0 ? "invoke" : "ok") + " 0 generate " + i * 7919L;
        var whole = compressed(history(lines));
        judge("unique-ids", Arrays.copyOf(whole, whole.length / 2)).isRefusedForItsInputWith("cut off after line ");
        judge("unique-ids", Arrays.copyOf(whole, 50)).isRefusedForItsInputWith("file is cut off; copy it again");
        for (int i = 100; i < 200; i++) whole[i] = 0x55;
        judge("unique-ids", whole).isRefusedForItsInputWith("file is damaged: ");
    }

    @Test
    void theFileIsSomethingElse() throws IOException {
        judge("echo", "").isRefusedForItsInputWith("there is no operation of a client in it");
        judge("echo", "{:index 0, :time 0, :type :info, :process :nemesis, :f :start, :value nil}")
                .isRefusedForItsInputWith("there is no operation of a client in it");
        judge("echo", "<html><body>not found</body></html>").isRefusedForItsInputWith("line 1: <html>");
        judge("echo", "{\"index\":0,\"time\":0}").isRefusedForItsInputWith("line 1", "is this JSON?");
        judge("echo", new byte[] {0x7f, 'E', 'L', 'F', 0, 0, 1}).isRefusedForItsInputWith("line 1");
        judge("echo", new byte[] {'{', '\n', (byte) 0xff, (byte) 0xfe}).isRefusedForItsInputWith("UTF-8");
        judge("echo", "[".repeat(1_000_000)).isRefusedForItsInputWith("line 1, column ", "deep");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{:time 1, :process 0, :f :read, :value nil} | :type is nil; it must be :invoke, :ok, :fail or :info",
                "{:time 1, :type :okay, :process 0, :f :read} | :type is :okay; it must be",
                "{:type :invoke, :process 0, :f :read} | :time is nil; it must be a number from 0",
                "{:time -1, :type :invoke, :process 0, :f :read} | :time is -1",
                "{:time 1, :type :invoke, :f :read} | :process is nil",
                "{:time 1, :type :invoke, :process 99999999999, :f :read} | :process is 99999999999",
                "{:time 1, :type :invoke, :process 0} | :f is nil; the workload's operations are broadcast, read",
                "{:time 1, :type :invoke, :process 0, :f :txn} | :f is :txn; the workload's operations are",
                "[:index 1] | [:index 1] is no operation",
            })
    void aLineIsNoOperation(String line, String message) throws IOException {
        judge("broadcast", "{:type :info, :process :nemesis, :f :start}\n" + line)
                .isRefusedForItsInputWith("history.edn: line 2: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "txn-rw-register | 0 txn [[:append 1 2]] | [[:append 1 2]]; it must be a list of steps, as [[:r 1 4]"
                        + " [:w",
                "txn-list-append | 0 txn [[:w 1 2]] | [[:w 1 2]]; it must be a list of steps, as [[:r 1 [4 5]]"
                        + " [:append",
                "txn-list-append | 0 txn [[:r 1 2]] | [[:r 1 2]]; it must be a list of steps",
                "txn-list-append | 0 txn {:a [[:r 1 2]]} | it must be a list of steps",
                "kafka | 0 send [[:send 1 2]] | [[:send 1 2]]; it must be a key and a message, as",
                "kafka | 0 poll [[:poll {\"1\" [2]}]] | it must be offsets and messages by key, as",
                "kafka | 0 assign 7 | 7; it must be a list of keys, as",
                "lin-kv | 0 cas [1 2] | [1 2]; it must be a key and its values before and after, as",
                "lin-kv | 0 read nil | nil; it must be a key and its value, as",
                "g-counter | 0 add \"1\" | \"1\"; it must be an integer",
                "g-counter | 0 add 1.5 | 1.5; it must be an integer",
                "g-counter | 0 read [1 2] | [1 2]; it must be an integer",
                "g-set | 0 read 5 | 5; it must be the values that were read, as",
            })
    void theHistoryIsOfAnotherWorkload(String workload, String operation, String message) throws IOException {
        judge(workload, history("invoke " + operation))
                .isRefusedForItsInputWith("line 1: the :value of :", " is ", message);
    }

    /** What an answer must say is only known once it is there. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "broadcast | 0 read nil | nil",
                "pn-counter | 0 read nil | nil",
                "kafka | 0 poll [[:poll]] | [[:poll]]",
                "kafka | 0 send [[:send \"1\" 2]] | [[:send \"1\" 2]]",
                "echo | 0 echo \"hello\" | \"hello\"",
            })
    void theResultIsNone(String workload, String operation, String value) throws IOException {
        judge(workload, history("invoke " + operation, "ok " + operation))
                .isRefusedForItsInputWith("line 2: the :value of :", " is " + value + "; it must be ");
    }

    @Test
    void anOperationIsNotCompletedBeforeTheNext() throws IOException {
        judge("broadcast", history("invoke 3 broadcast 1", "invoke 0 read nil", "ok 0 read []", "invoke 3 read nil"))
                .isRefusedForItsInputWith(
                        "line 4: process 3 begins :read while its :broadcast of line 1 has not ended");
    }

    @Test
    void anOperationIsCompletedTwiceOrNeverBegan() throws IOException {
        judge("broadcast", history("invoke 3 broadcast 1", "ok 3 broadcast 1", "invoke 0 read nil", "ok 3 broadcast 1"))
                .isRefusedForItsInputWith("line 4: process 3 ends :broadcast, which had ended in line 2");
        judge("broadcast", history("ok 3 broadcast 1"))
                .isRefusedForItsInputWith("line 1: process 3 ends :broadcast, which it never began");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "broadcast | broadcast 1 | broadcast 2",
                "broadcast | broadcast 1 | read [1]",
                "pn-counter | add 1 | add 2",
                "lin-kv | write [1 2] | write [1 3]",
                "lin-kv | read [1 nil] | read [2 nil]",
                "kafka | send [[:send \"1\" 2]] | send [[:send \"1\" [0 3]]]",
                "kafka | assign [\"1\"] | assign [\"2\"]",
                "txn-rw-register | txn [[:w 1 2]] | txn [[:w 1 3]]",
                "txn-rw-register | txn [[:r 1 nil]] | txn [[:r 2 nil]]",
                "txn-rw-register | txn [[:r 1 nil]] | txn []",
            })
    void anotherOperationEndsThanBegan(String workload, String begun, String ended) throws IOException {
        judge(workload, history("invoke 0 " + begun, "ok 0 " + ended))
                .isRefusedForItsInputWith("line 2: process 0 ends another operation than it began in line 1");
    }

    @Test
    void linesAreOutOfOrder() throws IOException {
        var once = history("invoke 0 read nil", "ok 0 read []");
        judge("broadcast", once + once).isRefusedForItsInputWith("line 3: :index 0 comes after :index 1");
    }

    @Test
    void aValueIsWrittenTwice() throws IOException {
        judge(
                        "txn-list-append",
                        "{:type :info, :process :nemesis, :f :start}\n"
                                + history("invoke 0 txn [[:append 1 5]]", "invoke 1 txn [[:append 1 5]]"))
                .isRefusedForItsInputWith("line 3: [append 1 5] is done more than once");
    }

    /** As a run ends that is stopped: nobody knows what became of them. */
    @Test
    void operationsThatAreNeverCompletedAreIndefinite() throws IOException {
        judge("broadcast", history("invoke 0 broadcast 1", "invoke 1 read nil", "ok 1 read [1]", "invoke 1 read nil"))
                .failsWith("3 operations (1 ok, 0 failed, 2 unknown)", "never ok");
    }
}
