package site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder that a site is written to. What is not ours is never touched. */
public final class SiteFolder {
    /** Lists what we wrote, so that no more than that is deleted. */
    static final String MARKER = ".gossip-glomers-book";

    private final Path folder;

    private SiteFolder(Path folder) {
        this.folder = folder;
    }

    /** @throws Book.Refusal where something else is there */
    public static SiteFolder at(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder))
            throw new Book.Refusal("--out " + folder + " is a file; name a folder");
        if (Files.exists(folder) && !isEmpty(folder) && !Files.exists(folder.resolve(MARKER)))
            throw new Book.Refusal(
                    "--out " + folder + " has files that are not ours; name a new folder or an empty one");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new Book.Refusal("--out " + folder + " cannot be made: " + e.getMessage());
        }
        if (!Files.isWritable(folder)) throw new Book.Refusal("--out " + folder + " cannot be written to");
        return new SiteFolder(folder);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /** Writes these files, and deletes those of an earlier site that are not among them. */
    public void replaceBy(Map<String, byte[]> files) throws IOException {
        var marker = folder.resolve(MARKER);
        var earlier = Files.exists(marker) ? Files.readAllLines(marker) : List.<String>of();
        Files.write(
                marker,
                Stream.concat(earlier.stream(), files.keySet().stream())
                        .distinct()
                        .toList());
        for (var file : files.entrySet()) Files.write(folder.resolve(file.getKey()), file.getValue());
        for (var name : earlier)
            if (!files.containsKey(name)
                    && name.equals(Path.of(name).getFileName().toString())) Files.deleteIfExists(folder.resolve(name));
        Files.write(marker, files.keySet());
    }
}
