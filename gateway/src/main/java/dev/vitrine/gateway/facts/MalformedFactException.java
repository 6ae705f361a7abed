package dev.vitrine.gateway.facts;

import dev.vitrine.proofs.record.Problem;

/** A fact is not asked for in a form that can be read; says where and what to do. */
public final class MalformedFactException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  MalformedFactException(String field, String reason, String remedy) {
    super(field + ": " + reason + " " + remedy);
    this.problem = new Problem("malformed-fact", field, reason, remedy);
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }
}
