package architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A history is the same bytes in every JVM: what decides it asks neither a clock, nor chance, nor the machine. */
class DeterminismTest {
    /** What runs in real time, and is no part of a simulation. */
    private static final Set<String> REAL_TIME = Set.of(
            "node.Stdio",
            "node.RealTimeLoop",
            "bench.process.Children",
            "bench.run.ProcessRun",
            "bench.run.Seeds",
            "bench.source.Watchdog",
            "bench.world.ProcessHost");

    private static final DescribedPredicate<JavaClass> SIMULATED = resideInAnyPackage(
                    "node",
                    "kv",
                    "bench.history..",
                    "bench.checker..",
                    "bench.workload..",
                    "bench.source..",
                    "bench.world..",
                    "bench.run..")
            .and(DescribedPredicate.describe(
                    "are not of the real-time parts",
                    type -> !REAL_TIME.contains(outermost(type).getName())));

    private static final Pattern FORBIDDEN =
            Pattern.compile("java\\.lang\\.System\\.(currentTimeMillis|nanoTime|identityHashCode|getenv)"
                    + "|java\\.time\\.(Instant|LocalDate|LocalTime|LocalDateTime|OffsetDateTime|ZonedDateTime)\\.now"
                    + "|java\\.time\\.Clock\\.system\\w+"
                    + "|java\\.lang\\.Math\\.random"
                    + "|java\\.util\\.Random\\.<init>"
                    + "|java\\.util\\.UUID\\.randomUUID"
                    + "|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
                    + "|java\\.security\\.SecureRandom\\..*"
                    + "|java\\.lang\\.Thread\\.sleep"
                    + "|java\\.util\\.Locale\\.getDefault"
                    + "|java\\.util\\.stream\\..*\\.parallel(Stream)?"
                    + "|java\\.util\\.Collection\\.parallelStream");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(location -> !location.matches(Pattern.compile(".*Test(\\$.*)?\\.class")))
            .importPackages("node", "kv", "bench");

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(DeterminismTest::outermost).orElse(type);
    }

    private static final DescribedPredicate<JavaCall<?>> LEAVES_THE_WORLD =
            DescribedPredicate.describe("ask a clock, chance or the machine", call -> isForbidden(call.getTarget()));

    private static boolean isForbidden(CodeUnitCallTarget target) {
        boolean unseeded =
                target.getParameterTypes().isEmpty() || !target.getName().equals("<init>");
        boolean shuffles = target.getFullName().startsWith("java.util.Collections.shuffle(")
                && target.getParameterTypes().size() == 1;
        return shuffles
                || unseeded
                        && FORBIDDEN
                                .matcher(target.getOwner().getName() + "." + target.getName())
                                .matches();
    }

    @Test
    void whatIsSimulatedAsksNeitherClockNorChanceNorMachine() {
        noClasses().that(SIMULATED).should().callCodeUnitWhere(LEAVES_THE_WORLD).check(OURS);
    }

    @Test
    void theRuleSeesWhatItForbids() {
        class Asks {
            final long time = System.nanoTime();
            final int chance = new Random().nextInt();
            final List<Integer> list = new ArrayList<>();

            void shuffle() {
                Collections.shuffle(list);
            }
        }
        var calls = new ClassFileImporter()
                .importClasses(Asks.class)
                .get(Asks.class)
                .getCodeUnitCallsFromSelf();
        var forbidden = calls.stream()
                .filter(LEAVES_THE_WORLD)
                .map(call -> call.getTarget().getName())
                .sorted()
                .toList();
        assertEquals(List.of("<init>", "nanoTime", "shuffle"), forbidden);
    }

    @Test
    void theRealTimePartsExist() {
        for (var name : REAL_TIME) assertTrue(OURS.contain(name), name);
    }

    @Test
    void testsDoNotSleep() throws IOException {
        var tests = new ClassFileImporter()
                .withImportOption(location -> location.matches(Pattern.compile(".*Test(\\$.*)?\\.class")))
                .importPackages(testFolders());
        noClasses()
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe(
                        "sleep",
                        call -> call.getTarget().getName().equals("sleep")
                                && call.getTargetOwner().getName().startsWith("java.")))
                .check(tests);
    }

    private static String[] testFolders() throws IOException {
        try (var files = Files.list(Path.of("tests"))) {
            return files.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .toArray(String[]::new);
        }
    }

    /** Otherwise jqwik tries something else each time, and a failure would come and go. */
    @Test
    void everyPropertyStatesItsSeed() throws IOException {
        var without = new ArrayList<String>();
        try (var files = Files.walk(Path.of("tests"))) {
            for (var file : files.filter(path -> path.toString().endsWith("Test.java"))
                    .sorted()
                    .toList())
                for (var line : Files.readAllLines(file))
                    if (line.strip().startsWith("@Property") && !line.contains("seed = "))
                        without.add(file + ": " + line.strip());
        }
        assertEquals(List.of(), without);
    }
}
