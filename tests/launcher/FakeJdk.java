package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** JDKs made of shell scripts: to the launcher they look like real ones, they start at once and tell what they hear. */
final class FakeJdk {
    /**
     * As JBang's JVM it "compiles" a script into a jar that is the text of all sources, and logs that. As the JVM of
     * such a jar it prints the text, then its arguments, then its input.
     */
    private static final String JAVA = """
        #!/bin/sh
        quoted() { printf "'%s'" "$(printf %s "$1" | sed "s/'/'\\\\\\\\''/g")"; }
        case " $* " in
          *' dev.jbang.Main --verbose run '*)
            for word; do
              case $word in --build-dir=*) folder=${word#*=} ;; *.java) script=$word ;; esac
            done
            name=${script##*/} name=${name%.java}
            cd "${script%/*/*.java}" 2>/dev/null && [ -d shared ] || cd "${script%/*/*/*.java}"
            cat "$script" $(find shared -type f | sort) >"$folder/$name.jar"
            echo "$name" >>"$BUILDS"
            eval "${DURING_BUILD:-}"
            class_path=$(quoted "$folder/$name.jar:$BUILDS")
            echo "[jbang] [0:1] run: /jdk/bin/java --dry-run -classpath $class_path Main" >&2
            exit 255 ;;
          *' dev.jbang.Main jdk install '*)
            eval "$JDK_INSTALL" ;;
          *' dev.jbang.Main '*)
            echo "JBang was asked"
            [ $# -eq 0 ] || printf '<%s>\\n' "$@" ;;
          ' -Dbench.root='*)
            shift
            jar=$(sed -n '2s/^"\\(.*\\)"$/\\1/p' "${1#@}" | sed -e 's/\\\\\\(.\\)/\\1/g' -e 's/:[^:]*$//')
            cat "$jar"
            shift
            [ $# -eq 0 ] || printf '<%s>\\n' "$@"
            eval "${INSTEAD_OF_INPUT:-cat}" ;;
        esac
        """;

    private FakeJdk() {}

    /** Makes a JDK of a version in a folder, and returns the folder. */
    static Path in(Path folder, String version) throws IOException {
        Clone.executable(folder.resolve("bin/java"), JAVA);
        Clone.executable(folder.resolve("bin/javac"), "#!/bin/sh\n");
        Clone.executable(folder.resolve("bin/jar"), "#!/bin/sh\nexec '" + realJar() + "' \"$@\"\n");
        Files.writeString(folder.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return folder;
    }

    private static Path realJar() {
        return Path.of(System.getProperty("java.home"), "bin", "jar");
    }
}
