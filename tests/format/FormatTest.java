package format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import format.Format.Unreadable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
    private final Format format = new Format();

    private String format(String text) throws Unreadable {
        return format.format(Path.of("X.java"), text);
    }

    @Test
    void everySourceIsFormatted() throws IOException, Unreadable {
        var different = new ArrayList<Path>();
        for (var source : Format.sources(Path.of(""))) {
            var text = Format.read(source);
            if (!format.format(source, text).equals(text)) different.add(source);
        }
        assertEquals(List.of(), different, "run ./jbang format");
    }

    @Test
    void leavesDirectivesAlone() throws Unreadable {
        var text = """
            ///usr/bin/env jbang "$0" "$@" ; exit $?
            //JAVA 25+
            //DEPS tools.jackson.core:jackson-databind:3.2.4

            final class X {}
            """;
        assertEquals(text, format(text));
    }

    @Test
    void separatesDirectivesFromTheRest() throws Unreadable {
        assertEquals("//JAVA 25+\n\nclass X {}\n", format("//JAVA 25+\nclass X{ }"));
    }

    @Test
    void sortsImportsAndDropsUnusedOnes() throws Unreadable {
        var text = """
            package x;

            import java.util.Set;
            import java.util.Map;
            import java.util.List;

            record X(Set<Integer> a, List<Integer> b) {}
            """;
        var formatted = """
            package x;

            import java.util.List;
            import java.util.Set;

            record X(Set<Integer> a, List<Integer> b) {}
            """;
        assertEquals(formatted, format(text));
    }

    @Test
    void knowsTheNewestJava() throws Unreadable {
        var text = """
            sealed interface Shape {
                record Circle(double radius) implements Shape {}

                record Square(double side) implements Shape {}

                static double area(Shape shape) {
                    return switch (shape) {
                        case Circle(var radius) when radius < 0 -> 0;
                        case Circle(var radius) -> Math.PI * radius * radius;
                        case Square _ -> 1;
                    };
                }
            }
            """;
        assertEquals(text, format(text));
    }

    /** One pass of the library would leave the text blocks where the line before them used to be. */
    @Test
    void whatIsFormattedStaysAsItIs() throws Unreadable {
        var text = """
            class X {
                static final List<String> BLOCKS = List.of(
                        \"""
                        "a":1\""",
                        \"""
                        "b":2\""");
            }
            """;
        var formatted = format(text);
        assertEquals(formatted, format(formatted));
    }

    @Test
    void saysWhereASourceIsNoJava() {
        var problem = assertThrows(Unreadable.class, () -> format("//JAVA 25+\n\nclass X { int x = ; }\n"));
        assertEquals("X.java:3: illegal start of expression", problem.getMessage());
    }
}
