package bench.launch;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import kv.Kv;
import node.Node;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** What a node stands on: the kernel, the stores' clients and Jackson, taken from where the bench has them itself. */
final class Library {
    private static final String OURS = "(node|kv)/.*\\.class";
    private static final String THEIRS =
            "(tools/jackson|com/fasterxml/jackson|META-INF/services|META-INF/versions)/.*|META-INF/.*(LICENSE|NOTICE)";

    @FunctionalInterface
    private interface EntryTask {
        void run(String name, Path path) throws IOException;
    }

    private Library() {}

    /** Adds to {@code digest} all that makes a difference. */
    static void digest(MessageDigest digest) throws IOException {
        for (var origin : origins()) {
            if (Files.isRegularFile(origin))
                digest.update((origin.getFileName() + " " + Files.size(origin)).getBytes());
            each(origin, OURS, (name, path) -> digest.update(Files.readAllBytes(path)));
        }
    }

    /** Writes one jar with everything, and the {@code classes} of a node, by their names. */
    static void writeJar(Map<String, byte[]> classes, String mainClass, Path jar) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
        manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true"); // as Jackson's are
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            var written = new HashSet<String>();
            for (var origin : origins())
                each(origin, OURS + "|" + THEIRS, (name, path) -> {
                    if (!written.add(name)) return; // each of Jackson's jars has a licence of the same name
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(path, out);
                });
            for (var type : classes.entrySet()) {
                out.putNextEntry(new JarEntry(type.getKey().replace('.', '/') + ".class"));
                out.write(type.getValue());
            }
        }
    }

    private static List<Path> origins() {
        return Stream.of(Node.class, Kv.class, JsonMapper.class, JsonFactory.class, JsonInclude.class)
                .map(Library::origin)
                .distinct()
                .toList();
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs {@code task} for the files of a folder or a jar whose names match, in the order of their names. */
    private static void each(Path origin, String names, EntryTask task) throws IOException {
        if (Files.isDirectory(origin)) {
            walk(origin, names, task);
        } else {
            try (var jar = FileSystems.newFileSystem(origin)) {
                walk(jar.getPath("/"), names, task);
            }
        }
    }

    private static void walk(Path root, String names, EntryTask task) throws IOException {
        try (var files = Files.walk(root)) {
            for (var path : files.filter(Files::isRegularFile).sorted().toList()) {
                var name = root.relativize(path).toString().replace('\\', '/');
                if (name.matches(names)) task.run(name, path);
            }
        }
    }
}
