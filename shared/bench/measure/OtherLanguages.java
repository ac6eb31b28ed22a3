package bench.measure;

import bench.process.Children;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Echo nodes as one writes them first in other languages, with nothing but what the language brings. */
public final class OtherLanguages {
    private static final String PYTHON = """
        import json, sys

        for line in sys.stdin:
            message = json.loads(line)
            body = message["body"]
            reply = {"type": body["type"] + "_ok", "in_reply_to": body["msg_id"]}
            if "echo" in body:
                reply["echo"] = body["echo"]
            print(json.dumps({"src": message["dest"], "dest": message["src"], "body": reply}), flush=True)
        """;

    private static final String GO = """
        package main

        import (
            "bufio"
            "encoding/json"
            "os"
        )

        type message struct {
            Src  string         `json:"src"`
            Dest string         `json:"dest"`
            Body map[string]any `json:"body"`
        }

        func main() {
            in := bufio.NewScanner(os.Stdin)
            out := json.NewEncoder(os.Stdout)
            for in.Scan() {
                var m message
                if err := json.Unmarshal(in.Bytes(), &m); err != nil {
                    panic(err)
                }
                reply := map[string]any{"type": m.Body["type"].(string) + "_ok", "in_reply_to": m.Body["msg_id"]}
                if echo, ok := m.Body["echo"]; ok {
                    reply["echo"] = echo
                }
                if err := out.Encode(message{m.Dest, m.Src, reply}); err != nil {
                    panic(err)
                }
            }
        }
        """;

    private OtherLanguages() {}

    /** The node in Python, where there is a {@code python3}. */
    public static Optional<Contender> python(Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("echo.py"), PYTHON);
        if (!succeeds(List.of("python3", "-c", ""))) return Optional.empty();
        return Optional.of(new Contender("python3", List.of("python3", file.toString())));
    }

    /** The node in Go, where there is a {@code go} to compile it. */
    public static Optional<Contender> go(Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("echo.go"), GO);
        var program = folder.resolve("echo-go").toString();
        if (!succeeds(List.of("go", "build", "-o", program, file.toString()))) return Optional.empty();
        return Optional.of(new Contender("go", List.of(program)));
    }

    private static boolean succeeds(List<String> command) {
        try {
            var process = Children.start(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD));
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // it is not there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
