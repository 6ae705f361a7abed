package dev.vitrine.ledger.audit;

/**
 * Something wrong in a log.
 *
 * @param place as "entry 17" or "tile/1/000"
 * @param reason what is wrong there
 */
public record FsckProblem(String place, String reason) {}
