package bench.workload;

import bench.checker.linearizable.KvAction;
import bench.checker.linearizable.KvAction.Keyed;
import java.time.Duration;
import node.Json;
import node.Request;
import tools.jackson.databind.JsonNode;

/** Sends operations on keys to one node. That there is no such key, or another value, is an error answer and so a failure. */
final class LinKvClient extends Client<KvAction> {
    private record Read(Object key) implements Request<ReadOk> {}

    private record ReadOk(JsonNode value) {}

    private record Write(Object key, Object value) implements Request<WriteOk> {}

    private record WriteOk() {}

    private record Cas(Object key, Object from, Object to) implements Request<CasOk> {}

    private record CasOk() {}

    private final Duration timeout;

    LinKvClient(Options options) {
        this.timeout = Duration.ofMillis(Math.max((long) (10 * options.latencyMillis()), 1000));
    }

    @Override
    public boolean isReusable() {
        return true;
    }

    @Override
    public boolean changesNothing(KvAction action) {
        return action instanceof KvAction.Read;
    }

    @Override
    public KvAction invoke(String server, KvAction action) {
        switch (action) {
            case KvAction.Read(var asked) -> {
                var answer = rpc(server, new Read(asked.key()), timeout);
                return new KvAction.Read(
                        new Keyed<>(asked.key(), Json.MAPPER.treeToValue(answer.value(), Object.class)));
            }
            case KvAction.Write(var pair) -> rpc(server, new Write(pair.key(), pair.value()), timeout);
            case KvAction.Cas(var pair) ->
                rpc(
                        server,
                        new Cas(pair.key(), pair.value().from(), pair.value().to()),
                        timeout);
        }
        return action;
    }
}
