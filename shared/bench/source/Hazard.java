package bench.source;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a node may do that makes the same seed give another run, and what there is instead. */
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
            "a List, a TreeSet or a LinkedHashMap has one order");

    private final String what;
    private final String instead;
    private final Pattern calls;

    /** @param calls the methods that do so, as {@code owner.name(parameters)result} in a class file's words */
    Hazard(String what, String instead, String... calls) {
        this.what = what;
        this.instead = instead;
        this.calls = Pattern.compile(String.join("|", calls));
    }

    /** What calling {@code method} is. */
    static Optional<Hazard> ofCalling(String method) {
        return Stream.of(values())
                .filter(hazard -> hazard.calls.matcher(method).matches())
                .findFirst();
    }

    @Override
    public String toString() {
        return what + "; " + instead;
    }
}
