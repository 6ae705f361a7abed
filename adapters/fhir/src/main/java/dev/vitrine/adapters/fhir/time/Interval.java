package dev.vitrine.adapters.fhir.time;

/**
 * What a date or time of some precision may mean: from {@code lo} to {@code hi}, both included.
 *
 * @param lo days or milliseconds since 1970-01-01, UTC
 * @param hi the same unit
 */
public record Interval(long lo, long hi) {}
