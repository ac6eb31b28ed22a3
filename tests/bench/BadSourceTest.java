package bench;

import bench.source.NodeSource;
import bench.source.SourceProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that cannot be judged is told with its own line, before anything runs. */
final class BadSourceTest {
    private static final String NODE = "import node.Node; final class %s extends Node { void main() { serve(); } }\n";

    @TempDir
    private Path folder;

    private Check check(String text) throws IOException {
        return Check.shortly(Check.source(folder, "1-mine.java", text).toString());
    }

    @Test
    void doesNotCompile() throws IOException {
        var file = Check.echoNode(folder, "return new EchoOk(m.ehco());");
        Check.shortly(file.toString())
                .isRefusedWith(file + ":" + Check.HANDLER_LINE + ": ", "cannot find symbol", "m.ehco()");
    }

    @Test
    void answersWithTheWrongRecord() throws IOException {
        var file = Check.echoNode(folder, "return m;");
        var line = Check.HANDLER_LINE - 1; // the compiler names the beginning of the statement
        Check.shortly(file.toString())
                .isRefusedWith(file + ":" + line + ": ", "EchoNode.Echo cannot be converted to EchoNode.EchoOk");
    }

    /** What was compiled before says nothing of what is there now. */
    @Test
    void compiledBeforeOneOfItsSourcesChanged() throws IOException, SourceProblem {
        var file = Check.source(folder, "1-mine.java", "//SOURCES Other.java\n" + NODE.formatted("A"));
        Check.source(folder, "Other.java", "final class Other {}\n");
        NodeSource.read(file).load();
        Check.source(folder, "Other.java", "final class Other {\n");
        Check.shortly(file.toString()).isRefusedWith("Other.java:1: ", "reached end of file");
    }

    @Test
    void endsInTheMiddle() throws IOException {
        check("import node.Node;\nfinal class A extends Node {\n")
                .isRefusedWith("1-mine.java:2: ", "reached end of file");
    }

    @Test
    void aHundredErrorsAreNotAllTold() throws IOException {
        check("class A { " + "int x = y; ".repeat(100) + "}").isRefusedWith("more");
    }

    @Test
    void hasNoNode() throws IOException {
        check("final class A {}").isRefusedWith("1-mine.java has no node", "node.Node");
    }

    @Test
    void isEmpty() throws IOException {
        check("").isRefusedWith("1-mine.java has no node");
    }

    @Test
    void isNoText() throws IOException {
        var file = Files.write(folder.resolve("1-mine.java"), "// caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Check.shortly(file.toString()).isRefusedWith("UTF-8");
    }

    @Test
    void namesAnotherClassAsItsMain() throws IOException {
        check("//MAIN B\n" + NODE.formatted("A")).isRefusedWith("//MAIN B", "its nodes are: A");
    }

    @Test
    void doesNotSayWhichOfItsNodes() throws IOException {
        check(NODE.formatted("A") + "final class B extends Node {}").isRefusedWith("A, B", "//MAIN");
    }

    @Test
    void needsALibrary() throws IOException {
        check("//DEPS com.google.guava:guava:33.0.0-jre\n" + NODE.formatted("A"))
                .isRefusedWith("guava", "--processes");
    }

    @Test
    void needsAFileThatIsNotThere() throws IOException {
        check("//SOURCES Helper.java\n" + NODE.formatted("A"))
                .isRefusedWith(
                        "1-mine.java:1: //SOURCES Helper.java: there is no file " + folder.resolve("Helper.java"));
    }

    @Test
    void hasAConstructorWithParameters() throws IOException {
        check("import node.Node; final class A extends Node { A(int n) {} }")
                .isRefusedWith("A needs a constructor without parameters");
    }

    @Test
    void throwsWhenItIsMade() throws IOException {
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    A() {\n"
                        + "        throw new IllegalStateException(\"oops\");\n"
                        + "    }\n"
                        + "}\n")
                .isRefusedWith("1-mine.java:4: the node's constructor throws", "oops");
    }

    @Test
    void throwsWhenItsClassIsLoaded() throws IOException {
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    static final int START = Integer.parseInt(\"x\");\n"
                        + "    int next = START;\n"
                        + "}\n")
                .isRefusedWith("1-mine.java:3: the node's static initialiser throws", "NumberFormatException");
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    static class Start {\n"
                        + "        static final int FIRST = Integer.parseInt(\"x\");\n"
                        + "    }\n"
                        + "    int next = Start.FIRST;\n"
                        + "}\n")
                .isRefusedWith("1-mine.java:4: the node's static initialiser throws", "NumberFormatException");
    }

    @Test
    void endsTheProcessWhenItIsMade() throws IOException {
        check("import node.Node;\nfinal class A extends Node {\n    A() {\n        System.exit(3);\n    }\n}\n")
                .isRefusedWith("1-mine.java:4: the node's constructor ended the process, with exit code 3");
    }

    @Test
    void doesNotComeToAnEndWhenItIsMade() throws IOException {
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    int n;\n"
                        + "    A() {\n"
                        + "        while (n == 0) n += 0;\n"
                        + "    }\n"
                        + "}\n")
                .isRefusedWith("1-mine.java:5: the node's constructor does not come to an end");
    }

    @Test
    void doesNotSayItsStage() throws IOException {
        var file = Check.source(folder, "mine.java", NODE.formatted("A"));
        Check.shortly(file.toString()).isRefusedWith("which stage is this?", "--workload");
    }

    @Test
    void isAFolder() {
        Check.shortly(folder.toString()).isRefusedWith("is a folder; name a .java file");
    }

    @Test
    void isNotThere() {
        Check.shortly(folder.resolve("1-mine.java").toString()).isRefusedWith("there is no file");
    }

    @Test
    void isToldBeforeTheOthersRun() throws IOException {
        var file = Check.source(folder, "2-mine.java", "class");
        Check.shortly("1", file.toString()).isRefusedWith("2-mine.java:1: ");
    }
}
