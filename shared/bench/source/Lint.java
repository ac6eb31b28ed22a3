package bench.source;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks through a node's classes for what would make the same seed give another run, or take its messages away. It sees what
 * the code calls by name, and follows a {@code Set.of} or {@code Map.of} as far as a variable or a field; a hash table with keys
 * that hash by identity it does not see.
 */
final class Lint {
    private static final Pattern UNORDERED = Pattern.compile(
            "java/util/Set\\.(copyOf|of\\((?!\\)|Ljava/lang/Object;\\))).*" // of one element there is one order
                    + "|java/util/Map\\.(copyOf|ofEntries|of\\((?!\\)|Ljava/lang/Object;Ljava/lang/Object;\\))).*");

    private static final Pattern VIEW = Pattern.compile("java/util/Map\\.(entrySet|keySet|values)\\(.*");
    private static final Pattern ITERATION = Pattern.compile("java/(util|lang)/\\w+\\.(iterator|forEach|toArray)\\(.*"
            + "|java/util/(ArrayList|ArrayDeque|Linked\\w+)\\.<init>\\(Ljava/util/(Collection|Map);\\)V"
            + "|java/util/(Array)?(List|Deque)\\.(addAll|copyOf)\\(.*"
            + "|java/lang/String\\.join\\(.*Iterable;.*");
    private static final Pattern STREAM = Pattern.compile("java/util/\\w+\\.stream\\(.*");

    /** What comes out of a stream the same in any order. */
    private static final Set<String> ORDER_FORGOTTEN =
            Set.of("sorted", "anyMatch", "allMatch", "noneMatch", "count", "min", "max", "sum");

    private static final Pattern MUTABLE = Pattern.compile(
            "java/util/(concurrent/)?(atomic/)?\\w*(Map|Set|List|Deque|Queue|Atomic\\w*|Adder|Random)\\.<init>\\(.*"
                + "|java/lang/String(Builder|Buffer)\\.<init>\\(.*"
                + "|java/util/(Collections|concurrent/ConcurrentHashMap)\\.(synchronized|newSet|newKeySet)\\w*\\(.*");
    private static final Pattern REPLY = Pattern.compile("Lnode/Request<L([^;<]+)");

    /** A line that does something hazardous. */
    record Finding(String file, int line, Hazard hazard) {
        @Override
        public String toString() {
            return file + ":" + line + " " + hazard;
        }
    }

