package bench.world;

/**
 * What a node does that the protocol does not foresee, and Maelstrom lets pass.
 *
 * @param type in a word or two
 * @param text in a sentence
 */
public record Warning(String type, String text) {}
