package bench.source;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a node may do that makes the same seed give another run, or takes its messages away, and what there is instead. */
public enum Hazard {
    CLOCK(
            "reads the machine's clock",
            "now() is the node's own",
            "java/lang/System\\.(nanoTime|currentTimeMillis)\\(.*",
            "java/time/\\w+\\.now\\((?!Ljava/time/Clock;).*",
            "java/time/Clock\\.(system|tick).*",
            "java/time/InstantSource\\.system\\(.*",
            "java/util/(Date|GregorianCalendar)\\.<init>\\(\\)V",
            "java/util/Calendar\\.getInstance\\(.*"),
    CHANCE(
            "draws chance that no seed decides",
            "random() is the node's own",
            "java/lang/(Strict)?Math\\.random\\(.*",
            "java/util/(Splittable)?Random\\.<init>\\(\\)V",
            "java/util/concurrent/ThreadLocalRandom\\..*",
            "java/security/SecureRandom\\.(<init>|getInstance).*",
            "java/util/UUID\\.randomUUID\\(.*",
            "java/util/random/RandomGenerator\\.(of|getDefault)\\(.*",
            "java/util/random/RandomGeneratorFactory\\.create\\(\\).*",
            "java/util/Collections\\.shuffle\\(Ljava/util/List;\\)V"),
    THREADS(
            "has threads of its own, or holds one up",
            "go(), every() and sleep() are the node's own",
            "java/lang/Thread\\.(<init>|ofVirtual|ofPlatform|startVirtualThread|sleep)\\(.*",
            "java/util/concurrent/TimeUnit\\.sleep\\(.*",
            "java/util/concurrent/(Executors|ForkJoinPool)\\..*",
            "java/util/concurrent/\\w*Executor\\.<init>\\(.*",
            "java/util/concurrent/Completable(Future|Stage)\\.\\w+Async\\(.*",
            "java/util/Timer\\.<init>\\(.*"),
    PARALLEL(
            "runs a stream in parallel",
            "a plain stream has one order",
            ".*\\.parallelStream\\(\\)Ljava/util/stream/Stream;",
            "java/util/stream/\\w+\\.parallel\\(\\).*"),
    IDENTITY(
            "takes a hash that is an object's identity",
            "a record, a string or a number has one that is always the same",
            "java/lang/System\\.identityHashCode\\(.*",
            "java/util/IdentityHashMap\\.<init>\\(.*"),
    STATIC(
            "has static state, for which each node needs a copy of all classes",
            "a field is the node's own without that"),
    UNORDERED(
            "depends on the order of a Set.of, Map.of or copyOf, which is another in every JVM",
            "a List, a TreeSet or a LinkedHashMap has one order"),
    STDIN(
            "reads stdin, which brings the node's messages and nothing else",
            "on() says what to do with each message",
            "java/lang/System\\.(in|console\\(.*|inheritedChannel\\(.*)",
            "java/io/FileDescriptor\\.in",
            "java/lang/IO\\.readln\\(.*");

    private final String what;
    private final String instead;
    private final Pattern names;

    /**
     * @param names of methods and fields that do so: {@code owner.name(parameters)result} in a class file's words, or
     *     {@code owner.name}
     */
    Hazard(String what, String instead, String... names) {
        this.what = what;
        this.instead = instead;
        this.names = Pattern.compile(String.join("|", names));
    }

    /** What using the method or the field of this name is. */
    static Optional<Hazard> ofUsing(String name) {
        return Stream.of(values())
                .filter(hazard -> hazard.names.matcher(name).matches())
                .findFirst();
    }

    @Override
    public String toString() {
        return what + "; " + instead;
    }
}
