package bench;

import bench.edn.EdnHistory;
import bench.edn.Notation;
import bench.history.History;
import bench.report.HistoryFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The files that a check writes. They are opened before anything runs, so that an hour's work is not lost to a typing error. */
final class Outputs implements AutoCloseable {
    private final Path jsonPath;
    private final Path historyPath;
    private final OutputStream json;
    private final OutputStream history;

    /** @throws UserError where one of them cannot be written; null stands for a file that is not wanted */
    Outputs(Path jsonPath, Path historyPath) {
        if (jsonPath != null
                && historyPath != null
                && jsonPath.toAbsolutePath()
                        .normalize()
                        .equals(historyPath.toAbsolutePath().normalize()))
            throw new UserError("--json and --history both write " + jsonPath + "; give each a file of its own");
        this.jsonPath = jsonPath;
        this.historyPath = historyPath;
        this.json = open(jsonPath, "--json");
        this.history = open(historyPath, "--history");
    }

    /** @return null where {@code path} is null */
    static OutputStream open(Path path, String option) {
        if (path == null) return null;
        if (path.toString().endsWith(".java"))
            throw new UserError(option + " " + path + " would write over a source; name another file");
        try {
            return new BufferedOutputStream(Files.newOutputStream(path));
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

    void writeJson(byte[] document) {
        if (json == null) return;
        try {
            json.write(document);
            json.write('\n');
            json.flush();
        } catch (IOException e) {
            throw new UserError("--json " + jsonPath + " is not complete: " + e.getMessage());
        }
    }

    /** Writes a run's operations as Jepsen does where the file's name asks for EDN, and as JSON otherwise. */
    void writeHistory(History<?> run, Notation<?> notation) {
        if (history == null) return;
        var writer = new OutputStreamWriter(history, StandardCharsets.UTF_8);
        try {
            if (historyPath.toString().endsWith(".edn")) EdnHistory.write(run, notation, writer);
            else HistoryFile.write(run, writer);
        } catch (IOException e) {
            throw new UserError("--history " + historyPath + " is not complete: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            if (json != null) json.close();
            if (history != null) history.close();
        } catch (IOException e) {
            throw new UserError("the results are not completely written: " + e.getMessage());
        }
    }
}
