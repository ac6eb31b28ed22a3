package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JBang from its release archive, where there is no Maven. */
@DisabledOnOs(OS.WINDOWS)
class ArchiveTest extends Fetching {
    private HttpServer server;
    private byte[] zip;
    private final List<String> requests = new ArrayList<>();

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void serve() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("jbang-0.132.1/bin/jbang.jar"));
            out.write(new byte[100_000]);
        }
        zip = bytes.toByteArray();
        clone.write(".jbang/checksums", sha256(zip) + "  jbang-0.132.1.zip\n" + sha256(zip) + "  g:a:1");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        clone.set("JBANG_RELEASES", "http://127.0.0.1:" + server.getAddress().getPort() + "/releases");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(Answer answer) {
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            try (exchange) {
                answer.to(exchange);
            }
        });
    }

    private Answer whole(byte[] body) {
        return exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void itIsInstalledOnce(String client) throws Exception {
        assumeTrue(clone.borrow(client));
        answer(whole(zip));
        expectInstalled("jbang.jar");
        clone.write("challenges/5c.java", "edited");
        assertEquals("edited\nthe bench\nthe node\n", clone.jbang("5c").out());
        assertEquals(List.of("/releases/v0.132.1/jbang-0.132.1.zip"), requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aDownloadThatIsCutShortLeavesNothing(String client) throws Exception {
        assumeTrue(clone.borrow(client));
        answer(exchange -> {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip, 0, zip.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        expectRefusal("jbang-0.132.1.zip");
        server.removeContext("/");
        answer(whole(zip));
        expectInstalled("jbang.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aWrongFileIsRefused(String client) throws Exception {
        assumeTrue(clone.borrow(client));
        answer(whole("evil".getBytes()));
        expectRefusal("jbang-0.132.1.zip has the wrong SHA-256", sha256(zip), sha256("evil".getBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aReleaseThatIsNotThereIsOneMessage(String client) throws Exception {
        assumeTrue(clone.borrow(client));
        answer(exchange -> exchange.sendResponseHeaders(404, -1));
        expectRefusal("could not download http://127.0.0.1:", "404", "https_proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void aRefusingProxyIsOneMessage(String client) throws Exception {
        assumeTrue(clone.borrow(client));
        answer(exchange -> exchange.sendResponseHeaders(407, -1));
        clone.set("http_proxy", "http://127.0.0.1:" + server.getAddress().getPort());
        clone.set("JBANG_RELEASES", "http://releases.invalid");
        expectRefusal("could not download http://releases.invalid/", "407");
        assertEquals(1, requests.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl", "wget"})
    void nobodyAnsweringIsOneMessage(String client) throws Exception {
        assumeTrue(clone.borrow(client));
        server.stop(0);
        expectRefusal("could not download http://127.0.0.1:");
    }

    @Test
    void withoutAnythingToFetchItWithTheMessageSaysWhatToInstall() throws Exception {
        expectRefusal("Maven", "curl", "wget");
    }

    @Test
    void anInterruptedDownloadLeavesNothing() throws Exception {
        assumeTrue(clone.borrow("curl"));
        var asked = new CountDownLatch(1);
        var gone = new CountDownLatch(1);
        answer(exchange -> {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip, 0, 10);
            exchange.getResponseBody().flush();
            asked.countDown();
            try {
                gone.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        var process = clone.start("5c");
        asked.await();
        process.process().toHandle().destroy();
        assertEquals(143, process.finish("").code());
        gone.countDown();
        assertEquals(List.of(), Clone.names(clone.caches));
    }
}
