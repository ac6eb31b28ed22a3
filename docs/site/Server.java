package site;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jsoup.nodes.Entities;

/**
 * Shows the site to this machine, and nobody else, while somebody writes at it: pages are made anew when a file changes, and
 * reload themselves. What cannot be built is told on top of the pages as they were.
 */
public final class Server implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    /** Where the book is written, and the code that it shows. */
    private static final List<String> WATCHED =
            List.of("challenges", "docs", "shared/node", "shared/kv", "tests/gallery");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "jpg", "image/jpeg");

    private final Path root;
    private final Site site;
    private final PrintWriter err;
    private final HttpServer http;

    private Map<Path, FileTime> built = Map.of();
    private Map<String, byte[]> files = Map.of();
    private List<String> problems = List.of();
    private long version = System.currentTimeMillis(); // no page of an earlier server has it

    /**
     * @param port 0 for any that is free
     * @throws Book.Refusal where the port is in use
     */
    public Server(Path root, Site site, int port, PrintWriter err) throws IOException {
        this.root = root;
        this.site = site;
        this.err = err;
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (BindException e) {
            throw new Book.Refusal("port " + port + " cannot be had (" + e.getMessage() + "); name another by --port");
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext("/", this::answer);
        http.createContext("/changes", this::tellOfChange);
    }

    public String url() {
        return "http://" + http.getAddress().getAddress().getHostAddress() + ":"
                + http.getAddress().getPort() + "/";
    }

    /** Builds the site, and begins to answer. */
    public void start() throws IOException {
        built = stamps();
        rebuild();
        http.start();
    }

    /** Rebuilds whatever changes, until this thread is interrupted. */
    public void watch() throws IOException, InterruptedException {
        while (true) {
            Thread.sleep(LOOK_EVERY);
            var now = stamps();
            if (now.equals(built)) continue;
            built = now; // what changes while it is built is found the next time
            rebuild();
        }
    }

    private Map<Path, FileTime> stamps() throws IOException {
        var stamps = new TreeMap<Path, FileTime>();
        for (var folder : WATCHED) {
            if (!Files.isDirectory(root.resolve(folder))) continue;
            try (Stream<Path> tree = Files.walk(root.resolve(folder))) {
                for (var file : tree.toList()) {
                    try {
                        stamps.put(file, Files.getLastModifiedTime(file));
                    } catch (IOException e) {
                        stamps.put(
                                file, FileTime.fromMillis(0)); // it has just gone: an editor puts another in its place
                    }
                }
            }
        }
        return stamps;
    }

    private void rebuild() {
        try {
            become(site.build(), List.of());
        } catch (BrokenBook e) {
            become(null, e.problems());
        } catch (IOException | RuntimeException e) { // it may be half written: the next change may mend it
            become(null, List.of("the book cannot be built: " + e));
        }
    }

    /** @param built null where it could not be: then what was built before stays */
    private synchronized void become(Map<String, byte[]> built, List<String> problems) {
        if (built != null) files = built;
        this.problems = problems;
        problems.forEach(err::println);
        err.flush();
        version++;
        notifyAll();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var name = exchange.getRequestURI().getPath().substring(1);
        if (name.isEmpty()) name = "index.html";
        boolean isPage = name.endsWith(".html");
        byte[] body;
        synchronized (this) {
            body = files.get(name);
            if (isPage) body = withNews(body);
        }
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders()
                .set("Content-Type", TYPES.getOrDefault(name.replaceFirst(".*\\.", ""), "text/plain; charset=utf-8"));
        if (body == null) body = ("there is no " + name + "\n").getBytes(StandardCharsets.UTF_8);
        int status = files.containsKey(name) ? 200 : 404;
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** A page that reloads itself, with what is wrong on top. */
    private byte[] withNews(byte[] page) {
        var html = page != null
                ? new String(page, StandardCharsets.UTF_8)
                : "<!DOCTYPE html><title>?</title><body></body>";
        var news = new StringBuilder();
        if (page == null && problems.isEmpty())
            news.append("<p>There is no such page. <a href=\"/\">The course</a></p>");
        if (!problems.isEmpty())
            news.append("<pre class=\"broken\" role=\"alert\">")
                    .append(Entities.escape(String.join("\n", problems)))
                    .append("</pre>");
        news.append("<script>new EventSource(\"/changes?")
                .append(version)
                .append("\").onmessage = () => location.reload();</script>");
        int body = html.indexOf('>', html.indexOf("<body")) + 1;
        return (html.substring(0, body) + news + html.substring(body)).getBytes(StandardCharsets.UTF_8);
    }

    /** Server-sent events: one, as soon as the page is no longer the newest. */
    private void tellOfChange(HttpExchange exchange) throws IOException {
        var known = exchange.getRequestURI().getQuery();
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("retry: 200\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            synchronized (this) {
                while (String.valueOf(version).equals(known)) wait();
            }
            exchange.getResponseBody().write("data: changed\n\n".getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
