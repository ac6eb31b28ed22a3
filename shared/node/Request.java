package node;

/**
 * A message that is answered. The record's name is the message's type and its components are the body's fields, both in
 * snake case: {@code record AddAll(int maxCount)} is {@code {"type": "add_all", "max_count": 3}}.
 *
 * @param <R> the record of the answer: a handler that returns anything else does not compile
 */
public interface Request<R extends Record> {}
