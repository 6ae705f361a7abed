package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.CurveException;

/** A key, signature or proof that is refused, with the step that failed. */
public final class BbsRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final BbsStep step;

  BbsRefusedException(BbsStep step, String reason) {
    super(reason);
    this.step = step;
  }

  BbsRefusedException(BbsStep step, String what, CurveException cause) {
    super(what + ": " + cause.getMessage(), cause);
    this.step = step;
  }

  /** The step that failed; those before it passed. */
  public BbsStep step() {
    return step;
  }
}
