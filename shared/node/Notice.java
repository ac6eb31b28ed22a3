package node;

/** A message that is not answered: it may be lost, and its sender will not know. Named and written as {@link Request}s are. */
public interface Notice {}
