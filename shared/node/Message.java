package node;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A message as it travels: one JSON object {@code {"src", "dest", "body"}} a line.
 *
 * @param src the sender's id
 * @param dest the receiver's id
 * @param body what it says; {@code type}, {@code msg_id} and {@code in_reply_to} are the protocol's, the rest is the type's
 */
public record Message(String src, String dest, ObjectNode body) {
    /** The body's type, or an empty string where it has none. */
    public String type() {
        return body.path("type").asString("");
    }

    /** The number that an answer refers to, or null where none is wanted. */
    public Long msgId() {
        return number("msg_id");
    }

    /** The {@code msg_id} of the request that this message answers, or null where it answers none. */
    public Long inReplyTo() {
        return number("in_reply_to");
    }

    private Long number(String field) {
        var value = body.get(field);
        return value != null && value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    /**
     * Reads one line in UTF-8, without its end.
     *
     * @throws IllegalArgumentException where the line is no message; says what it is instead
     */
    public static Message parse(byte[] line, int offset, int length) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(line, offset, length);
        } catch (StreamConstraintsException e) {
            throw new IllegalArgumentException("nested too deeply, or a number too long", e);
        } catch (JacksonException e) {
            var place = e.getLocation() == null
                    ? ""
                    : " at column " + e.getLocation().getColumnNr();
            throw new IllegalArgumentException("not JSON" + place, e);
        }
        if (!(json.path("body") instanceof ObjectNode body))
            throw new IllegalArgumentException("no \"body\" that is an object");
        if (!json.path("src").isString()) throw new IllegalArgumentException("no \"src\" that is a string");
        if (!json.path("dest").isString()) throw new IllegalArgumentException("no \"dest\" that is a string");
        return new Message(json.get("src").stringValue(), json.get("dest").stringValue(), body);
    }

    /** This message as one line in UTF-8, without the line's end. */
    public byte[] toBytes() {
        return Json.MAPPER.writeValueAsBytes(this);
    }
}
