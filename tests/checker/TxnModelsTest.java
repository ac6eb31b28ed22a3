package checker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.checker.Models;
import bench.checker.txn.ConsistencyModels;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TxnModelsTest {
    private static Set<String> forbidden(String model) {
        return ConsistencyModels.forbiddenBy(List.of(model));
    }

    @ParameterizedTest
    @CsvSource({
        "strict-serializable, strong-session-serializable",
        "strict-serializable, strong-snapshot-isolation",
        "strong-session-serializable, serializable",
        "serializable, snapshot-isolation",
        "serializable, repeatable-read",
        "snapshot-isolation, consistent-view",
        "snapshot-isolation, read-atomic",
        "repeatable-read, cursor-stability",
        "read-atomic, read-committed",
        "cursor-stability, read-committed",
        "read-committed, read-uncommitted"
    })
    void theStrongerForbidsMore(String stronger, String weaker) {
        assertTrue(forbidden(stronger).containsAll(forbidden(weaker)));
        assertFalse(forbidden(weaker).containsAll(forbidden(stronger)));
    }

    @Test
    void readUncommittedForbidsDirtyWritesOnly() {
        assertEquals(Set.of("G0", "duplicate-elements", "cyclic-versions"), forbidden("read-uncommitted"));
    }

    @Test
    void readCommittedForbidsWhatIsACaseOfG1Too() {
        var forbidden = forbidden("read-committed");
        assertTrue(forbidden.containsAll(
                List.of("G1a", "G1b", "G1c", "incompatible-order", "dirty-update", "future-read")));
        for (var allowed : List.of("internal", "lost-update", "G-single-item", "G2-item", "G1c-process"))
            assertFalse(forbidden.contains(allowed), allowed);
    }

    @Test
    void snapshotIsolationAllowsWriteSkew() {
        assertFalse(forbidden("snapshot-isolation").contains("G2-item"));
        assertTrue(forbidden("snapshot-isolation")
                .containsAll(List.of("G-single-item", "G-nonadjacent-item", "internal", "lost-update")));
    }

    @Test
    void aModelHasSeveralNames() {
        assertEquals(forbidden("PL-2"), forbidden("read-committed"));
        assertEquals(forbidden("PL-3"), forbidden("conflict-serializable"));
        assertEquals(forbidden("strong-serializable"), forbidden("strict-serializable"));
    }

    @Test
    void severalModelsForbidWhatAnyOfThemDoes() {
        assertEquals(
                Set.of("G0", "G0-process", "duplicate-elements", "cyclic-versions"),
                ConsistencyModels.forbiddenBy(List.of("read-uncommitted", "strong-session-read-uncommitted")));
        assertEquals(Set.of(), ConsistencyModels.forbiddenBy(List.of()));
    }

    @Test
    void aModelThatIsNotThereIsNamedAndTheOthersListed() {
        var e = assertThrows(IllegalArgumentException.class, () -> forbidden("serialisable"));
        assertTrue(e.getMessage().startsWith("no consistency model is called \"serialisable\"; there are 1SR, PL-1, "));
        assertTrue(e.getMessage().contains("snapshot-isolation"));
    }

    @Test
    void everyNameIsAccepted() {
        for (var name : ConsistencyModels.names()) forbidden(name);
        assertTrue(ConsistencyModels.names().size() > 40);
    }

    @Test
    void anAnomalyRulesOutTheModelsThatForbidIt() {
        var byWriteSkew = ConsistencyModels.ruledOutBy(List.of("G2-item"));
        assertTrue(byWriteSkew.containsAll(List.of("repeatable-read", "serializable", "strict-serializable")));
        assertFalse(byWriteSkew.contains("snapshot-isolation"));
        assertTrue(ConsistencyModels.ruledOutBy(List.of("G0")).contains("read-uncommitted"));
        assertEquals(Set.of(), ConsistencyModels.ruledOutBy(List.of()));
    }

    @Test
    void ofTheModelsRuledOutTheWeakestAreToldAndOfTheOthersTheStrongest() {
        assertEquals(new Models(List.of(), List.of("strict-serializable")), ConsistencyModels.leftBy(List.of()));
        assertEquals(
                new Models(List.of("repeatable-read"), List.of("strong-snapshot-isolation")),
                ConsistencyModels.leftBy(List.of("G2-item")));
        assertEquals(
                new Models(List.of("read-committed"), List.of("strong-read-uncommitted")),
                ConsistencyModels.leftBy(List.of("G1b", "G2-item")));
        assertEquals(new Models(List.of("read-uncommitted"), List.of()), ConsistencyModels.leftBy(List.of("G0")));
    }

    @Test
    void forbiddingAndRulingOutAgree() {
        for (var model : ConsistencyModels.names())
            for (var anomaly : forbidden(model))
                assertTrue(
                        ConsistencyModels.ruledOutBy(List.of(anomaly)).stream()
                                .anyMatch(out -> forbidden(out).equals(forbidden(model))),
                        anomaly + " and " + model);
    }
}
