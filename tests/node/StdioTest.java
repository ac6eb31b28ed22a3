package node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The contract of a node, kept by a real process on real pipes. */
@Timeout(60)
class StdioTest {
    @TempDir
    private Path folder;

    private Process process;
    private BufferedReader stdout;

    @BeforeEach
    void startAndInitialise() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestNode.class.getName())
                .redirectError(log().toFile())
                .start();
        stdout = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        write("""
            {"src":"c0","dest":"n0","body":{"type":"init","msg_id":1,"node_id":"n0","node_ids":["n0","n1"]}}\
            """);
        assertEquals(
                "{\"src\":\"n0\",\"dest\":\"c0\",\"body\":{\"type\":\"init_ok\",\"in_reply_to\":1}}",
                stdout.readLine());
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private Path log() {
        return folder.resolve("stderr");
    }

    private void write(String... lines) throws IOException {
        for (var line : lines) process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private static String request(int msgId, String body) {
        return "{\"src\":\"c1\",\"dest\":\"n0\",\"body\":{\"msg_id\":" + msgId + "," + body + "}}";
    }

    private static String echo(int msgId, String value) {
        return request(msgId, "\"type\":\"echo\",\"echo\":" + value);
    }

    private JsonNode readBody() throws IOException {
        return Json.MAPPER.readTree(stdout.readLine()).get("body");
    }

    private void assertError(int code, JsonNode body) {
        assertEquals("error", body.get("type").stringValue());
        assertEquals(code, body.get("code").intValue(), body::toString);
    }

    private void closeStdinAndWait() throws IOException, InterruptedException {
        process.getOutputStream().close();
        awaitEnd();
    }

    private void awaitEnd() throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it lives on after the end of its stdin");
    }

    @Test
    void anyValueComesBackAsItWas() throws IOException {
        var value = "[12345678901234567890123,-0.1000,1e400,{\"\u00fc\":\"\ud83d\ude80\\u0000\"},[[],null]]";
        write(echo(1, value));
        assertEquals(Json.MAPPER.readTree(value), readBody().get("echo"));
    }

    @Test
    void anUnknownTypeIsError10() throws IOException {
        write(request(1, "\"type\":\"dance\""));
        assertError(RpcError.NOT_SUPPORTED, readBody());
    }

    @Test
    void aBodyThatDoesNotFitIsError12() throws IOException {
        write(request(1, "\"type\":\"number\",\"number\":\"seven\""), request(2, "\"type\":\"number\""));
        assertError(RpcError.MALFORMED_REQUEST, readBody());
        assertError(RpcError.MALFORMED_REQUEST, readBody());
    }

    @Test
    void aHandlerThatThrowsIsError13AndTheNodeLivesOn() throws IOException {
        write(request(1, "\"type\":\"throw\""), echo(2, "1"));
        assertError(RpcError.CRASH, readBody());
        assertEquals("echo_ok", readBody().get("type").stringValue());
        assertTrue(Files.readString(log()).contains("on purpose"));
    }

    @Test
    void aLateAndASecondReplyAreIgnored() throws IOException {
        write(request(1, "\"type\":\"ask\""));
        var asked = readBody();
        assertError(RpcError.TIMEOUT, readBody()); // what the node's own rpc came to
        var late = "{\"src\":\"n1\",\"dest\":\"n0\",\"body\":{\"type\":\"echo_ok\",\"in_reply_to\":%d,\"echo\":1}}"
                .formatted(asked.get("msg_id").longValue());
        write(late, late, echo(2, "2"));
        assertEquals(2, readBody().get("in_reply_to").intValue());
    }

    @Test
    void linesThatAreNoMessagesAreSkippedAndLogged() throws IOException {
        write("", "{", "[1]", "{\"src\":\"c1\"}", "{\"src\":1,\"dest\":\"n0\",\"body\":{}}", "\u0000\ufffd");
        write(echo(1, "\"still here\""));
        assertEquals("still here", readBody().get("echo").stringValue());
        assertTrue(Files.readString(log()).contains("[1]"));
    }

    @Test
    void aLineThatIsNestedTooDeeplyIsSkippedAndLogged() throws IOException {
        write(echo(1, "1"), "[".repeat(5000), echo(2, "[".repeat(600) + "]".repeat(600)), echo(3, "3"));
        assertEquals(1, readBody().get("in_reply_to").intValue());
        assertEquals(3, readBody().get("in_reply_to").intValue());
        assertTrue(Files.readString(log()).contains("nested too deeply"));
    }

    @Test
    void aRequestWhoseNumberIsNoneIsLogged() throws IOException {
        write(echo(1, "1").replace("\"msg_id\":1", "\"msg_id\":\"x\""), echo(2, "2"));
        assertEquals(2, readBody().get("in_reply_to").intValue());
        assertTrue(Files.readString(log()).contains("msg_id is no integer of 64 bits: \"x\""));
    }

    @Test
    void aLineOf10MegabytesIsAnswered() throws IOException {
        var text = "x".repeat(10_000_000);
        write(echo(1, "\"" + text + "\""));
        assertEquals(text, readBody().get("echo").stringValue());
    }

    @Test
    void allThatWasReadIsAnsweredBeforeTheEnd() throws IOException, InterruptedException {
        int requests = 2_000;
        write(IntStream.range(0, requests).mapToObj(i -> echo(i, "1")).toArray(String[]::new));
        process.getOutputStream().close();
        for (int i = 0; i < requests; i++)
            assertEquals(i, readBody().get("in_reply_to").intValue());
        assertNull(stdout.readLine());
        awaitEnd();
        assertEquals(0, process.exitValue());
    }

    @Test
    void aLastLineWithoutItsEndIsAnswered() throws IOException, InterruptedException {
        process.getOutputStream().write(echo(7, "1").getBytes(StandardCharsets.UTF_8));
        closeStdinAndWait();
        assertEquals(7, readBody().get("in_reply_to").intValue());
    }

    @Test
    void whatANodePrintsIsNoMessageAndItReadsNone() throws IOException {
        write(request(1, "\"type\":\"print\",\"line\":\"hello from a handler\""));
        assertEquals(-1, readBody().get("echo").intValue());
        assertTrue(Files.readString(log()).contains("hello from a handler"));
    }

    @Test
    void aHandlerThatNeverEndsDoesNotOutliveStdin() throws IOException, InterruptedException {
        write(request(1, "\"type\":\"spin\""));
        closeStdinAndWait();
        assertEquals(1, process.exitValue());
        assertTrue(Files.readString(log()).contains("stdin has ended, and a handler does not"));
    }

    @Test
    void norDoesItWhenMoreHasComeThanTheNodeTakesIn() throws IOException, InterruptedException {
        write(request(1, "\"type\":\"spin\""));
        for (int i = 2; i < 3000; i++) write(echo(i, "1"));
        closeStdinAndWait();
        assertEquals(1, process.exitValue());
    }
}
