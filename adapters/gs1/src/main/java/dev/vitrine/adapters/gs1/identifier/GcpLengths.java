package dev.vitrine.adapters.gs1.identifier;

import dev.vitrine.proofs.record.InvalidDocumentException;

/**
 * How many digits the GS1 Company Prefix has that a key starts with. A Digital Link does not tell,
 * an EPC URI does, so only the way from link to EPC URI needs this. GS1 publishes the lengths as a
 * table of prefixes; it is not part of this software and is read from the operator's own copy.
 * Immutable.
 */
public abstract class GcpLengths {
  private static final GcpLengths UNKNOWN =
      new GcpLengths() {
        @Override
        int of(String value, int from) {
          return 0;
        }
      };

  GcpLengths() {}

  /** Where no table is configured: every length is unknown. */
  public static GcpLengths unknown() {
    return UNKNOWN;
  }

  /**
   * The same length for every key, where it is known from elsewhere.
   *
   * @throws IllegalArgumentException if {@code length} is not from 6 to 12
   */
  public static GcpLengths of(int length) {
    if (length < UrnReader.MIN_PREFIX || length > UrnReader.MAX_PREFIX) {
      throw new IllegalArgumentException("a GS1 Company Prefix has 6 to 12 digits");
    }
    return new GcpLengths() {
      @Override
      int of(String value, int from) {
        return length;
      }
    };
  }

  /**
   * Reads GS1's file of prefix lengths.
   *
   * @throws InvalidDocumentException with the place, if it is not one
   */
  public static GcpLengths read(byte[] json) throws InvalidDocumentException {
    return GcpTable.parse(json);
  }

  /** The length of the prefix that starts at {@code from}; 0 where it is not known. */
  abstract int of(String value, int from);
}
