package dev.vitrine.adapters.fhir.path;

/**
 * Why an expression was refused, or could not be evaluated. Its message holds words of the
 * expression, never a value of a document.
 */
public final class FhirPathException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What kind of fault it is. */
  public enum Kind {
    /** Not well formed, or against a rule that shows without a document. */
    INVALID,
    /** FHIRPath, but outside of this subset. */
    UNSUPPORTED,
    /** Longer, deeper or more work than {@link PathLimits} allows. */
    TOO_COMPLEX,
    /** FHIRPath says that evaluation ends with an error, as for several items where one may be. */
    EVALUATION
  }

  private final Kind kind;
  private final int position;

  FhirPathException(Kind kind, int position, String message) {
    super(message + (position < 0 ? "" : " (at character " + (position + 1) + ")"));
    this.kind = kind;
    this.position = position;
  }

  static FhirPathException invalid(int position, String message) {
    return new FhirPathException(Kind.INVALID, position, message);
  }

  static FhirPathException unsupported(int position, String feature) {
    return new FhirPathException(Kind.UNSUPPORTED, position, "not supported: " + feature);
  }

  static FhirPathException evaluation(String message) {
    return new FhirPathException(Kind.EVALUATION, -1, message);
  }

  /** The kind of fault. */
  public Kind kind() {
    return kind;
  }

  /** The character of the expression, from 0; −1 where it is the whole. */
  public int position() {
    return position;
  }
}
