package architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Dependencies run one way. */
class DependencyTest {
    /** A folder of sources and the ones that it may use; {@code ..} includes the folders in it. */
    enum Folder {
        NODE("node"),
        KV("kv", "node"),
        HISTORY("bench.history", "node"),
        CHECKER("bench.checker..", "bench.history", "node"),
        EDN("bench.edn", "bench.checker..", "bench.history"),
        FAULTS("bench.world.faults"),
        WORKLOAD("bench.workload", "bench.edn", "bench.world.faults", "bench.checker..", "bench.history", "node"),
        PROCESS("bench.process"),
        SOURCE("bench.source", "node"),
        LAUNCH("bench.launch", "bench.source", "bench.process", "node", "kv"),
        MEASURE("bench.measure", "bench.process"),
        MEASURE_JUDGE(
                "bench.measure.judge",
                "bench.run",
                "bench.source",
                "bench.workload",
                "bench.edn",
                "bench.checker..",
                "bench.history"),
        MAELSTROM("bench.maelstrom", "bench.process", "bench.checker"),
        SERVICE("bench.world.service", "node"),
        TRACE("bench.trace", "bench.world.faults", "bench.source", "node"),
        WORLD(
                "bench.world",
                "bench.trace",
                "bench.history",
                "bench.world.faults",
                "bench.world.service",
                "bench.source",
                "bench.process",
                "node",
                OPTIONS),
        RUN(
                "bench.run",
                "bench.trace",
                "bench.world",
                "bench.world.faults",
                "bench.source",
                "bench.process",
                "bench.workload",
                "bench.checker",
                "bench.history",
                "node"),
        GALLERY("bench.gallery", "bench.run", "bench.source", "bench.workload", "bench.checker", "node"),
        SCORE(
                "bench.score",
                "bench.gallery",
                "bench.run",
                "bench.source",
                "bench.workload",
                "bench.world.faults",
                "bench.checker",
                "node"),
        SEARCH(
                "bench.search",
                "bench.shrink",
                "bench.run",
                "bench.world",
                "bench.world.faults",
                "bench.workload",
                "bench.history",
                "bench.checker",
                "node"),
        SHRINK(
                "bench.shrink",
                "bench.run",
                "bench.trace",
                "bench.world.faults",
                "bench.workload",
                "bench.checker",
                "bench.checker.kafka",
                "bench.checker.set",
                "bench.checker.txn",
                "bench.history",
                "node"),
        STORY(
                "bench.story",
                "bench.shrink",
                "bench.run",
                "bench.trace",
                "bench.source",
                "bench.world.faults",
                "bench.workload",
                "bench.checker..",
                "bench.history",
                "node"),
        REPORT(
                "bench.report",
                "bench.search",
                "bench.story",
                "bench.run",
                "bench.workload",
                "bench.checker",
                "bench.checker.txn",
                "bench.history",
                "node"),
        VERBS("bench", "bench..", "node"),
        FORMAT("format");

        private final String folder;
        private final List<String> mayUse;

        Folder(String folder, String... mayUse) {
            this.folder = folder;
            this.mayUse = List.of(mayUse);
        }
    }

    private static final String OPTIONS = "class bench.workload.Options";

    private static final Pattern JDK_AND_JACKSON =
            Pattern.compile("java\\.|javax\\.tools\\.|tools\\.jackson\\.|com\\.fasterxml\\.jackson\\.annotation\\.");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(location -> !location.matches(Pattern.compile(".*Test(\\$.*)?\\.class")))
            .importPackages("node", "kv", "bench", "format");

    private static DescribedPredicate<JavaClass> in(List<String> names) {
        var folders = names.stream().filter(name -> !name.startsWith("class ")).toArray(String[]::new);
        var classes = names.stream()
                .filter(name -> name.startsWith("class "))
                .map(name -> name.substring(6))
                .toList();
        return JavaClass.Predicates.resideInAnyPackage(folders)
                .or(DescribedPredicate.describe(
                        "are " + classes,
                        type -> classes.contains(outermost(type).getName())));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(DependencyTest::outermost).orElse(type);
    }

    private static final DescribedPredicate<JavaClass> NOT_OURS =
            DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage("node..", "kv..", "bench..", "format.."));

    @ParameterizedTest
    @EnumSource
    void folderUsesOnlyWhatIsBelowIt(Folder folder) {
        var allowed =
                Stream.concat(Stream.of(folder.folder), folder.mayUse.stream()).toList();
        classes()
                .that()
                .resideInAPackage(folder.folder)
                .should()
                .onlyDependOnClassesThat(in(allowed).or(NOT_OURS))
                .check(OURS);
    }

    @Test
    void everyClassIsInAFolderWithARule() {
        var known = Stream.of(Folder.values()).map(folder -> folder.folder).toList();
        classes().should().resideInAnyPackage(known.toArray(String[]::new)).check(OURS);
    }

    @Test
    void checkersKnowNothingOfOneAnother() {
        slices().matching("bench.checker.(*)..").should().notDependOnEachOther().check(OURS);
    }

    /** The kernel and the nodes' side of the bench need the JDK and Jackson; the simulation gives nodes nothing else. */
    @Test
    void onlyWhatAPersonSeesUsesOtherLibraries() {
        var others = new TreeMap<String, List<String>>();
        for (var type : OURS) {
            if (List.of("bench", "bench.report", "bench.launch", "format").contains(type.getPackageName())) continue;
            for (var dependency : type.getDirectDependenciesFromSelf()) {
                var target = dependency.getTargetClass().getBaseComponentType();
                if (target.isPrimitive() || !NOT_OURS.test(target)) continue;
                if (JDK_AND_JACKSON.matcher(target.getName()).lookingAt()) continue;
                if (outermost(type).getName().equals("bench.run.Arguments")
                        && target.getName().startsWith("picocli.")) continue;
                others.computeIfAbsent(type.getName(), name -> new ArrayList<>())
                        .add(target.getName());
            }
        }
        assertEquals("{}", others.toString());
    }

    /** Nodes run many at a time in one JVM, and may share nothing. */
    @Test
    void nothingStaticChanges() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages("bench.source", "bench.process") // which end what the JVM has started
                .should()
                .beFinal()
                .check(OURS);
    }

    @Test
    void theClassesAreSeen() {
        assertTrue(OURS.contain("node.Node") && OURS.contain("kv.Kv") && OURS.contain("bench.run.Simulation"));
    }
}
