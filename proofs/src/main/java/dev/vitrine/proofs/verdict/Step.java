package dev.vitrine.proofs.verdict;

/**
 * A check that was made and passed.
 *
 * @param name its stable name, as {@code record-inclusion}
 * @param detail what it showed, for people
 */
public record Step(String name, String detail) {}
