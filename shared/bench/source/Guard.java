package bench.source;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Keeps a node under test from taking the bench down with it. Its classes are changed as they are loaded: every method and every
 * backward jump first asks whether the node has been told to stop; ending the JVM ends the node instead, and so does starting a
 * process.
 */
public final class Guard {
    private static final ClassDesc SELF = ClassDesc.of(Guard.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final MethodTypeDesc STATUS = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);

    /** The name of the class loader of nodes under test, by which their frames are known in a stack trace. */
    public static final String LOADER = "nodes under test";

    private static final Map<Thread, String> stopped = new ConcurrentHashMap<>(); // and why
    private static volatile boolean anyStopped;

    private Guard() {}

    /** Thrown in a node that has to end. No node catches it by accident, since it is no exception. */
    public static final class NodeEnded extends Error {
        public NodeEnded(String why) {
            super(why, null, false, true);
        }
    }

    /** Lets the node that runs on {@code thread} end at its next step, and at every further one should it catch that. */
    public static synchronized void stop(Thread thread) {
        stopped.put(thread, did(thread));
        anyStopped = true;
        thread.interrupt();
    }

    private static String did(Thread thread) {
        return Watchdog.isWaiting(thread.getState())
                ? "blocked its thread, so that none of its handlers could run; sleep(), rpc() and promise() let others"
                        + " run"
                : "ran on and on without coming to an end" + memory();
    }

    /** What it may have filled meanwhile; then most of the time goes into looking for some that is free. */
    private static String memory() {
        var jvm = Runtime.getRuntime();
        long used = jvm.totalMemory() - jvm.freeMemory();
        return used < jvm.maxMemory() / 4 * 3
                ? ""
                : ", and the memory is nearly full (" + (used >> 20) + " of " + (jvm.maxMemory() >> 20) + " MB)";
    }

    /** To be called on the thread of a node that has ended: others may run there next. */
    public static synchronized void ended() {
        stopped.remove(Thread.currentThread());
        anyStopped = !stopped.isEmpty();
        Thread.interrupted();
    }

    /** Called by guarded code at every step that could be one of endlessly many. */
    public static void check() {
        if (!anyStopped) return;
        var why = stopped.get(Thread.currentThread());
        if (why != null) throw new NodeEnded(why);
    }

    /** Called by guarded code instead of {@link System#exit}. */
    public static void exit(int status) {
        throw new NodeEnded("ended the process, with exit code " + status);
    }

    /** Called by guarded code before it starts a process, which nobody would end. */
    public static void startProcess() {
        throw new NodeEnded("starts a process of its own");
    }

    /** The place in a node's own code that a stack trace leads to. */
    public static Optional<StackTraceElement> place(StackTraceElement[] trace) {
        return Stream.of(trace)
                .filter(frame -> LOADER.equals(frame.getClassLoaderName()) && frame.getLineNumber() > 0)
                .findFirst();
    }

    /**
     * @param classes the class files that were compiled together, by class name
     * @param probed whether the code is also to tell of its steps: see {@link Probe}
     */
    static byte[] guard(byte[] classFile, Map<String, byte[]> classes, boolean probed) {
        var resolver = ClassHierarchyResolver.ofResourceParsing((ClassDesc name) -> {
                    var bytes = classes.get(binaryName(name));
                    return bytes == null ? null : new ByteArrayInputStream(bytes);
                })
                .orElse(ClassHierarchyResolver.ofResourceParsing(Guard.class.getClassLoader()))
                .orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassHierarchyResolverOption.of(resolver));
        var parsed = file.parse(classFile);
        var guards = ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(Steps::new));
        return file.transformClass(parsed, probed ? Probe.in(parsed).andThen(guards) : guards);
    }

    private static String binaryName(ClassDesc name) {
        var descriptor = name.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    private static final class Steps implements CodeTransform {
        private final Set<Label> behind = new HashSet<>();

        @Override
        public void atStart(CodeBuilder code) {
            code.invokestatic(SELF, "check", NOTHING);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            switch (element) {
                case LabelTarget label -> {
                    behind.add(label.label());
                    code.with(element);
                }
                case BranchInstruction branch
                when behind.contains(branch.target()) -> {
                    code.invokestatic(SELF, "check", NOTHING);
                    code.with(element);
                }
                case InvokeInstruction call when endsTheJvm(call) -> exit(code, call);
                case InvokeInstruction call
                when startsProcess(call) -> {
                    code.invokestatic(SELF, "startProcess", NOTHING);
                    code.with(element);
                }
                default -> code.with(element);
            }
        }

        private static boolean endsTheJvm(InvokeInstruction call) {
            var owner = call.owner().asInternalName();
            var name = call.name().stringValue();
            return owner.equals("java/lang/System") && name.equals("exit")
                    || owner.equals("java/lang/Runtime") && (name.equals("exit") || name.equals("halt"));
        }

        private static boolean startsProcess(InvokeInstruction call) {
            var owner = call.owner().asInternalName();
            var name = call.name().stringValue();
            return owner.equals("java/lang/ProcessBuilder") && name.startsWith("start")
                    || owner.equals("java/lang/Runtime") && name.equals("exec");
        }

        private static void exit(CodeBuilder code, InvokeInstruction call) {
            code.invokestatic(SELF, "exit", STATUS);
            if (call.owner().asInternalName().equals("java/lang/Runtime")) code.pop(); // the Runtime it was called on
        }
    }
}
