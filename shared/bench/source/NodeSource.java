package bench.source;

import bench.source.Guard.NodeEnded;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import node.Node;

/**
 * A node's source file, as JBang sees it: Java with directives in comments.
 *
 * @param file where it is
 * @param text what it says
 */
public record NodeSource(Path file, String text) {
    private static final String KNOWS_NOTHING_YET =
            "\n    A constructor knows no id(), nodes(), peers(), random() or now() yet: what needs them is for"
                    + " whenInitialised(), every() or a handler.";

    /** @throws SourceProblem where there is no such file */
    public static NodeSource read(Path file) throws SourceProblem {
        if (Files.isDirectory(file)) throw new SourceProblem(file + " is a folder; name a .java file in it");
        if (!Files.exists(file)) throw new SourceProblem("there is no file " + file);
        try {
            return new NodeSource(file, Files.readString(file));
        } catch (MalformedInputException e) {
            throw new SourceProblem(file + " is not text in UTF-8");
        } catch (IOException e) {
            throw new SourceProblem(file + " cannot be read: " + e.getMessage());
        }
    }

    /** What follows {@code //NAME} at the beginning of lines, one entry a line. */
    public List<String> directives(String name) {
        return text.lines()
                .filter(line -> line.startsWith("//" + name + " "))
                .map(line -> line.substring(name.length() + 3).trim())
                .toList();
    }

    /** The other sources that this one names, and those that they name in turn, apart from the kernel and the stores' clients. */
    public List<NodeSource> companions() throws SourceProblem {
        var found = new LinkedHashMap<Path, NodeSource>();
        addWithCompanions(found);
        return found.values().stream().skip(1).toList();
    }

