package dev.vitrine.ledger.bench;

/**
 * A measured figure beside the limit measured in the same run.
 *
 * @param name what was measured
 * @param value how much
 * @param unit of both values
 * @param limitName what bounds it
 * @param limitValue the bound
 */
public record Figure(String name, double value, String unit, String limitName, double limitValue) {}