    private final Set<Finding> findings = new TreeSet<>(
            Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::hazard));
    private final Set<String> unorderedFields = new HashSet<>();
    private final Set<String> enums = new HashSet<>();

    /** Classes whose objects hash by identity, unless they have a method of their own for that, which is called then. */
    private final Set<String> plain = new HashSet<>(Set.of("java/lang/Object", "java/lang/Class", "java/lang/Thread"));

    private final Set<String> messages = new HashSet<>();

    private Lint() {}

    /** @param classes class files by class name */
    static List<Finding> of(Map<String, byte[]> classes) {
        var lint = new Lint();
        var models = classes.values().stream()
                .map(bytes -> ClassFile.of().parse(bytes))
                .toList();
        models.forEach(lint::look); // at which fields are unordered, which classes are enums, and which are sent
        lint.findings.clear();
        models.forEach(lint::look);
        return List.copyOf(lint.findings);
    }

    private void look(ClassModel type) {
        boolean isEnum = type.superclass()
                .filter(parent -> parent.asInternalName().equals("java/lang/Enum"))
                .isPresent();
        var name = type.thisClass().asInternalName();
        if (isEnum) enums.add(name);
        if (!type.flags().has(AccessFlag.INTERFACE)) plain.add(name);
        type.findAttribute(Attributes.signature())
                .map(signature -> REPLY.matcher(signature.signature().stringValue()))
                .filter(Matcher::find)
                .ifPresent(reply -> messages.add(reply.group(1)));
        for (var parent : type.interfaces())
            if (parent.asInternalName().matches("node/(Request|Notice)")) messages.add(name);
        var file = type.findAttribute(Attributes.sourceFile())
                .map(source -> source.sourceFile().stringValue())
                .orElse("?");
        for (var method : type.methods()) {
            var body = new Body(file, method.methodName().equalsString("<clinit>"));
            if (!method.flags().has(AccessFlag.STATIC)) body.variableTypes.put(0, name);
            method.code().ifPresent(code -> code.forEach(body::look));
            body.endStream();
        }
    }

    /** Goes through one method's code, and knows of each instruction what the one before it left on the stack. */
    private final class Body {
        private final String file;
        private final boolean initialisesClass;
        private final Set<Integer> unorderedVariables = new HashSet<>();
        private final Map<Integer, String> variableTypes = new HashMap<>();
        private int line;
        private int streamBegunAt; // the line, or 0 where none of something unordered is under way
        private boolean leftUnordered;
        private boolean isUnorderedBelow; // what was on top before arguments were put there
        private boolean leftMutable;
        private String leftType; // null where it is not known

        Body(String file, boolean initialisesClass) {
            this.file = file;
            this.initialisesClass = initialisesClass;
        }

        void look(CodeElement element) {
            if (element instanceof LineNumber number) line = number.line();
            if (element instanceof PseudoInstruction || element instanceof TypeCheckInstruction) return;
            var type = leftType;
            leftType = null;
            boolean unordered = leftUnordered;
            boolean mutable = leftMutable;
            boolean below = isUnorderedBelow;
            leftUnordered = false;
            leftMutable = false;
            isUnorderedBelow = false;
            switch (element) {
                case InvokeInstruction call -> {
                    call(call, unordered || below && call.name().equalsString("forEach"));
                    if (isIdentityHash(call, type)) find(Hazard.IDENTITY);
                }
                case InvokeDynamicInstruction lambda -> {
                    lambda(lambda);
                    isUnorderedBelow = below || unordered && lambda.typeSymbol().parameterCount() == 0;
                }
                case FieldInstruction field -> field(field, unordered, mutable);
                case StoreInstruction store -> {
                    variableTypes.put(store.slot(), type);
                    if (unordered) unorderedVariables.add(store.slot());
                    else unorderedVariables.remove(store.slot());
                }
                case LoadInstruction load -> {
                    leftType = variableTypes.get(load.slot());
                    leftUnordered = unorderedVariables.contains(load.slot());
                    isUnorderedBelow = below || unordered;
                }
                case NewPrimitiveArrayInstruction array -> leftMutable = true; // of a table its elements would follow
                case NewReferenceArrayInstruction array -> leftMutable = true;
                case NewMultiArrayInstruction array -> leftMutable = true;
                default -> {}
            }
        }

        private void call(InvokeInstruction call, boolean unordered) {
            var owner = call.owner().asInternalName();
            var method = owner + "." + call.name().stringValue() + call.type().stringValue();
            Hazard.ofUsing(method).ifPresent(this::find);
            boolean sends = messages.contains(owner) && call.name().equalsString("<init>");
            if (unordered && (sends || ITERATION.matcher(method).matches())) find(Hazard.UNORDERED);
            stream(call, unordered && STREAM.matcher(method).matches());
            leftUnordered = UNORDERED.matcher(method).matches()
                    || unordered && VIEW.matcher(method).matches();
            leftMutable = MUTABLE.matcher(method).matches();
            leftType = call.name().equalsString("<init>")
                    ? owner
                    : known(call.typeSymbol().returnType());
        }

        /** @param type of what is on the stack; what is declared as an object may be anything */
        private boolean isIdentityHash(InvokeInstruction call, String type) {
            if (!call.name().equalsString("hashCode")) return false;
            var owner = call.owner().asInternalName();
            return enums.contains(owner) || owner.equals("java/lang/Object") && plain.contains(type);
        }

        private static String known(ClassDesc type) {
            if (!type.isClassOrInterface() || type.equals(ConstantDescs.CD_Object)) return null;
            var descriptor = type.descriptorString();
            return descriptor.substring(1, descriptor.length() - 1);
        }

        private void stream(InvokeInstruction call, boolean begins) {
            if (begins) {
                endStream();
                streamBegunAt = line;
            } else if (!call.owner().asInternalName().startsWith("java/util/stream/")) {
                return; // what an argument comes from
            } else if (ORDER_FORGOTTEN.contains(call.name().stringValue())) {
                streamBegunAt = 0;
            } else if (!call.type().stringValue().endsWith("Stream;")) {
                endStream();
            }
        }

        private void endStream() {
            if (streamBegunAt > 0) findings.add(new Finding(file, streamBegunAt, Hazard.UNORDERED));
            streamBegunAt = 0;
        }

        /** A method reference calls what it names. */
        private void lambda(InvokeDynamicInstruction lambda) {
            for (var argument : lambda.bootstrapArgs()) {
                if (!(argument instanceof DirectMethodHandleDesc method)) continue;
                Hazard.ofUsing(known(method.owner()) + "." + method.methodName() + method.lookupDescriptor())
                        .ifPresent(this::find);
            }
        }

        private void field(FieldInstruction field, boolean unordered, boolean mutable) {
            var name = field.owner().asInternalName() + "." + field.name().stringValue();
            switch (field.opcode()) {
                case GETFIELD, GETSTATIC -> {
                    Hazard.ofUsing(name).ifPresent(this::find);
                    leftUnordered = unorderedFields.contains(name);
                    leftType = known(field.typeSymbol());
                }
                case PUTFIELD, PUTSTATIC -> {
                    if (unordered) unorderedFields.add(name);
                    boolean isStatic = field.opcode() == Opcode.PUTSTATIC;
                    boolean isOfJavac = field.name().stringValue().startsWith("$SwitchMap$");
                    if (isStatic && !isOfJavac && (mutable || !initialisesClass)) find(Hazard.STATIC);
                }
                default -> throw new IllegalArgumentException(field.toString());
            }
        }

        private void find(Hazard hazard) {
            findings.add(new Finding(file, line, hazard));
        }
    }
}
