package dev.vitrine.proofs.bench;

/**
 * One figure and the limit it is held against.
 *
 * @param name what was done
 * @param value how much of {@code unit} it took
 * @param unit the unit of both values
 * @param limitName what sets the limit
 * @param limitValue what that alone takes
 */
public record BenchResult(
    String name, double value, String unit, String limitName, double limitValue) {}
