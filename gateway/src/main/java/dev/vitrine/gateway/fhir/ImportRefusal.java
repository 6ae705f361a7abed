package dev.vitrine.gateway.fhir;

import dev.vitrine.proofs.record.Problem;

/**
 * A line of an import that was refused, with the first thing wrong with it. No value of the line is
 * repeated.
 *
 * @param line from 1, empty ones counted
 * @param expression where in the line's resource, as FHIRPath
 */
public record ImportRefusal(
    long line, String code, String expression, String reason, String remedy) {
  private static final int LONGEST_EXPRESSION = 256;

  static ImportRefusal of(long line, Problem problem) {
    String place = problem.location();
    return new ImportRefusal(
        line,
        problem.code(),
        place.length() <= LONGEST_EXPRESSION ? place : place.substring(0, LONGEST_EXPRESSION),
        problem.reason(),
        problem.remedy());
  }
}
