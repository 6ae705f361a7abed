package dev.vitrine.proofs.internal.equation;

/**
 * The equation that does not hold.
 *
 * @param step the stable name of the check it belongs to
 * @param reason what that means, for people
 */
public record Failure(String step, String reason) {}
