package bench.source;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;
import node.Node;

/** What a node under test may not do, and the method of {@link Guard} that is called before it and never comes back. */
enum Refusal {
    /** It is given the status, which such a call has on top of the stack. */
    EXIT("exit", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int)),

    START_PROCESS("startProcess", MethodTypeDesc.of(ConstantDescs.CD_void)),
    ADD_SHUTDOWN_HOOK("addShutdownHook", MethodTypeDesc.of(ConstantDescs.CD_void)),
    SERVE("serve", MethodTypeDesc.of(ConstantDescs.CD_void));

    private final String method;
    private final MethodTypeDesc type;

    Refusal(String method, MethodTypeDesc type) {
        this.method = method;
        this.type = type;
    }

    /**
     * Of calling this method, if it is refused at all.
     *
     * @param classes the class files that were compiled together, by class name
     */
    static Optional<Refusal> of(ClassDesc owner, String name, Map<String, byte[]> classes) {
        if (!owner.isClassOrInterface()) return Optional.empty();
        var ownerName = Guard.binaryName(owner);
        return Optional.ofNullable(
                switch (ownerName + "." + name) {
                    case "java.lang.System.exit", "java.lang.Runtime.exit", "java.lang.Runtime.halt" -> EXIT;
                    case "java.lang.Runtime.exec",
                            "java.lang.ProcessBuilder.start",
                            "java.lang.ProcessBuilder.startPipeline" -> START_PROCESS;
                    case "java.lang.Runtime.addShutdownHook" -> ADD_SHUTDOWN_HOOK;
                    default -> name.equals("serve") && isNode(ownerName, classes) ? SERVE : null;
                });
    }

    private static boolean isNode(String type, Map<String, byte[]> classes) {
        if (!classes.containsKey(type)) return type.equals(Node.class.getName());
        return ClassFile.of()
                .parse(classes.get(type))
                .superclass()
                .filter(parent -> isNode(parent.asInternalName().replace('/', '.'), classes))
                .isPresent();
    }

    void emit(CodeBuilder code) {
        if (this == EXIT) code.dup();
        code.invokestatic(Guard.SELF, method, type);
    }
}
