package dev.vitrine.proofs.record;

import java.util.List;

/** A document that an adapter refuses, with everything it found wrong; nothing of it was taken. */
public final class InvalidDocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one
   */
  public InvalidDocumentException(List<Problem> problems) {
    super(problems.get(0).code() + " at " + problems.get(0).location());
    this.problems = List.copyOf(problems);
  }

  /** A refusal for one reason. */
  public InvalidDocumentException(String code, String location, String reason, String remedy) {
    this(List.of(new Problem(code, location, reason, remedy)));
  }

  /** What is wrong, the first found first. */
  public List<Problem> problems() {
    return problems;
  }
}
