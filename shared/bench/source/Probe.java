package bench.source;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Tells of every step that may change something, and of every answer that is given back, which line took it. Classes are
 * changed to do so as they are loaded, and only for runs that are to be explained.
 */
public final class Probe {
    /** Learns of steps. */
    @FunctionalInterface
    public interface Listener {
        void stepped(String file, int line);
    }

    private static final ClassDesc SELF = ClassDesc.of(Probe.class.getName());
    private static final MethodTypeDesc FILE_AND_LINE =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String, ConstantDescs.CD_int);

    private static final ThreadLocal<Listener> listener = new ThreadLocal<>();

    private Probe() {}

    /** From now on tells {@code listener} of the steps that this thread takes. */
    public static void listen(Listener listener) {
        Probe.listener.set(listener);
    }

    /** Tells nobody any more of this thread's steps. */
    public static void forget() {
        listener.remove();
    }

    /** Called by code under test after each step. */
    public static void stepped(String file, int line) {
        var listening = listener.get();
        if (listening != null) listening.stepped(file, line);
    }

    static ClassTransform in(ClassModel type) {
        boolean isRecord = type.superclass()
                .filter(parent -> parent.asInternalName().equals("java/lang/Record"))
                .isPresent(); // whose fields are read after the handler
        var file = type.findAttribute(Attributes.sourceFile())
                .map(source -> source.sourceFile().stringValue())
                .orElse("?");
        return ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(() -> new Steps(file, !isRecord)));
    }

    private static final class Steps implements CodeTransform {
        private final String file;
        private final boolean tellsOfReturns;
        private int line;

        Steps(String file, boolean tellsOfReturns) {
            this.file = file;
            this.tellsOfReturns = tellsOfReturns;
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof LineNumber number) line = number.line();
            if (tellsOfReturns && element instanceof ReturnInstruction end && end.opcode() == Opcode.ARETURN)
                tell(code);
            code.with(element);
            if (mayChangeSomething(element)) tell(code);
        }

        private void tell(CodeBuilder code) {
            code.loadConstant(file).loadConstant(line).invokestatic(SELF, "stepped", FILE_AND_LINE);
        }

        private static boolean mayChangeSomething(CodeElement element) {
            return switch (element) {
                case InvokeInstruction call -> true;
                case ArrayStoreInstruction store -> true;
                case FieldInstruction field -> field.opcode() == Opcode.PUTFIELD;
                default -> false;
            };
        }
    }
}
