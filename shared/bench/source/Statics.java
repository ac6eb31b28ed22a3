package bench.source;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells whether a node's classes have static fields that could hold state. As processes each node has such fields of its own. */
final class Statics {
    private static final Set<String> IMMUTABLE = Set.of(
            "Ljava/lang/Boolean;",
            "Ljava/lang/Byte;",
            "Ljava/lang/Character;",
            "Ljava/lang/Double;",
            "Ljava/lang/Float;",
            "Ljava/lang/Integer;",
            "Ljava/lang/Long;",
            "Ljava/lang/Short;",
            "Ljava/lang/String;",
            "Ljava/math/BigDecimal;",
            "Ljava/math/BigInteger;",
            "Ljava/time/Duration;",
            "Ljava/time/Instant;",
            "Ljava/util/regex/Pattern;");

    private final Map<String, ClassModel> models; // by descriptor

    private Statics(Collection<byte[]> classes) {
        models = classes.stream()
                .map(bytes -> ClassFile.of().parse(bytes))
                .collect(Collectors.toMap(
                        model -> model.thisClass().asSymbol().descriptorString(), Function.identity()));
    }

    /** Whether there is one that is not certain to stay as it is: of an interface or an array that is not known. */
    static boolean mayHoldState(Collection<byte[]> classes) {
        var statics = new Statics(classes);
        return statics.models.values().stream()
                .flatMap(model -> model.fields().stream())
                .filter(field ->
                        has(field, AccessFlag.STATIC) && !has(field, AccessFlag.SYNTHETIC)) // javac's never change
                .anyMatch(field -> !statics.stays(field, Set.of()));
    }

    private static boolean has(FieldModel field, AccessFlag flag) {
        return field.flags().has(flag);
    }

    private boolean stays(FieldModel field, Set<String> asked) {
        return has(field, AccessFlag.FINAL) && isImmutable(field.fieldTypeSymbol(), asked);
    }

    /** What another class brings, above or below this one, is not looked at. */
    private static boolean extendsNothing(ClassModel model) {
        return model.superclass()
                .filter(parent -> parent.asInternalName().matches("java/lang/(Object|Record|Enum)"))
                .isPresent();
    }

    /** @param asked the types around this one: a type that has itself as a part is what its other parts make it */
    private boolean isImmutable(ClassDesc type, Set<String> asked) {
        var name = type.descriptorString();
        if (type.isPrimitive() || IMMUTABLE.contains(name) || asked.contains(name)) return true;
        var model = models.get(name);
        if (model == null || !model.flags().has(AccessFlag.FINAL) || !extendsNothing(model)) return false;
        var around = new HashSet<>(asked);
        around.add(name);
        return model.fields().stream()
                .filter(field -> !has(field, AccessFlag.STATIC))
                .allMatch(field -> stays(field, around));
    }
}
