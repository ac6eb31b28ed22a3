package bench.checker.counter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/** What a client does with a counter. */
public sealed interface CounterAction {
    record Add(long value) implements CounterAction {}

    /**
     * @param value null as long as it is not known
     * @param isFinal whether it began after the quiet at the end
     */
    record Read(
            Long value,

            @JsonProperty("final") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
            boolean isFinal) implements CounterAction {}
}
