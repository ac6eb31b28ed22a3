package kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import node.RealTimeLoop;
import org.junit.jupiter.api.Test;

/** What a loop on the machine's clock owes those outside. */
class RealTimeLoopTest {
    private final RealTimeLoop loop = new RealTimeLoop(() -> {});
    private final List<String> events = new ArrayList<>();

    private void setTimerAfterTimer() {
        events.add("timer");
        loop.after(0, this::setTimerAfterTimer);
    }

    @Test
    void timersThatAreAlwaysDueDoNotKeepOutWhatArrives() throws InterruptedException {
        loop.submit(List.of(this::setTimerAfterTimer));
        loop.submit(List.of(() -> events.add("arrived"), loop::close));
        loop.run();
        assertTrue(events.contains("arrived"), events::toString);
    }
}
