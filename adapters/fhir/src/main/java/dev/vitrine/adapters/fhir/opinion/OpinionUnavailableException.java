package dev.vitrine.adapters.fhir.opinion;

/** There is no second opinion: too many wait, or the other process failed or took too long. */
public final class OpinionUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there is none. */
  public enum Reason {
    /** As many wait as may. */
    FULL,
    /** The process did not start: its folder lacks HAPI, or it had too little memory or time. */
    NOT_STARTED,
    /** It took longer than it may, or ended over it. */
    GAVE_UP,
    /** The validator failed on this resource by a fault of its own. */
    FAILED,
    /** The gateway is stopping. */
    CLOSED
  }

  private final Reason reason;

  OpinionUnavailableException(Reason reason) {
    super("no second opinion: " + reason, null, false, false);
    this.reason = reason;
  }

  /** Why there is none. */
  public Reason reason() {
    return reason;
  }
}
