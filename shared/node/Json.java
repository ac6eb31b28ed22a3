package node;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How records become JSON and back. */
public final class Json {
    private Json() {}

    /**
     * The one mapper. Names in snake case; numbers exact, however long; unknown fields ignored; missing, null or ill-typed
     * ones an error (an {@code Optional} may be missing); beyond ASCII everything escaped, so that any string survives any
     * pipe.
     */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(10_000)
                            .build())
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                /** Jackson would take a missing number for 0. */
                @Override
                public Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
                    return member.getRawType() != Optional.class;
                }
            })
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final ClassValue<String> TYPES = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> record) {
            var name = record.getSimpleName();
            return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        }
    };

    private static final ClassValue<Class<?>> REPLIES = new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> request) {
            return Stream.of(request.getGenericInterfaces())
                    .filter(ParameterizedType.class::isInstance)
                    .map(ParameterizedType.class::cast)
                    .filter(type -> type.getRawType() == Request.class)
                    .map(type -> type.getActualTypeArguments()[0])
                    .map(Json::rawClass)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            request.getName() + " must implement Request<...> itself, with the record of its answer"));
        }
    };

    private static final ClassValue<ObjectReader> READERS = readers(MAPPER);

    /** The mapper's reader of each type, which it would look for each time. */
    public static ClassValue<ObjectReader> readers(JsonMapper mapper) {
        return new ClassValue<>() {
            @Override
            protected ObjectReader computeValue(Class<?> type) {
                return mapper.readerFor(type);
            }
        };
    }

    private static Class<?> rawClass(Type type) {
        return type instanceof ParameterizedType generic ? rawClass(generic.getRawType()) : (Class<?>) type;
    }

    /** The message type that a record stands for: its name in snake case. */
    public static String typeOf(Class<?> record) {
        return TYPES.get(record);
    }

    /**
     * The record that a message's body stands for.
     *
     * @throws tools.jackson.core.JacksonException where it does not fit
     */
    static <R> R read(ObjectNode body, Class<R> record) {
        return READERS.get(record).readValue(body);
    }

    /** The record that answers {@code request}. */
    @SuppressWarnings("unchecked")
    static <R extends Record> Class<R> replyOf(Class<?> request) {
        return (Class<R>) REPLIES.get(request);
    }
}
