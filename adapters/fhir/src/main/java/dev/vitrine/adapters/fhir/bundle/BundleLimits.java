package dev.vitrine.adapters.fhir.bundle;

/** Every bound on a Bundle besides those on a document. {@code docs/fhir.md} lists them. */
public final class BundleLimits {
  /** Entries of a Bundle that is taken apart. */
  public static final int ENTRIES = 10_000;

  /** Bytes of all primitives of all entries' resources, with their pointers. */
  public static final long ELEMENT_BYTES = 128L << 20;

  /** Problems reported of a Bundle. */
  public static final int PROBLEMS = 100;

  /** Patients in a Bundle that is one record, by which that record can be found. */
  public static final int PATIENTS = 16;

  private BundleLimits() {}
}
