package bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import node.Json;

/**
 * A file that a command writes. It is tried before anything runs, so that an hour's work is not lost to a typing error; and
 * what is in it stays there until all that takes its place is written.
 */
final class Output {
    /** Writes all that is to be in the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private final String option;
    private final Path path;

    /**
     * @param path null where no file is wanted
     * @param option by which the user named it
     * @throws UserError where it cannot be written
     */
    Output(String option, Path path) {
        this.option = option;
        this.path = path;
        if (path != null) tryOut();
    }

    private void tryOut() {
        if (path.toString().isEmpty()) throw new UserError(option + " names no file: the name is empty");
        if (path.toString().endsWith(".java"))
            throw new UserError(option + " " + path + " would write over a source; name another file");
        try {
            boolean isNew = Files.notExists(path);
            Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
            if (isNew) Files.delete(path);
        } catch (NoSuchFileException e) {
            var folder = path.toAbsolutePath().getParent();
            var why = Files.isDirectory(folder) ? "no file can be made in " + folder : "there is no folder " + folder;
            throw new UserError(option + " " + path + " cannot be written: " + why);
        } catch (AccessDeniedException e) {
            throw new UserError(option + " " + path + " cannot be written: permission denied");
        } catch (IOException e) {
            throw new UserError(option + " " + path + " cannot be written: " + e.getMessage());
        }
    }

    /** @throws UserError where both are to write the same file */
    void requireOtherThan(Output other) {
        if (path != null && other.path != null && absolute().equals(other.absolute()))
            throw new UserError(
                    option + " and " + other.option + " both write " + path + "; give each a file of its own");
    }

    private Path absolute() {
        return path.toAbsolutePath().normalize();
    }

    /**
     * Replaces what is there.
     *
     * @throws UserError where that cannot be finished: the disk may be full
     */
    void write(Content content) {
        if (path == null) return;
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) writeTo(path, content); // a device, or a pipe
            else replace(content);
        } catch (IOException e) {
            throw new UserError(option + " " + path + " is not complete: " + e.getMessage(), Bench.IO_ERROR);
        }
    }

    /** Writes a document, as {@link #write} does. */
    void writeJson(Object document) {
        write(out -> {
            out.write(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
            out.write('\n');
        });
    }

    private void replace(Content content) throws IOException {
        var file = Files.exists(path) ? path.toRealPath() : absolute(); // a link stays one
        var unfinished = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            writeTo(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void writeTo(Path file, Content content) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
        }
    }
}
