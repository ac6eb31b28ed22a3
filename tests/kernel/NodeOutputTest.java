package kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import bench.source.NodeOutput;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import node.Notice;
import org.junit.jupiter.api.Test;

class NodeOutputTest {
    record Tick() implements Notice {}

    private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
    private final PrintStream out = NodeOutput.stdoutOver(new PrintStream(rest, true));

    /** Whoever prints before, between and after its awaits. */
    private final class Printer extends Lab.Member {
        Printer() {
            on(Tick.class, m -> {
                out.print(id());
                sleep(Duration.ofMillis(5));
                out.println(" ticks");
                out.println("é\nand more");
            });
        }
    }

    @Test
    void whatNodesPrintIsInTheirLogsByTheLine() {
        var lab = new Lab("", 1);
        var one = lab.settle("n0", new Printer());
        var two = lab.settle("n1", new Printer());
        lab.run(() -> {
            one.send("n1", new Tick());
            two.send("n0", new Tick());
            one.sleep(Duration.ofSeconds(1));
        });
        assertEquals(
                List.of("n0: and more", "n0: n0 ticks", "n0: é", "n1: and more", "n1: n1 ticks", "n1: é"),
                lab.world.log().stream().sorted().toList());
        assertEquals("", rest.toString());
    }

    /** Their handlers run on one thread, one after the other. */
    @Test
    void halfALineIsItsOwnNodes() {
        class Half extends Lab.Member {
            Half() {
                on(Tick.class, m -> out.print("<" + id() + ">"));
            }
        }
        var lab = new Lab("--node-count 2", 1);
        var one = lab.settle("n0", new Half());
        var two = lab.settle("n1", new Half());
        lab.run(() -> {
            one.send("n1", new Tick());
            two.send("n0", new Tick());
            one.send("n1", new Tick());
            one.sleep(Duration.ofSeconds(1));
        });
        assertEquals(List.of("n0: <n0>", "n1: <n1><n1>"), lab.world.log());
    }

    @Test
    void whatOthersPrintGoesOn() {
        out.print("for ");
        out.println("all");
        out.flush();
        assertEquals("for all\n", rest.toString());
    }
}
