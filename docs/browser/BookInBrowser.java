///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS com.deque.html.axe-core:playwright:4.11.3
//DEPS com.microsoft.playwright:playwright:1.55.0
//DEPS org.slf4j:slf4j-nop:2.0.18
//DEPS info.picocli:picocli:4.7.7
//RUNTIME_OPTIONS -XX:TieredStopAtLevel=1
//MAIN browser.BookInBrowser

package browser;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Reads the book as a person would, in a headless Chromium: each page at three widths and in both colour schemes, and what can be
 * clicked. These tests are a verb of their own, since they need a browser, and a driver of 200 MB.
 */
@Command(
        name = "test-book",
        description = "Tests the book in a headless Chromium: every page, phone-sized to wide, light and dark.",
        exitCodeOnInvalidInput = BookInBrowser.USAGE)
public final class BookInBrowser implements Callable<Integer> {
    private static final int FAILED = 1;
    static final int USAGE = 64;
    private static final int UNAVAILABLE = 69;

    private static final List<Integer> WIDTHS = List.of(400, 1000, 1600);
    private static final int HEIGHT = 900;
    private static final int SMALLEST_TEXT_PX = 11;
    private static final int LONGEST_LOADING_MILLIS = 1000;
    private static final int MOST_LOADINGS = 3;

    private static final List<String> BROWSERS = List.of(
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome.exe",
            "msedge.exe",
            "msedge");

