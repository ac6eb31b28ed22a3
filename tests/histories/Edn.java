package histories;

import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Reads EDN, the notation of Clojure's data and so of Jepsen's histories (the edn-format specification).
 *
 * <p>What becomes of it: vectors and lists are {@link List}, maps and sets keep their order, integers are {@link Long} or
 * {@link BigInteger}, other numbers {@link Double} or {@link BigDecimal}, keywords {@link Keyword}, symbols {@link Symbol}. A
 * tagged value is read as the value.
 */
public final class Edn {
    /** {@code :name}, without the colon. */
    public record Keyword(String name) {
        @Override
        public String toString() {
            return ":" + name;
        }
    }

    /** A bare word that is neither a number nor {@code nil}, {@code true} or {@code false}. */
    public record Symbol(String name) {}

    private static final int END = -1;

    private final Reader reader;
    private int next;
    private long position;

    private Edn(Reader reader) throws IOException {
        this.reader = reader;
        this.next = reader.read();
    }

    /**
     * Reads the one value that {@code reader} holds.
     *
     * @throws IllegalArgumentException where it is not EDN, is cut off, or something follows it; says where
     */
    public static Object read(Reader reader) throws IOException {
        var edn = new Edn(reader);
        var value = edn.value();
        edn.skipBlank();
        if (edn.next != END) throw edn.wrong("something follows the value");
        return value;
    }

    private Object value() throws IOException {
        skipBlank();
        return switch (next) {
            case END -> throw wrong("the text ends within a value");
            case '(' -> sequence(')');
            case '[' -> sequence(']');
            case '{' -> map();
            case '"' -> string();
            case '\\' -> character();
            case ':' -> keyword();
            case '#' -> dispatch();
            default -> atom(word());
        };
    }

    private List<Object> sequence(char end) throws IOException {
        advance();
        var values = new ArrayList<>();
        while (!closes(end)) values.add(value());
        return values;
    }

    private Map<Object, Object> map() throws IOException {
        advance();
        var map = new LinkedHashMap<>();
        while (!closes('}')) {
            var key = value();
            skipBlank();
            if (next == '}') throw wrong("a map's key has no value");
            map.put(key, value());
        }
        return map;
    }

    private boolean closes(char end) throws IOException {
        skipBlank();
        if (next == ')' || next == ']' || next == '}') {
            if (next != end) throw wrong("'" + (char) next + "' where '" + end + "' is expected");
            advance();
            return true;
        }
        return false;
    }

    private String string() throws IOException {
        advance();
        var text = new StringBuilder();
        while (next != '"') {
            if (next == END) throw wrong("a string does not end");
            if (next == '\\') text.append(escaped());
            else {
                text.append((char) next);
                advance();
            }
        }
        advance();
        return text.toString();
    }

    private char escaped() throws IOException {
        advance();
        int escape = next;
        advance();
        return switch (escape) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case '"', '\\' -> (char) escape;
            case 'u' -> codeUnit();
            default -> throw wrong("no such escape in a string");
        };
    }

    private char codeUnit() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next, 16);
            if (digit < 0) throw wrong("four hexadecimal digits are expected after \\u");
            unit = unit * 16 + digit;
            advance();
        }
        return (char) unit;
    }

    private Character character() throws IOException {
        advance();
        var first = (char) next;
        advance();
        var name = first + (isDelimiter(next) ? "" : word());
        return switch (name) {
            case "newline" -> '\n';
            case "return" -> '\r';
            case "space" -> ' ';
            case "tab" -> '\t';
            default -> {
                if (name.length() != 1) throw wrong("no such character: \\" + name);
                yield first;
            }
        };
    }

    private Keyword keyword() throws IOException {
        advance();
        return new Keyword(word());
    }

    private Object dispatch() throws IOException {
        advance();
        switch (next) {
            case '{' -> {
                advance();
                var set = new LinkedHashSet<>();
                while (!closes('}')) set.add(value());
                return set;
            }
            case '#' -> {
                advance();
                return symbolicNumber(word());
            }
            default -> {
                word(); // the tag
                return value();
            }
        }
    }

    private Double symbolicNumber(String name) {
        return switch (name) {
            case "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> throw wrong("no such number: ##" + name);
        };
    }

    private Object atom(String word) {
        return switch (word) {
            case "nil" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> isNumber(word) ? number(word) : new Symbol(word);
        };
    }

    private static boolean isNumber(String word) {
        int first = word.charAt(0) == '-' || word.charAt(0) == '+' ? 1 : 0;
        return word.length() > first && Character.isDigit(word.charAt(first));
    }

    private Number number(String word) {
        try {
            if (word.endsWith("N")) return new BigInteger(word.substring(0, word.length() - 1));
            if (word.endsWith("M")) return new BigDecimal(word.substring(0, word.length() - 1));
            if (word.matches("[+-]?\\d+")) {
                var exact = new BigInteger(word);
                if (exact.bitLength() < Long.SIZE) return exact.longValue();
                return exact;
            }
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw wrong("not a number: " + word);
        }
    }

    private String word() throws IOException {
        var word = new StringBuilder();
        while (!isDelimiter(next)) {
            word.append((char) next);
            advance();
        }
        if (word.isEmpty()) throw wrong("'" + (char) next + "' where a word is expected");
        return word.toString();
    }

    private static boolean isDelimiter(int c) {
        return c == END || Character.isWhitespace(c) || c == ',' || "()[]{}\";".indexOf(c) >= 0;
    }

    private void skipBlank() throws IOException {
        while (next == ',' || next == ';' || next != END && Character.isWhitespace(next)) {
            if (next == ';') while (next != '\n' && next != END) advance();
            else advance();
        }
    }

    private void advance() throws IOException {
        next = reader.read();
        position++;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("not EDN: " + what + ", at character " + position);
    }
}
