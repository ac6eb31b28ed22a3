package bench.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import node.Node;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;

/** Compiles sources in memory, against the kernel and Jackson. */
public final class Compilation {
    private static final int ERRORS_SHOWN = 5;

    /** What came of the sources that were compiled: a story needs those of a check again, the gallery needs some many times. */
    private static final Map<List<NodeSource>, Map<String, byte[]>> COMPILED = new ConcurrentHashMap<>();

    private Compilation() {}

    /**
     * @return class files by class name
     * @throws SourceProblem with the compiler's messages, each with its file and line
     */
    public static Map<String, byte[]> of(NodeSource source) throws SourceProblem {
        var sources = new ArrayList<>(List.of(source));
        sources.addAll(source.companions());
        var known = COMPILED.get(sources);
        if (known != null) return known;
        for (var each : sources) checkDependencies(each);
        var classes = compile(sources);
        COMPILED.put(List.copyOf(sources), classes);
        return classes;
    }

    private static Map<String, byte[]> compile(List<NodeSource> sources) throws SourceProblem {
        var compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) throw new SourceProblem("this Java has no compiler: a JDK is needed, not a JRE");
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        var output = new Output(compiler.getStandardFileManager(diagnostics, Locale.ROOT, null));
        var options = List.of("-proc:none", "-g", "-nowarn", "-classpath", classPath());
        var units = sources.stream().map(Text::new).toList();
        if (!compiler.getTask(null, output, diagnostics, options, null, units).call())
            throw new SourceProblem(errors(diagnostics.getDiagnostics()));
        var classes = new TreeMap<String, byte[]>();
        output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return Collections.unmodifiableMap(classes);
    }

    private static void checkDependencies(NodeSource source) throws SourceProblem {
        for (var dependencies : source.directives("DEPS"))
            for (var dependency : dependencies.split("[\\s,]+"))
                if (!dependency.startsWith("tools.jackson.core:jackson-databind:"))
                    throw new SourceProblem(source.file() + " needs " + dependency
                            + ", but the bench has the JDK, the kernel and Jackson only;"
                            + " take the line out, or export a program with JBang and judge that:"
                            + " check --processes --bin PROGRAM");
    }

    /**
     * Where the kernel and Jackson are loaded from, and nothing else: the compiler lists all of each archive, which costs it more
     * than a node's source does.
     */
    private static String classPath() {
        return Stream.of(Node.class, JsonMapper.class, JsonParser.class, JsonProperty.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(location -> Path.of(URI.create(location.toString())).toString()) // which may have spaces in it
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String errors(List<Diagnostic<? extends JavaFileObject>> diagnostics) {
        var errors = diagnostics.stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(Compilation::describe)
                .toList();
        var shown = String.join("\n", errors.subList(0, Math.min(ERRORS_SHOWN, errors.size())));
        return errors.size() <= ERRORS_SHOWN ? shown : shown + "\n... and " + (errors.size() - ERRORS_SHOWN) + " more";
    }

    private static String describe(Diagnostic<? extends JavaFileObject> diagnostic) {
        var message = diagnostic.getMessage(Locale.ROOT);
        if (!(diagnostic.getSource() instanceof Text text)) return message;
        long number = diagnostic.getLineNumber();
        var line = text.source
                .text()
                .lines()
                .skip(Math.max(0, number - 1))
                .findFirst()
                .orElse("");
        return text.source.file() + ":" + number + ": " + message + "\n    " + line.strip();
    }

    private static final class Text extends SimpleJavaFileObject {
        private final NodeSource source;

        Text(NodeSource source) {
            super(source.file().toAbsolutePath().toUri(), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }

        /** A file need not be named as its class: {@code 3c.java} could not be. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Output(JavaFileManager standard) {
            super(standard);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() throws IOException {
                    var bytes = new ByteArrayOutputStream();
                    classes.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
