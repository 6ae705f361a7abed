package dev.vitrine.gateway.audit;

/**
 * A log as {@code /log/shards} lists it. What it says is not signed: checkpoints are.
 *
 * @param number 0 for the log itself, above for its shards
 * @param origin its name
 * @param state {@code open} or {@code frozen}
 * @param size how many entries are published
 * @param vkey the key that signs its checkpoints
 */
public record ListedLog(int number, String origin, String state, long size, String vkey) {}
