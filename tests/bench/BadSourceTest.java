package bench;

import bench.source.NodeOutput;
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
                .hasNoNodeWith(file + ":" + Check.HANDLER_LINE + ": ", "cannot find symbol", "m.ehco()");
    }

    @Test
    void answersWithTheWrongRecord() throws IOException {
        var file = Check.echoNode(folder, "return m;");
        var line = Check.HANDLER_LINE - 1; // the compiler names the beginning of the statement
        Check.shortly(file.toString())
                .hasNoNodeWith(file + ":" + line + ": ", "EchoNode.Echo cannot be converted to EchoNode.EchoOk");
    }

    /** What was compiled before says nothing of what is there now. */
    @Test
    void compiledBeforeOneOfItsSourcesChanged() throws IOException, SourceProblem {
        var file = Check.source(folder, "1-mine.java", "//SOURCES Other.java\n" + NODE.formatted("A"));
        Check.source(folder, "Other.java", "final class Other {}\n");
        NodeSource.read(file).load();
        Check.source(folder, "Other.java", "final class Other {\n");
        Check.shortly(file.toString()).hasNoNodeWith("Other.java:1: ", "reached end of file");
    }

    @Test
    void endsInTheMiddle() throws IOException {
        check("import node.Node;\nfinal class A extends Node {\n")
                .hasNoNodeWith("1-mine.java:2: ", "reached end of file");
    }

    @Test
    void aHundredErrorsAreNotAllTold() throws IOException {
        check("class A { " + "int x = y; ".repeat(100) + "}").hasNoNodeWith("more");
    }

    @Test
    void hasNoNode() throws IOException {
        check("final class A {}").hasNoNodeWith("1-mine.java has no node", "node.Node");
    }

    @Test
    void isEmpty() throws IOException {
        check("").hasNoNodeWith("1-mine.java has no node");
    }

    @Test
    void isNoText() throws IOException {
        var file = Files.write(folder.resolve("1-mine.java"), "// caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Check.shortly(file.toString()).hasNoNodeWith("UTF-8");
    }

    @Test
    void namesAnotherClassAsItsMain() throws IOException {
        check("//MAIN B\n" + NODE.formatted("A")).hasNoNodeWith("//MAIN B", "its nodes are: A");
    }

    @Test
    void doesNotSayWhichOfItsNodes() throws IOException {
        check(NODE.formatted("A") + "final class B extends Node {}").hasNoNodeWith("A, B", "//MAIN");
    }

    @Test
    void needsALibrary() throws IOException {
        check("//DEPS com.google.guava:guava:33.0.0-jre\n" + NODE.formatted("A"))
                .hasNoNodeWith("guava", "--processes");
    }

    /** JBang follows what they name too, and from where they are. */
    @Test
    void namesASourceThatNamesOthers() throws IOException, SourceProblem {
        var parts = Files.createDirectory(folder.resolve("parts"));
        Check.source(parts, "One.java", "//SOURCES Two.java\nfinal class One { Two two; }\n");
        Check.source(parts, "Two.java", "//SOURCES One.java\nfinal class Two { One one; }\n");
        var text = "//SOURCES parts/One.java\n" + NODE.formatted("A");
        NodeSource.read(Check.source(folder, "1-mine.java", text)).load();
        Check.source(parts, "Two.java", "//DEPS com.google.guava:guava:33.0.0-jre\nfinal class Two {}\n");
        check(text).hasNoNodeWith("Two.java needs com.google.guava:guava:33.0.0-jre", "--processes");
    }

    @Test
    void needsAFileThatIsNotThere() throws IOException {
        check("//SOURCES Helper.java\n" + NODE.formatted("A"))
                .hasNoNodeWith(
                        "1-mine.java:1: //SOURCES Helper.java: there is no file " + folder.resolve("Helper.java"));
    }

    @Test
    void hasAConstructorWithParameters() throws IOException {
        check("import node.Node; final class A extends Node { A(int n) {} }")
                .hasNoNodeWith("A needs a constructor without parameters");
    }

    @Test
    void throwsWhenItIsMade() throws IOException {
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    A() {\n"
                        + "        throw new IllegalStateException(\"oops\");\n"
                        + "    }\n"
                        + "}\n")
                .hasNoNodeWith("1-mine.java:4: the node's constructor throws", "oops");
    }

    @Test
    void throwsWhenItsClassIsLoaded() throws IOException {
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    static final int START = Integer.parseInt(\"x\");\n"
                        + "    int next = START;\n"
                        + "}\n")
                .hasNoNodeWith("1-mine.java:3: the node's static initialiser throws", "NumberFormatException");
        check("import node.Node;\n"
                        + "final class A extends Node {\n"
                        + "    static class Start {\n"
                        + "        static final int FIRST = Integer.parseInt(\"x\");\n"
                        + "    }\n"
                        + "}\n")
                .hasNoNodeWith("1-mine.java:4: the node's static initialiser throws", "NumberFormatException");
    }

    /** Of processes it would be the first line, and no message. */
    @Test
    void printsWhenItIsMade() throws IOException {
        var stdout = System.out;
        System.setOut(NodeOutput.stdoutOver(stdout));
        try {
            check("import node.Node;\n"
                            + "final class A extends Node {\n"
                            + "    A() {\n"
                            + "        System.out.println(1);\n"
                            + "    }\n"
                            + "}\n")
                    .hasNoNodeWith("1-mine.java:4: the node prints on stdout while it is made", "log()");
        } finally {
            System.setOut(stdout);
        }
    }

    @Test
    void endsTheProcessWhenItIsMade() throws IOException {
        check("import node.Node;\nfinal class A extends Node {\n    A() {\n        System.exit(3);\n    }\n}\n")
                .hasNoNodeWith("1-mine.java:4: the node's constructor ended the process, with exit code 3");
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
                .hasNoNodeWith("1-mine.java:5: the node's constructor does not come to an end");
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
        Check.shortly("1", file.toString()).hasNoNodeWith("2-mine.java:1: ");
    }
}
