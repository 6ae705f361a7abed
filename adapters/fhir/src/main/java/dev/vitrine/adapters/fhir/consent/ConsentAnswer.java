package dev.vitrine.adapters.fhir.consent;

/** What consents say to a request. */
public enum ConsentAnswer {
  /** They allow it. */
  PERMIT,
  /** They forbid it, or say something that is not understood here. */
  DENY,
  /** They do not speak of it. */
  SILENT;

  /** Of several consents: one that forbids is enough, and one that allows breaks the silence. */
  public ConsentAnswer and(ConsentAnswer other) {
    if (this == DENY || other == DENY) {
      return DENY;
    }
    return this == PERMIT || other == PERMIT ? PERMIT : SILENT;
  }
}
