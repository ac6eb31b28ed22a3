package bench.edn;

import bench.history.BadHistory;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads EDN, the notation of Clojure's data and so of Jepsen's histories (the edn-format specification): the values of a text one
 * after the other, or, where the text is one vector or list, its elements.
 *
 * <p>What becomes of them: vectors and lists are {@link List}, maps and sets keep their order, integers are {@link Long} or
 * {@link BigInteger}, other numbers {@link Double} or {@link BigDecimal}. A tagged value is read as the value.
 */
public final class EdnReader {
    private static final int END = -1;
    private static final int BUFFER_CHARS = 1 << 16;
    private static final int DEEPEST = 500;
    private static final int LONGEST_NUMBER = 10_000;
    private static final int DIGITS_OF_A_LONG = 18; // so many surely fit

    private final Reader reader;
    private final char[] buffer = new char[BUFFER_CHARS];
    private int at;
    private int filled;
    private int next; // the character to look at, or END
    private long line = 1;
    private long column = 1;
    private int depth;
    private char closing; // of the vector or list around all values, or 0
    private boolean begun;

    private final StringBuilder text = new StringBuilder(); // of the word or string that is being read
    private final Map<String, Keyword> keywords = new HashMap<>(); // there are few, and each comes again and again

    public EdnReader(Reader reader) throws IOException {
        this.reader = reader;
        this.next = read();
        if (next == '\uFEFF') next = read(); // the mark some editors begin a file with
    }

    /** The line that {@link #next()} has got to, from 1. */
    public long line() {
        return line;
    }

    /**
     * Whether another value follows.
     *
     * @throws BadHistory where the text is not EDN
     */
    public boolean hasNext() throws IOException {
        skipBlank();
        if (!begun) {
            begun = true;
            if (next == '[' || next == '(') {
                closing = next == '[' ? ']' : ')';
                advance();
                skipBlank();
            }
        }
        if (closing == 0 || next != closing) return closing != 0 || next != END;
        advance();
        skipBlank();
        if (next != END) throw wrong("something follows the '" + closing + "' that ends the history");
        closing = 0;
        return false;
    }

    /**
     * Reads the next value.
     *
     * @throws BadHistory where it is not EDN or is cut off; says in which line and column
     */
    public Object next() throws IOException {
        return value();
    }

