package bench.edn;

import bench.history.BadHistory;
import bench.history.History;
import bench.history.Op;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A history that Jepsen recorded: operations as maps in EDN, one after the other. The nemesis' are left out.
 *
 * @param lines by index of an operation its line in the file
 */
public record EdnHistory<A>(History<A> history, long[] lines) {
    private static final int LONGEST_SHOWN = 80;
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int BUFFER_BYTES = 1 << 16;

    /**
     * Reads a history.
     *
     * @param file in UTF-8, perhaps compressed by gzip
     * @throws BadHistory where it is none, or not one of this workload; says in which line
     */
    public static <A> EdnHistory<A> read(InputStream file, Notation<A> notation) throws IOException {
        var bytes = new BufferedInputStream(file, BUFFER_BYTES);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var lines = new Lines<>(notation);
        try {
            lines.read(new InputStreamReader(isCompressed(bytes) ? new GZIPInputStream(bytes) : bytes, decoder));
        } catch (EOFException e) {
            throw new BadHistory("the compressed file is cut off" + lines.after() + "; copy it again");
        } catch (ZipException e) {
            throw new BadHistory("the compressed file is damaged" + lines.after() + ": " + e.getMessage());
        } catch (CharacterCodingException e) {
            throw new BadHistory("what it holds" + lines.after() + " is not text in UTF-8");
        }
        return lines.finish();
    }

    /** Writes {@code history} as Jepsen does, one operation a line. */
    public static <A> void write(History<?> history, Notation<A> notation, Writer to) throws IOException {
        var lines = new BufferedWriter(to);
        for (var op : history.ops()) {
            var action = notation.actions().cast(op.action());
            var fields = new LinkedHashMap<Keyword, Object>();
            fields.put(new Keyword("index"), op.index());
            fields.put(new Keyword("time"), op.timeNanos());
            fields.put(new Keyword("type"), new Keyword(inEdn(op.type())));
            fields.put(new Keyword("process"), op.process());
            fields.put(new Keyword("f"), new Keyword(op.f()));
            fields.put(new Keyword("value"), notation.value(op.type(), action));
            notation.more(action).forEach((name, value) -> fields.put(new Keyword(name), value));
            if (op.error() != null) fields.put(new Keyword("error"), op.error());
            lines.write(EdnWriter.write(fields));
            lines.write('\n');
        }
        lines.flush();
    }

    private static String inEdn(Op.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static boolean isCompressed(BufferedInputStream bytes) throws IOException {
        bytes.mark(2);
        int magic = bytes.read() << Byte.SIZE | bytes.read();
        bytes.reset();
        return magic == GZIP_MAGIC;
    }

    /** {@code problem} as one that says in which line it is. */
    public BadHistory located(BadHistory problem) {
        return problem.op() == null
                ? problem
                : new BadHistory("line " + lines[problem.op().index()] + ": " + problem.getMessage());
    }

    /** The lines as they are read, one operation each. */
    private static final class Lines<A> {
        /** The operation a process is at, or was at last. */
        private record At<A>(Op<A> op, long line) {}

        private final Notation<A> notation;
        private final List<Op<A>> ops = new ArrayList<>();
        private final Map<Integer, At<A>> last = new HashMap<>(); // by process
        private long[] lines = new long[1 << 10];
        private long line; // the one that is read, or was last
        private Object source; // the line as EDN
        private long lastIndex = -1;

        Lines(Notation<A> notation) {
            this.notation = notation;
        }

        /** The last line that was read is not far from where the next ones are wrong. */
        String after() {
            return line == 0 ? "" : " after line " + line;
        }

        void read(Reader text) throws IOException {
            var edn = new EdnReader(text);
            while (edn.hasNext()) {
                line = edn.line();
                source = edn.next();
                if (!(source instanceof Map<?, ?> map))
                    throw wrong(shown(source) + " is no operation; that is a map, as {:index 0, :type :invoke, ...}");
                for (var name : map.keySet())
                    if (name instanceof String)
                        throw wrong("an operation's fields are named by keywords, as :index; is this JSON?");
                op(Plain.fields(map));
            }
        }

        EdnHistory<A> finish() {
            if (ops.isEmpty()) throw new BadHistory("there is no operation of a client in it");
            return new EdnHistory<>(new History<>(List.copyOf(ops)), Arrays.copyOf(lines, ops.size()));
        }

        private void op(Map<String, Object> fields) {
            checkOrder(fields.get("index"));
            if (fields.get("process") instanceof String) return; // the nemesis
            int process = (int) number(fields, "process", Integer.MAX_VALUE);
            var type = type(fields.get("type"));
            var action = action(type, fields);
            var error = fields.containsKey("error") ? error(fields.get("error")) : null;
            var op = new Op<>(ops.size(), number(fields, "time", Long.MAX_VALUE), process, type, action, error);
            checkTurn(op);
            if (lines.length == ops.size()) lines = Arrays.copyOf(lines, 2 * lines.length);
            lines[ops.size()] = line;
            ops.add(op);
            last.put(process, new At<>(op, line));
        }

        private void checkOrder(Object index) {
            if (!(index instanceof Long number)) return;
            if (number <= lastIndex) throw wrong(":index " + number + " comes after :index " + lastIndex);
            lastIndex = number;
        }

        private long number(Map<String, Object> fields, String name, long most) {
            if (fields.get(name) instanceof Long number && number >= 0 && number <= most) return number;
            throw wrong(":" + name + " is " + shown(name) + "; it must be a number from 0 to " + most);
        }

        private Op.Type type(Object name) {
            for (var type : Op.Type.values()) if (inEdn(type).equals(name)) return type;
            throw wrong(":type is " + shown("type") + "; it must be :invoke, :ok, :fail or :info");
        }

        private A action(Op.Type type, Map<String, Object> fields) {
            var name = fields.get("f");
            if (!(name instanceof String f) || !notation.names().contains(f))
                throw wrong(":f is " + shown("f") + "; the workload's operations are "
                        + String.join(", ", notation.names()));
            try {
                return notation.read(type, f, fields.get("value"), fields);
            } catch (IllegalArgumentException e) {
                throw wrong("the :value of :" + f + " is " + shown("value") + "; it must be " + e.getMessage());
            }
        }

        private static String error(Object error) {
            return error instanceof List<?> parts
                    ? String.join(": ", parts.stream().map(String::valueOf).toList())
                    : String.valueOf(error);
        }

        /** A process does one operation at a time. */
        private void checkTurn(Op<A> op) {
            var before = last.get(op.process());
            boolean isAtWork = before != null && before.op.type() == Op.Type.INVOKE;
            if (op.type() == Op.Type.INVOKE) {
                if (isAtWork)
                    throw wrong("process " + op.process() + " begins :" + op.f() + " while its :" + before.op.f()
                            + " of line " + before.line + " has not ended");
            } else if (!isAtWork) {
                throw wrong("process " + op.process() + " ends :" + op.f() + ", which "
                        + (before == null ? "it never began" : "had ended in line " + before.line));
            } else if (!op.f().equals(before.op.f()) || !notation.canEnd(before.op.action(), op.action())) {
                throw wrong("process " + op.process() + " ends another operation than it began in line " + before.line);
            }
        }

        /** A field of the line as it stands there. */
        private String shown(String field) {
            return shown(((Map<?, ?>) source).get(new Keyword(field)));
        }

        private static String shown(Object edn) {
            var text = EdnWriter.write(edn);
            return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        }

        private BadHistory wrong(String what) {
            return new BadHistory("line " + line + ": " + what);
        }
    }
}
