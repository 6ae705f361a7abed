package dev.vitrine.adapters.fhir.json;

/** Every bound on what a document may cost, in one place. {@code docs/fhir.md} lists them. */
public final class FhirLimits {
  /** Bytes of a document. */
  public static final int DOCUMENT_BYTES = 16 << 20;

  /** Objects and arrays inside one another. */
  public static final int DEPTH = 64;

  /** Values of any kind in a document: objects, arrays and primitives. */
  public static final int VALUES = 400_000;

  /** Members of one object. */
  public static final int MEMBERS = 256;

  /** Characters of a member's name. */
  public static final int NAME = 64;

  /** Characters of a string: FHIR R4's own bound. */
  public static final int STRING = 1 << 20;

  /** Characters of base64 in {@code data}, for which FHIR has no bound. */
  public static final int BASE64 = 12 << 20;

  /** Characters of a number. */
  public static final int NUMBER = 64;

  /** Size of a number's exponent, either way. */
  public static final int EXPONENT = 999;

  /** Bytes of all primitives together with their pointers. */
  public static final long ELEMENT_BYTES = 64L << 20;

  /** Problems reported before reading stops. */
  public static final int PROBLEMS = 20;

  /** Look-up tags of a record. */
  public static final int TAGS = 32;

  /** Characters of a tag; what is longer can't be looked up. */
  public static final int TAG = 512;

  private FhirLimits() {}
}
