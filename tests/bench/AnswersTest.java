package bench;

import static org.junit.jupiter.api.Assertions.assertFalse;

import bench.run.Stage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers we stand behind pass, and leave nothing to be warned of. */
final class AnswersTest {
    static final List<String> STAGES = Stage.ALL.stream().map(Stage::id).toList();

    private static void passes(String... arguments) {
        var check = Check.run(arguments);
        check.passes();
        assertFalse(check.out().contains("warning"), check.out());
    }

    @ParameterizedTest
    @FieldSource("STAGES")
    void passesStrictly(String stage) {
        passes("check", stage, "--strict", "--seeds", "2", "--time-limit", "6", "--nemesis-interval", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3d", "3e"})
    void keepsTheStagesLimits(String stage) {
        passes("check", stage, "--strict", "--seed", "1");
    }
}
