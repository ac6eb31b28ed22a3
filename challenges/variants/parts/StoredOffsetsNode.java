import java.util.Optional;
import kv.Kv;

/** Committed offsets in lin-kv. They only move on, whoever commits. */
abstract class StoredOffsetsNode extends KafkaNode {
    final Kv<Long> offsets = new Kv<>(this, Kv.LIN, Long.class);

    @Override
    void commit(String key, long offset) {
        while (true) {
            long committed = committed(key).orElse(-1L);
            if (offset <= committed || offsets.casOrCreate("committed " + key, committed, offset)) return;
        }
    }

    @Override
    final Optional<Long> committed(String key) {
        return retry(() -> offsets.read("committed " + key));
    }
}
