package bench.edn;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes EDN: what {@link EdnReader} reads. */
final class EdnWriter {
    private EdnWriter() {}

    /** @param value what JSON can be, with keywords besides */
    static String write(Object value) {
        return switch (value) {
            case null -> "nil";
            case String text -> quoted(text);
            case BigInteger number -> number + "N";
            case BigDecimal number -> number + "M";
            case Double number -> real(number);
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> write(entry.getKey()) + " " + write(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Character character -> "\\" + character;
            case Collection<?> values ->
                values.stream().map(EdnWriter::write).collect(Collectors.joining(" ", "[", "]"));
            case Long _, Integer _, Boolean _, Keyword _, Symbol _ -> value.toString();
            default -> throw new IllegalArgumentException("no EDN for " + value.getClass());
        };
    }

    private static String real(double number) {
        if (Double.isNaN(number)) return "##NaN";
        if (Double.isInfinite(number)) return number > 0 ? "##Inf" : "##-Inf";
        return Double.toString(number);
    }

    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) quoted.append(String.format("\\u%04x", (int) c));
                    else quoted.append(c);
                }
            }
        }
        return quoted.append('"').toString();
    }
}