    private void addWithCompanions(Map<Path, NodeSource> found) throws SourceProblem {
        if (found.putIfAbsent(file.toAbsolutePath().normalize(), this) != null) return; // two may name each other
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("//SOURCES ")) continue;
            for (var pattern :
                    lines.get(i).substring("//SOURCES ".length()).trim().split("\\s+"))
                if (!pattern.matches(".*(^|/)shared/(node|kv)/.*"))
                    companion(pattern, i + 1).addWithCompanions(found);
        }
    }

    private NodeSource companion(String pattern, int line) throws SourceProblem {
        try {
            return read(sibling(pattern));
        } catch (SourceProblem e) {
            throw new SourceProblem(file + ":" + line + ": //SOURCES " + pattern + ": " + e.getMessage());
        }
    }

    private Path sibling(String pattern) throws SourceProblem {
        if (pattern.contains("*")) throw new SourceProblem("the bench does not expand patterns; name each file");
        return file.resolveSibling(pattern);
    }

    /**
     * Compiles and loads this source.
     *
     * @throws SourceProblem where it does not compile, or holds no node
     */
    public Nodes load() throws SourceProblem {
        return load(Compilation.of(this), false);
    }

    /** As {@link #load()}, which has tried this source out, but the nodes tell of each of their steps: see {@link Probe}. */
    public Nodes loadProbed() throws SourceProblem {
        return load(Compilation.of(this), true);
    }

    /** The lines with which this source, run as a process, spoils its own run: see {@link Hazard}. */
    public List<String> hazardsAsProcess() throws SourceProblem {
        return Lint.of(Compilation.of(this)).stream()
                .filter(finding -> finding.hazard() == Hazard.STDIN)
                .map(Lint.Finding::toString)
                .toList();
    }

    private Nodes load(Map<String, byte[]> classes, boolean probed) throws SourceProblem {
        var guarded = new TreeMap<String, byte[]>();
        classes.forEach((name, bytes) -> guarded.put(name, Guard.guard(bytes, classes, probed)));
        var loader = new GuardedLoader(guarded);
        var type = nodeClass(loader, classes);
        var constructor = constructor(type);
        if (!probed) tryOut(loader, classes.keySet(), constructor);
        var hazards = Lint.of(classes).stream().map(Lint.Finding::toString).toList();
        Supplier<Class<?>> reload = () -> new GuardedLoader(guarded).named(type.getName());
        if (Statics.mayHoldState(classes.values())) { // each has its own, as in a process of its own
            Supplier<Node> maker = () -> remake(reload.get());
            return new Nodes(maker, () -> maker, hazards);
        }
        return new Nodes(remaker(type), () -> remaker(reload.get()), hazards);
    }

    private Supplier<Node> remaker(Class<?> type) {
        return () -> remake(type);
    }

    private Node remake(Class<?> type) {
        try {
            return make(constructor(type));
        } catch (SourceProblem e) {
            throw new NodeEnded(e.getMessage());
        }
    }

    private Class<?> nodeClass(GuardedLoader loader, Map<String, byte[]> classes) throws SourceProblem {
        var nodes = classes.keySet().stream()
                .sorted()
                .map(loader::named)
                .filter(type -> Node.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers()))
                .toList();
        var main = directives("MAIN");
        var chosen = nodes.stream()
                .filter(type -> main.isEmpty() || main.contains(type.getName()))
                .toList();
        if (chosen.size() == 1) return chosen.getFirst();
        var names = String.join(", ", nodes.stream().map(Class::getName).toList());
        if (nodes.isEmpty()) throw new SourceProblem(file + " has no node: no class in it extends node.Node");
        if (chosen.isEmpty())
            throw new SourceProblem(file + " says //MAIN " + String.join(" ", main) + ", but its nodes are: " + names);
        throw new SourceProblem(file + " has several nodes: " + names + "; add a line //MAIN with the one to run");
    }

    private Constructor<?> constructor(Class<?> type) throws SourceProblem {
        return Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> constructor.getParameterCount() == 0)
                .peek(constructor -> constructor.setAccessible(true))
                .findFirst()
                .orElseThrow(
                        () -> new SourceProblem(file + ": " + type.getName() + " needs a constructor without parameters"
                                + (type.getEnclosingClass() == null ? "" : ", and to be static")));
    }

    /** What throws or does not end does so now, and not in the middle of a run: static initialisers too. */
    private void tryOut(GuardedLoader loader, Set<String> classes, Constructor<?> constructor) throws SourceProblem {
        var printed = new NodeOutput.Lines(line -> {}); // each run tells it
        var making = new FutureTask<>(() -> NodeOutput.into(printed, () -> {
            initialise(loader, classes);
            return make(constructor);
        }));
        var thread = Thread.ofPlatform().daemon().start(making);
        try {
            Watchdog.await(making, thread);
        } catch (TimeoutException e) {
            var place = place(thread.getStackTrace());
            Guard.stop(thread);
            throw new SourceProblem(file + place + ": the node's constructor does not come to an end");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SourceProblem problem) throw problem;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceProblem("interrupted while a node of " + file + " was made");
        }
        if (printed.hasStdout())
            throw new SourceProblem(file
                    + printed.stdoutBegunAt().map(NodeSource::line).orElse("")
                    + ": the node prints on stdout while it is made, where Maelstrom takes every line for a message;"
                    + " print on System.err, or log() from whenInitialised() on");
    }

    private static String place(StackTraceElement[] trace) {
        return Guard.place(trace).map(NodeSource::line).orElse("");
    }

    private static String line(StackTraceElement frame) {
        return ":" + frame.getLineNumber();
    }

    private void initialise(GuardedLoader loader, Set<String> classes) throws SourceProblem {
        try {
            for (var name : classes) Class.forName(name, true, loader);
        } catch (ClassNotFoundException | LinkageError | NodeEnded e) {
            throw problem(e);
        }
    }

    private Node make(Constructor<?> constructor) throws SourceProblem {
        try {
            return (Node) constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw problem(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new SourceProblem(file + ": the node cannot be made: " + e);
        } catch (LinkageError | NodeEnded e) {
            throw problem(e); // from a static initialiser
        }
    }

    private SourceProblem problem(Throwable thrown) {
        boolean isStatic = thrown instanceof ExceptionInInitializerError;
        var cause = isStatic && thrown.getCause() != null ? thrown.getCause() : thrown;
        var what = cause instanceof NodeEnded ended ? ended.getMessage() : "throws " + cause;
        var hint = cause instanceof NullPointerException ? KNOWS_NOTHING_YET : "";
        return new SourceProblem(file + place(cause.getStackTrace()) + ": the node's "
                + (isStatic ? "static initialiser " : "constructor ") + what + hint);
    }

    /** Loads the classes of one source. */
    private static final class GuardedLoader extends ClassLoader {
        private final Map<String, byte[]> classes;

        /** @param classes guarded class files by class name */
        GuardedLoader(Map<String, byte[]> classes) {
            super(Guard.LOADER, NodeSource.class.getClassLoader());
            this.classes = classes;
        }

        Class<?> named(String name) {
            try {
                return loadClass(name);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = classes.get(name);
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
        }
    }
}
