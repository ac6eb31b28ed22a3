///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//DEPS tools.jackson.core:jackson-databind:3.2.4
//SOURCES ../../shared/node/*.java
//SOURCES ../../shared/kv/*.java
//SOURCES 5c-owner-list.java
//SOURCES parts/KafkaNode.java
//MAIN PackedListNode

// idea: 5c-owner-list.java with the list compressed
// source: folklore
// passes: 5c
// survives: partition, one-way, link, spike, slow, pause, clock

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import node.Json;
import tools.jackson.databind.JsonNode;

/**
 * 5c-owner-list.java, whose lists are deflated and written in base 64. The messages are as many; they are shorter once a log is
 * longer than the overhead, which the sixteen small numbers of the official run are not. It divides n^2 by a constant.
 */
final class PackedListNode extends OwnerListNode {
    @Override
    JsonNode encode(List<JsonNode> log) {
        var deflater = new Deflater();
        deflater.setInput(Json.MAPPER.writeValueAsBytes(log));
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        var buffer = new byte[1024];
        while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
        deflater.end();
        return Json.MAPPER.valueToTree(Base64.getEncoder().encodeToString(packed.toByteArray()));
    }

    @Override
    List<JsonNode> decode(JsonNode stored) {
        var inflater = new Inflater();
        inflater.setInput(Base64.getDecoder().decode(stored.stringValue()));
        var unpacked = new ByteArrayOutputStream();
        var buffer = new byte[1024];
        try {
            while (!inflater.finished()) unpacked.write(buffer, 0, inflater.inflate(buffer));
        } catch (DataFormatException e) {
            throw new IllegalStateException("the store holds what nobody packed: " + stored, e);
        } finally {
            inflater.end();
        }
        return List.copyOf(Json.MAPPER.readTree(unpacked.toByteArray()).values());
    }

    void main() {
        serve();
    }
}
