package bench.checker.kafka;

import bench.checker.PlainJson;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client does with a set of logs, each known by a key. */
public sealed interface KafkaAction {
    /** Appends a message to a log. */
    record Send(Sent value) implements KafkaAction {}

    /** Reads on in the logs that this client is assigned to. */
    record Poll(Polled value) implements KafkaAction {}

    /**
     * From now on polls these keys and no others; those that are new to the client, from the beginning.
     *
     * @param value the keys
     * @param seekToBeginning whether the client starts at the beginning with all of them
     * @param committed the committed offsets that the server knows, by key; null where they were not asked for, or not yet
     */
    record Assign(
            List<String> value,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean seekToBeginning,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, Long> committed)
            implements KafkaAction {}

    /**
     * Throws the client away, with the places it had reached.
     *
     * @param value always null
     */
    record Crash(Void value) implements KafkaAction {}

    /**
     * A message and where it went; as JSON {@code [["send", key, message]]}, and once it has its place
     * {@code [["send", key, [offset, message]]]}.
     *
     * @param offset null as long as it is not known
     * @param message any JSON value
     */
    record Sent(String key, Long offset, Object message) {
        public Sent {
            message = PlainJson.of(message);
        }

        @JsonValue
        List<?> asMicroOps() {
            return List.of(List.of("send", key, offset == null ? message : new Entry(offset, message)));
        }
    }

    /**
     * What a poll returned; as JSON {@code [["poll", {key: [[offset, message], ...]}]]}, and before {@code [["poll"]]}.
     *
     * @param entries by key, in the order in which they came; null as long as nothing did
     */
    record Polled(Map<String, List<Entry>> entries) {
        /** A poll that has not been answered. */
        public static final Polled NOTHING_YET = new Polled(null);

        public Polled {
            if (entries != null) entries = new LinkedHashMap<>(entries);
        }

        @JsonValue
        List<?> asMicroOps() {
            return List.of(entries == null ? List.of("poll") : List.of("poll", entries));
        }
    }

    /**
     * A message in its place; as JSON {@code [offset, message]}.
     *
     * @param message any JSON value
     */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Entry(long offset, Object message) {
        public Entry {
            message = PlainJson.of(message);
        }
    }
}
