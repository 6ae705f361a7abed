package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.pseudonym.PseudonymKey;
import java.util.Arrays;

/**
 * The public part of a {@link NamingKey}, as a verifier pins it: together with the one log whose
 * subjects it names.
 *
 * @param key a compressed point of G1, 48 bytes, checked
 * @param origin the name of the log
 */
public record TrustedNaming(byte[] key, String origin) {
  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = PseudonymKey.Public.BYTES;

  /**
   * Checks the key.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public TrustedNaming {
    PseudonymKey.Public.parse(Curve.current(), key);
  }

  PseudonymKey.Public parsed(Curve curve) {
    return PseudonymKey.Public.parse(curve, key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedNaming that
        && origin.equals(that.origin)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }
}
