///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//DEPS org.junit.platform:junit-platform-launcher:6.1.3
//DEPS org.junit.platform:junit-platform-commons:6.1.3
//DEPS net.jqwik:jqwik:1.9.3
//DEPS com.tngtech.archunit:archunit:1.5.0
//DEPS org.slf4j:slf4j-nop:2.0.18
//DEPS info.picocli:picocli:4.7.7
//DEPS tools.jackson.core:jackson-databind:3.2.4
//DEPS org.asciidoctor:asciidoctorj:3.0.1
//DEPS org.jsoup:jsoup:1.24.1
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED
//RUNTIME_OPTIONS --sun-misc-unsafe-memory-access=allow
//SOURCES */*.java
//SOURCES ../shared/**/*.java
//SOURCES ../docs/site/*.java
//MAIN Tests

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.launcher.LauncherConstants.CRITICAL_DISCOVERY_ISSUE_SEVERITY_PROPERTY_NAME;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs the tests: every {@code tests/AREA/*.java}. A test has the top folder of the repository as its working directory.
 *
 * <p>Test classes run in parallel, as many as there are cores; one that measures time or needs the machine for itself says
 * {@code @Isolated}.
 */
@Command(name = "test", description = "Runs the tests.")
public final class Tests implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int USAGE = 64;
    private static final Duration LONGEST_TEST = Duration.ofMinutes(2);

    /** A jqwik property prints only when it fails, leaves no file behind, and always tries the same: each states its seed. */
    private static final Map<String, String> SETTINGS = Map.of(
            CRITICAL_DISCOVERY_ISSUE_SEVERITY_PROPERTY_NAME,
            "WARNING", // a test that JUnit would pass over is an error
            "junit.jupiter.execution.parallel.enabled",
            "true",
            "junit.jupiter.execution.parallel.mode.default",
            "same_thread",
            "junit.jupiter.execution.parallel.mode.classes.default",
            "concurrent",
            "junit.jupiter.execution.parallel.config.executor-service",
            "worker_thread_pool",
            "jqwik.database",
            "",
            "jqwik.reporting.onlyfailures",
            "true",
            "jqwik.seeds.whenfixed",
            "ALLOW");

    private static final Logger JQWIK_LOG = Logger.getLogger("net.jqwik");

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "Only those whose class or method has this in its name.")
    private String pattern = "";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        JQWIK_LOG.setLevel(Level.WARNING); // it would tell each time that its database is off
        var commandLine = new CommandLine(new Tests());
        commandLine.getCommandSpec().exitCodeOnInvalidInput(USAGE);
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public Integer call() throws URISyntaxException {
        if (!Files.exists(Path.of("tests/Tests.java")))
            throw usageError("The tests run in the top folder of the repository; this is "
                    + Path.of("").toAbsolutePath());
        var report = new Report();
        try (var session = LauncherFactory.openSession()) {
            var plan = session.getLauncher().discover(request());
            if (!plan.containsTests())
                throw usageError("No test has '" + pattern + "' in the name of its class or method.");
            Thread.ofPlatform().daemon().name("deadline").start(report::watch);
            session.getLauncher().execute(plan, report);
        }
        return report.finish();
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private LauncherDiscoveryRequest request() throws URISyntaxException {
        var classes = Path.of(
                Tests.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(classes)))
                .filters((PostDiscoveryFilter) test -> FilterResult.includedIf(isAskedFor(test)))
                .configurationParameters(SETTINGS)
                .build();
    }

    private boolean isAskedFor(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> name(source).contains(pattern))
                .orElse(true);
    }

    private static String name(TestSource source) {
        return switch (source) {
            case MethodSource method -> method.getClassName() + "." + method.getMethodName();
            case ClassSource type -> type.getClassName();
            default -> source.toString();
        };
    }

    /** Tells of failures at once, of the rest at the end, and ends the run when a test does not end. */
    private static final class Report implements TestExecutionListener {
        private record Begun(Thread thread, long atNanos) {}

        private record Timed(String test, Duration took) {}

        private static final int SLOWEST_SHOWN = 5;
        private static final int FRAMES_SHOWN = 20;
        private static final int TERMINAL_COLUMNS = 80;
        private static final List<String> NOT_OURS = List.of(
                "java.",
                "jdk.",
                "sun.",
                "org.junit.",
                "org.opentest4j.",
                "net.jqwik.",
                "com.tngtech.",
                "tools.jackson.");

        private final boolean onTerminal =
                System.console() != null && System.console().isTerminal();
        private final Map<TestIdentifier, Begun> running = new ConcurrentHashMap<>();
        private final List<Timed> timed = new ArrayList<>();
        private TestPlan plan;
        private int passed;
        private int failed;
        private int skipped;

        @Override
        public void testPlanExecutionStarted(TestPlan plan) {
            this.plan = plan;
        }

        @Override
        public void executionStarted(TestIdentifier test) {
            if (test.isTest()) running.put(test, new Begun(Thread.currentThread(), System.nanoTime()));
        }

        @Override
        public synchronized void executionSkipped(TestIdentifier test, String reason) {
            var left = test.isTest()
                    ? 1
                    : plan.getDescendants(test).stream()
                            .filter(TestIdentifier::isTest)
                            .count();
            skipped += Math.max(1, (int) left);
            print("skipped " + name(test) + ": " + reason);
        }

        @Override
        public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
            var begun = running.remove(test);
            if (begun != null) timed.add(new Timed(name(test), Duration.ofNanos(System.nanoTime() - begun.atNanos)));
            switch (result.getStatus()) {
                case SUCCESSFUL -> passed += test.isTest() ? 1 : 0;
                case ABORTED -> executionSkipped(test, message(result));
                case FAILED -> {
                    failed++;
                    print("FAILED " + name(test));
                    print(message(result).indent(4).stripTrailing());
                    result.getThrowable()
                            .ifPresent(problem -> frames(problem, test).forEach(this::print));
                }
            }
            if (onTerminal && test.isTest()) {
                var progress = "%d passed, %d failed  %s".formatted(passed, failed, name(test));
                System.out.print(
                        "\r\033[K" + progress.substring(0, Math.min(TERMINAL_COLUMNS - 1, progress.length())) + "\r");
            }
        }

        private static String message(TestExecutionResult result) {
            return Stream.iterate(result.getThrowable().orElse(null), problem -> problem != null, Throwable::getCause)
                    .map(problem -> problem.getClass().getName().startsWith("org.opentest4j.")
                            ? String.valueOf(problem.getMessage())
                            : problem.toString())
                    .distinct()
                    .collect(Collectors.joining("\ncaused by "));
        }

        /** Where it was thrown, and where in the test's method that was. */
        private static Stream<String> frames(Throwable problem, TestIdentifier test) {
            var ours = Stream.of(problem.getStackTrace())
                    .filter(frame -> NOT_OURS.stream().noneMatch(frame.getClassName()::startsWith))
                    .toList();
            var method = name(test).replaceFirst(" .*", "");
            var inTest = ours.stream()
                    .filter(frame -> Stream.of(frame.getMethodName().split("\\$")) // lambda$name$0
                            .anyMatch(part -> method.equals(frame.getClassName() + "." + part)));
            return Stream.concat(ours.stream().limit(1), inTest.limit(1))
                    .distinct()
                    .map(frame -> "    at " + frame.getClassName() + "." + frame.getMethodName() + "("
                            + frame.getFileName() + ":" + frame.getLineNumber() + ")");
        }

        /** Its class and method, and of several of the same method which one. */
        private static String name(TestIdentifier test) {
            var name = test.getSource().map(Tests::name).orElse(test.getDisplayName());
            var display = test.getDisplayName();
            return display.matches("\\w+(\\(.*\\))?") || !test.isTest() ? name : name + " " + display;
        }

        private synchronized void print(String line) {
            System.out.println(onTerminal ? "\r\033[K" + line : line);
        }

        /** Looks once a second whether a test has run for too long. It cannot be ended by itself, so everything is. */
        void watch() {
            while (true) {
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                running.forEach((test, begun) -> {
                    if (System.nanoTime() - begun.atNanos > LONGEST_TEST.toNanos()) giveUp(test, begun.thread);
                });
            }
        }

        private synchronized void giveUp(TestIdentifier test, Thread thread) {
            failed++;
            print("FAILED " + name(test) + "\n    does not end: after " + LONGEST_TEST.toSeconds() + " s it was here");
            Stream.of(thread.getStackTrace())
                    .takeWhile(frame -> !frame.getClassName().startsWith("jdk.internal.reflect."))
                    .limit(FRAMES_SHOWN)
                    .forEach(frame -> print("    at " + frame));
            print("The tests after it were not run.");
            finish();
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            Runtime.getRuntime().halt(FAILED);
        }

        /** @return the exit code */
        synchronized int finish() {
            timed.sort(Comparator.comparing(Timed::took).reversed());
            print("The slowest:");
            timed.stream()
                    .limit(SLOWEST_SHOWN)
                    .forEach(test -> print("%8d ms  %s".formatted(test.took.toMillis(), test.test)));
            print(passed + " passed, " + failed + " failed" + (skipped > 0 ? ", " + skipped + " skipped" : ""));
            return failed == 0 && passed > 0 ? 0 : FAILED;
        }
    }
}
