package bench.source;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import node.Node;

/**
 * Keeps a node under test from taking the bench down with it. Its classes are changed as they are loaded: every method and every
 * backward jump first asks whether the node has been told to stop; ending the JVM ends the node instead, and so does starting a
 * process. What the code names counts, in calls and in method references; what it finds by reflection does not: an exit of that
 * kind is refused where the bench ends, but nothing can refuse a {@link Runtime#halt}.
 */
public final class Guard {
    static final ClassDesc SELF = ClassDesc.of(Guard.class.getName());
    private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
    private static final int DETOUR_FLAGS = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

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

    /** Called by guarded code before {@link System#exit} and its like. */
    public static void exit(int status) {
        throw new NodeEnded("ended the process, with exit code " + status);
    }

    /** Called by guarded code before it starts a process, which nobody would end. */
    public static void startProcess() {
        throw new NodeEnded("starts a process of its own");
    }

    /** Called by guarded code before it leaves something to be done when the JVM ends, which may not come to an end. */
    public static void addShutdownHook() {
        throw new NodeEnded("adds a shutdown hook, and a node may be killed at any time");
    }

    /** Called by guarded code before {@link Node#serve}, which ends the JVM when stdin ends. */
    public static void serve() {
        throw new NodeEnded("calls serve(), which is for main() alone");
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
        var guards = new Guards(parsed, classes);
        return file.transformClass(parsed, probed ? Probe.in(parsed).andThen(guards) : guards);
    }

    static String binaryName(ClassDesc name) {
        var descriptor = name.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }

    /** Changes one class. */
    private static final class Guards implements ClassTransform {
        private final ClassModel type;
        private final Map<String, byte[]> classes;
        private final Map<DirectMethodHandleDesc, Refusal> detours = new LinkedHashMap<>();

        Guards(ClassModel type, Map<String, byte[]> classes) {
            this.type = type;
            this.classes = classes;
        }

        @Override
        public void accept(ClassBuilder guarded, ClassElement element) {
            var code = CodeTransform.ofStateful(() -> new Steps(this));
            if (element instanceof MethodModel method)
                guarded.transformMethod(method, MethodTransform.transformingCode(code));
            else guarded.with(element);
        }

        @Override
        public void atEnd(ClassBuilder guarded) {
            detours.forEach((detour, refusal) -> guarded.withMethodBody(
                    detour.methodName(), detour.invocationType(), DETOUR_FLAGS, code -> refuse(detour, refusal, code)));
        }

        private static void refuse(DirectMethodHandleDesc detour, Refusal refusal, CodeBuilder code) {
            var parameters = detour.invocationType().parameterList();
            for (int i = 0; i < parameters.size(); i++)
                code.loadLocal(TypeKind.from(parameters.get(i)), code.parameterSlot(i));
            refusal.emit(code);
            code.aconst_null().athrow(); // which is never reached
        }

        Optional<Refusal> refusal(ClassDesc owner, String name) {
            return Refusal.of(owner, name, classes);
        }

        /** A method reference names a method instead of calling it: what is refused becomes a method of this class. */
        DynamicCallSiteDesc withDetours(InvokeDynamicInstruction reference) {
            var arguments = reference.bootstrapArgs().stream()
                    .map(argument -> detour(argument, reference.typeSymbol().parameterList()))
                    .toArray(ConstantDesc[]::new);
            return DynamicCallSiteDesc.of(
                    reference.bootstrapMethod(), reference.name().stringValue(), reference.typeSymbol(), arguments);
        }

        /** @param receiver the type of what the method is called on, where the reference says that already */
        private ConstantDesc detour(ConstantDesc argument, List<ClassDesc> receiver) {
            if (!(argument instanceof DirectMethodHandleDesc method)) return argument;
            var refusal = refusal(method.owner(), method.methodName());
            if (refusal.isEmpty()) return argument;
            var kind = type.flags().has(AccessFlag.INTERFACE)
                    ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                    : DirectMethodHandleDesc.Kind.STATIC;
            var called = method.invocationType();
            var detour = MethodHandleDesc.ofMethod(
                    kind,
                    type.thisClass().asSymbol(),
                    "guarded$" + method.methodName(),
                    receiver.isEmpty() ? called : called.changeParameterType(0, receiver.getFirst()));
            detours.put(detour, refusal.get());
            return detour;
        }
    }

    /** Changes one method. */
    private static final class Steps implements CodeTransform {
        private final Guards guards;
        private final Set<Label> behind = new HashSet<>();

        Steps(Guards guards) {
            this.guards = guards;
        }

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
                case InvokeInstruction call -> {
                    guards.refusal(call.owner().asSymbol(), call.name().stringValue())
                            .ifPresent(refusal -> refusal.emit(code));
                    code.with(element);
                }
                case InvokeDynamicInstruction reference -> code.invokedynamic(guards.withDetours(reference));
                default -> code.with(element);
            }
        }
    }
}
