package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.bbs.BbsSuite;
import dev.vitrine.proofs.internal.curve.Curve;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A gateway's BBS issuer key, as a verifier pins it: together with the one log that it speaks for,
 * so that one trusted gateway can't make presentations in another's name.
 *
 * @param suite the ciphersuite it is used with
 * @param key the key, checked to be in the subgroup
 * @param origin the name of the log whose records it signs
 */
public record TrustedIssuer(BbsSuite suite, BbsPublicKey key, String origin) {
  /** Length of an id in bytes. */
  public static final int ID_LENGTH = 8;

  /**
   * Reads a key of 96 bytes.
   *
   * @throws IllegalArgumentException if it is not one
   */
  public static TrustedIssuer parse(BbsSuite suite, byte[] key, String origin) {
    try {
      return new TrustedIssuer(suite, BbsPublicKey.parse(Curve.current(), key), origin);
    } catch (BbsRefusedException e) {
      throw new IllegalArgumentException("not a BBS public key", e);
    }
  }

  /** Names the key: the first 8 bytes of its tagged SHA-256. */
  public byte[] id() {
    byte[] tag = ("vitrine/1/issuer-key\0" + suite.id() + '\0').getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(Sha256.of(tag, key.toBytes()), ID_LENGTH);
  }
}
