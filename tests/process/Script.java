package process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Nodes for tests: shell scripts that know how to answer, and do what a test wants when they are asked for an echo. */
final class Script {
    private static final String PRELUDE = """
        field() { rest=${line#*"\\"$1\\":"}; rest=${rest#\\"}; echo_field=${rest%%[\\",\\}]*}; }
        send() { printf '{"src":"%s","dest":"%s","body":{%s}}\\n' "$me" "$1" "$2"; }
        reply() { send "$src" "\\"type\\":\\"$1\\",\\"in_reply_to\\":$msg_id$2"; }
        """;

    private static final String LOOP = """
        while IFS= read -r line; do
            field src; src=$echo_field
            field type; type=$echo_field
            field msg_id; msg_id=$echo_field
            case $type in
            init) field node_id; me=$echo_field
                ON_INIT
                ;;
            echo) field echo; echo=$echo_field
                ON_ECHO
                ;;
            esac
        done
        """;

    static final String INIT = "reply init_ok";
    static final String ECHO = "reply echo_ok \",\\\"echo\\\":$echo\"";

    private Script() {}

    /** A node that does {@code onEcho} when asked for an echo, with $src, $msg_id, $echo and $me set. */
    static List<String> onEcho(Path folder, String onEcho) throws IOException {
        return node(folder, INIT, onEcho);
    }

    static List<String> node(Path folder, String onInit, String onEcho) throws IOException {
        return plain(folder, PRELUDE + LOOP.replace("ON_INIT", onInit).replace("ON_ECHO", onEcho));
    }

    static List<String> plain(Path folder, String text) throws IOException {
        var file = Files.createTempFile(folder, "node", ".sh");
        Files.writeString(file, text);
        return List.of("/bin/sh", file.toString());
    }
}