    private static final List<String> ELSEWHERE = List.of(
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
            "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

    @Parameters(arity = "0..1", paramLabel = "PATTERN", description = "Only those that have this in their name.")
    private String pattern = "";

    @Option(names = "--pictures", paramLabel = "DIR", description = "Leaves a picture of each page in this folder.")
    private Path pictures;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    private final Path root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath();
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private Path book;
    private Browser browser;
    private int passed;
    private int failed;

    /** Something that has to hold, and does not. */
    private static final class Wrong extends Exception {
        Wrong(String message) {
            super(message, null);
        }
    }

    private interface Test {
        void run(Page page) throws Wrong;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BookInBrowser()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var chromium = chromium();
        if (chromium.isEmpty()) {
            System.err.println(
                    "there is no Chromium here: install it (Debian: apt install chromium) or Google Chrome, or"
                            + " name one in the variable CHROMIUM");
            return UNAVAILABLE;
        }
        book = Files.createTempDirectory("book-");
        try (var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            if (build() != 0) return FAILED;
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium.get())
                            .setArgs(List.of("--no-sandbox")));
            if (pictures != null) Files.createDirectories(pictures);
            everyPage();
            everythingThatCanBeClicked();
        } finally {
            delete(book);
        }
        System.out.println(passed + " passed, " + failed + " failed");
        return failed == 0 && passed > 0 ? 0 : FAILED;
    }

    private static Optional<Path> chromium() {
        var named = System.getenv("CHROMIUM");
        if (named != null) return Optional.of(Path.of(named)).filter(Files::isExecutable);
        var folders = Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)));
        var onPath = folders.flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(onPath, ELSEWHERE.stream().map(Path::of))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private int build() throws IOException, InterruptedException {
        boolean isWindows = System.getProperty("os.name").startsWith("Windows");
        var launcher = root.resolve(isWindows ? "jbang.cmd" : "jbang").toString();
        return new ProcessBuilder(launcher, "book", "--out", book.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private List<String> pages() throws IOException {
        try (Stream<Path> files = Files.list(book)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .sorted()
                    .toList();
        }
    }

    private void everyPage() throws IOException {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK))
            for (int width : WIDTHS)
                try (var context = context(width, scheme)) {
                    var page = context.newPage();
                    for (var name : pages()) {
                        // Sources are all made alike: one of them stands for the rest.
                        if (name.startsWith("code-") && !name.equals("code-challenges-3d.java.html")) continue;
                        var view =
                                name + " at " + width + " px, " + scheme.name().toLowerCase();
                        test(view, page, at -> look(at, name, width, scheme));
                    }
                }
    }

    private BrowserContext context(int width, ColorScheme scheme) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, HEIGHT)
                .setColorScheme(scheme)
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(10_000);
        context.onRequest(request -> requests.add(request.url()));
        context.onConsoleMessage(message -> complaints.add(message.text()));
        context.onWebError(error -> complaints.add(error.error()));
        return context;
    }

    private void test(String name, Page page, Test test) {
        if (!name.contains(pattern)) return;
        requests.clear();
        complaints.clear();
        try {
            test.run(page);
            for (var url : requests) require(url.startsWith("file:") || url.startsWith("data:"), "asks for " + url);
            passed++;
        } catch (Wrong | PlaywrightException e) {
            failed++;
            System.out.println(
                    "FAILED " + name + "\n" + e.getMessage().indent(4).stripTrailing());
        }
    }

    private static void require(boolean holds, String otherwise) throws Wrong {
        if (!holds) throw new Wrong(otherwise);
    }

    private void open(Page page, String name) {
        page.navigate(book.resolve(name).toUri().toString());
    }

    private void look(Page page, String name, int width, ColorScheme scheme) throws Wrong {
        double loading = Double.MAX_VALUE;
        for (int i = 0; i < MOST_LOADINGS && loading > LONGEST_LOADING_MILLIS; i++) { // the machine may be busy
            open(page, name);
            loading = Math.min(loading, number(page, "performance.getEntriesByType('navigation')[0].loadEventEnd"));
        }
        require(loading <= LONGEST_LOADING_MILLIS, "is ready after " + loading + " ms");
        double over = number(page, "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        require(over <= 0, "is wider than the window by " + over + " px");
        if (pictures != null) {
            var file = name.replace(".html", "-" + width + "-" + scheme.name().toLowerCase() + ".png");
            page.screenshot(
                    new Page.ScreenshotOptions().setPath(pictures.resolve(file)).setFullPage(true));
        }
        var tiny = page.evaluate("""
            least => [...document.querySelectorAll("body *")]
              .filter(each => [...each.childNodes].some(child => child.nodeType === 3 && child.data.trim()))
              .filter(each => each.checkVisibility() && parseFloat(getComputedStyle(each).fontSize) < least
                && !["STYLE", "SCRIPT", "TITLE", "DESC"].includes(each.tagName.toUpperCase()))
              .map(each => each.tagName + " " + each.textContent.slice(0, 30))
              .slice(0, 3).join("; ")\
            """, SMALLEST_TEXT_PX);
        require("".equals(tiny), "has text smaller than " + SMALLEST_TEXT_PX + " px: " + tiny);
        require(complaints.isEmpty(), "the browser complains: " + complaints);
        var violations = new AxeBuilder(page).analyze().getViolations();
        var told = new StringBuilder();
        for (var violation : violations)
            for (var node : violation.getNodes())
                told.append(violation.getId())
                        .append(": ")
                        .append(node.getHtml(), 0, Math.min(160, node.getHtml().length()))
                        .append('\n');
        require(violations.isEmpty(), told.toString().strip());
    }

    private static double number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).doubleValue();
    }

    private void everythingThatCanBeClicked() {
        try (var context = context(1000, ColorScheme.LIGHT)) {
            var page = context.newPage();
            test("the ways on lead through all pages of the map", page, this::walk);
            test("the map leads to a chapter", page, this::useMap);
            test("a search by keys leads to a section", page, this::search);
            test("a search that finds nothing says so, and Escape ends it", page, this::searchInVain);
            test("code is copied as it is", page, this::copy);
            test("a heading's anchor is a link to it", page, this::useAnchor);
            test("code leads to its lines", page, this::goToSource);
        }
    }

    private void walk(Page page) throws Wrong {
        open(page, "index.html");
        int steps = 0;
        while (page.locator("a[rel=next]").count() > 0) {
            page.locator("a[rel=next]").click();
            require(page.locator("#map [aria-current=page]").count() == 1, page.url() + " does not say where one is");
            steps++;
        }
        int written = page.locator("#map a:not(.unwritten)").count();
        require(steps == written - 1, steps + " steps lead through " + written + " pages");
        page.locator("a[rel=prev]").click();
        require(page.locator("a[rel=next]").count() == 1, "there is no way back from the last page");
    }

    private void useMap(Page page) throws Wrong {
        open(page, "index.html");
        page.locator("#map a", new Page.LocatorOptions().setHasText("Few messages"))
                .first()
                .click();
        require(page.url().endsWith("/3d.html"), "leads to " + page.url());
    }

    private void search(Page page) throws Wrong {
        open(page, "index.html");
        page.keyboard().press("/");
        page.keyboard().type("lower bound");
        page.locator(".found li").first().waitFor();
        int places = page.locator(".found li").count();
        require(places > 1, "finds " + places);
        require(page.locator(".found mark").count() > 0, "does not show what it found");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        var second = page.locator(".found a").nth(1);
        require(
                (Boolean) second.evaluate("link => link === document.activeElement"),
                "keys do not reach the second place");
        var target = (String) second.evaluate("link => link.href");
        page.keyboard().press("Enter");
        page.waitForURL(target);
        require(page.locator("article").innerText().toLowerCase().contains("bound"), page.url() + " has no bound");
    }

    private void searchInVain(Page page) throws Wrong {
        open(page, "3d.html");
        page.keyboard().press("/");
        page.keyboard().type("xyzzy");
        page.locator(".found p:not(:empty)").waitFor();
        require(page.locator(".found li").count() == 0, "finds xyzzy");
        page.keyboard().press("Escape");
        require(!page.locator(".found").isVisible(), "stays open");
    }

    private void copy(Page page) throws Wrong {
        open(page, "3d.html");
        var listing = page.locator(".listingblock").first();
        listing.locator("button.copy").click();
        listing.locator("text=Copied").waitFor();
        var copied = (String) page.evaluate("navigator.clipboard.readText()");
        var code = listing.locator("pre code").textContent();
        require(copied.equals(code.stripTrailing() + "\n"), "copies " + copied);
    }

    private void useAnchor(Page page) throws Wrong {
        open(page, "3d.html");
        var heading = page.locator("h2[id]").last();
        heading.hover();
        heading.locator("a.anchor").click();
        require(page.url().endsWith("#" + heading.getAttribute("id")), "leads to " + page.url());
        require(isInView(page, heading.getAttribute("id")), "the heading is out of view");
    }

    private void goToSource(Page page) throws Wrong {
        open(page, "3d.html");
        page.locator(".bar a").first().click();
        var line = page.url().replaceFirst(".*#", "");
        require(line.matches("L\\d+"), "leads to " + page.url());
        require(isInView(page, line), "line " + line + " is out of view");
    }

    private static boolean isInView(Page page, String id) {
        return (Boolean) page.evaluate("""
            id => {
              const box = document.getElementById(id).getBoundingClientRect();
              return box.top >= 0 && box.bottom <= innerHeight;
            }\
            """, id);
    }
}
