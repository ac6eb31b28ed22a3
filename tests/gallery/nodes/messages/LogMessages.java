import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;
import java.util.Map;
import node.Request;
import tools.jackson.databind.JsonNode;

/** What clients ask of a log. */
interface LogMessages {
    record Send(String key, JsonNode msg) implements Request<SendOk> {}

    record SendOk(long offset) {}

    record Poll(Map<String, Integer> offsets) implements Request<PollOk> {}

    record PollOk(Map<String, List<Entry>> msgs) {}

    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    record Entry(long offset, JsonNode msg) {}

    record CommitOffsets(Map<String, Long> offsets) implements Request<CommitOffsetsOk> {}

    record CommitOffsetsOk() {}

    record ListCommittedOffsets(List<String> keys) implements Request<ListCommittedOffsetsOk> {}

    record ListCommittedOffsetsOk(Map<String, Long> offsets) {}
}