    private Object value() throws IOException {
        skipBlank();
        return switch (next) {
            case END -> throw wrong("the text ends where a value is expected: it is cut off");
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
        long began = enter();
        var values = new ArrayList<>();
        while (!closes(end, began)) values.add(value());
        return values;
    }

    private Map<Object, Object> map() throws IOException {
        long began = enter();
        var map = new LinkedHashMap<>();
        while (!closes('}', began)) {
            var key = value();
            skipBlank();
            if (next == '}') throw wrong("a map's key " + key + " has no value");
            if (map.containsKey(key)) throw wrong("the key " + key + " is twice in a map");
            map.put(key, value());
        }
        return map;
    }

    private Set<Object> set() throws IOException {
        long began = enter();
        var set = new LinkedHashSet<>();
        while (!closes('}', began)) set.add(value());
        return set;
    }

    /** Passes an opening bracket. Returns its line. */
    private long enter() throws IOException {
        deeper();
        long began = line;
        advance();
        return began;
    }

    private boolean closes(char end, long began) throws IOException {
        skipBlank();
        if (next == END) throw wrong("the text ends before the '" + end + "' of a bracket in line " + began);
        if (next != ')' && next != ']' && next != '}') return false;
        if (next != end) throw wrong("'" + (char) next + "' where '" + end + "' is expected");
        advance();
        depth--;
        return true;
    }

    private String string() throws IOException {
        long began = line;
        advance();
        text.setLength(0);
        while (next != '"') {
            if (next == END) throw wrong("the text ends within a string that begins in line " + began);
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
            if (digit < 0) throw wrong("\\u needs four hexadecimal digits");
            unit = unit * 16 + digit;
            advance();
        }
        return (char) unit;
    }

    private Character character() throws IOException {
        advance();
        char first = (char) next;
        advance();
        if (isDelimiter(next)) return first;
        if (first == 'u' && Character.digit(next, 16) >= 0) return codeUnit();
        var name = first + word();
        return switch (name) {
            case "newline" -> '\n';
            case "return" -> '\r';
            case "space" -> ' ';
            case "tab" -> '\t';
            default -> throw wrong("no such character: \\" + name);
        };
    }

    private Keyword keyword() throws IOException {
        advance();
        if (isDelimiter(next)) throw wrong("a ':' without a name; is this JSON?");
        return keywords.computeIfAbsent(word(), Keyword::new);
    }

    private Object dispatch() throws IOException {
        advance();
        switch (next) {
            case '{' -> {
                return set();
            }
            case '#' -> {
                advance();
                return symbolicNumber(word());
            }
            default -> {
                word(); // the tag
                return nested();
            }
        }
    }

    private Object nested() throws IOException {
        deeper();
        var value = value();
        depth--;
        return value;
    }

    private void deeper() {
        if (++depth > DEEPEST) throw wrong("values in values, more than " + DEEPEST + " deep");
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
        return word.length() > first && isDigit(word.charAt(first));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Number number(String word) {
        if (word.length() > LONGEST_NUMBER) throw wrong("a number of " + word.length() + " digits");
        try {
            char last = word.charAt(word.length() - 1);
            if (last == 'M') return new BigDecimal(word.substring(0, word.length() - 1));
            if (word.indexOf('.') > 0 || word.indexOf('e') > 0 || word.indexOf('E') > 0) return real(word);
            if (word.length() <= DIGITS_OF_A_LONG && last != 'N') return Long.valueOf(word);
            var exact = new BigInteger(last == 'N' ? word.substring(0, word.length() - 1) : word);
            if (exact.bitLength() < Long.SIZE) return exact.longValue();
            return exact;
        } catch (NumberFormatException e) {
            throw wrong("not a number: " + word);
        }
    }

    /** Java would also take {@code 1.0d}. */
    private static Double real(String word) {
        if (!isDigit(word.charAt(word.length() - 1)) && !word.endsWith(".")) throw new NumberFormatException(word);
        return Double.valueOf(word);
    }

    private String word() throws IOException {
        text.setLength(0);
        while (!isDelimiter(next)) {
            text.append((char) next);
            advance();
        }
        if (text.isEmpty()) throw wrong(shown(next) + " where a value or a name is expected");
        return text.toString();
    }

    private static String shown(int c) {
        if (c == END) return "the end";
        return c < ' ' ? String.format("the control character 0x%02x", c) : "'" + (char) c + "'";
    }

    private static boolean isDelimiter(int c) {
        return c == END || isBlank(c) || c < ' ' || "()[]{}\";".indexOf(c) >= 0;
    }

    private static boolean isBlank(int c) {
        return c == ',' || Character.isWhitespace(c);
    }

    /** Passes blanks, comments, and values that {@code #_} takes out. */
    private void skipBlank() throws IOException {
        while (true) {
            if (next == ';') while (next != '\n' && next != END) advance();
            else if (next == '#' && peek() == '_') {
                advance();
                advance();
                nested();
            } else if (next != END && isBlank(next)) advance();
            else return;
        }
    }

    private void advance() throws IOException {
        if (next == '\n') {
            line++;
            column = 0;
        }
        column++;
        next = read();
    }

    private int read() throws IOException {
        return fill() ? buffer[at++] : END;
    }

    private int peek() throws IOException {
        return fill() ? buffer[at] : END;
    }

    private boolean fill() throws IOException {
        if (at < filled) return true;
        at = 0;
        filled = Math.max(0, reader.read(buffer, 0, buffer.length));
        return filled > 0;
    }

    private BadHistory wrong(String what) {
        return new BadHistory("line " + line + ", column " + column + " is not EDN: " + what);
    }
}
