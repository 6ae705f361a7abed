package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A gateway's BBS issuer key, as a verifier pins it: together with the one log that it speaks for,
 * so that one trusted gateway can't make presentations in another's name.
 */
public final class TrustedIssuer {
  /** Length of a key in bytes. */
  public static final int KEY_LENGTH = BbsPublicKey.BYTES;

  /** Length of an id in bytes. */
  public static final int ID_LENGTH = 8;

  private final IssuerSuite suite;
  private final BbsPublicKey key;
  private final String origin;

  TrustedIssuer(IssuerSuite suite, BbsPublicKey key, String origin) {
    this.suite = suite;
    this.key = key;
    this.origin = origin;
  }

  /**
   * Reads a key of {@value #KEY_LENGTH} bytes, which must be in the subgroup.
   *
   * @param origin the name of the log whose records it signs
   * @throws IllegalArgumentException if it is not one
   */
  public static TrustedIssuer parse(IssuerSuite suite, byte[] key, String origin) {
    try {
      return new TrustedIssuer(suite, BbsPublicKey.parse(Curve.current(), key), origin);
    } catch (BbsRefusedException e) {
      throw new IllegalArgumentException("not a BBS public key", e);
    }
  }

  /**
   * Reads what {@link #named} gives.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static TrustedIssuer ofNamed(byte[] named, String origin) {
    int head = named.length - KEY_LENGTH;
    byte[] key = Arrays.copyOfRange(named, Math.max(0, head), named.length);
    for (IssuerSuite suite : IssuerSuite.values()) {
      byte[] id = (suite.bbs().id() + '\0').getBytes(StandardCharsets.US_ASCII);
      if (head == id.length && Arrays.equals(id, Arrays.copyOf(named, head))) {
        return parse(suite, key, origin);
      }
    }
    throw new IllegalArgumentException("not a BBS public key with its suite");
  }

  /** The ciphersuite it is used with. */
  public IssuerSuite suite() {
    return suite;
  }

  /** The key's bytes. */
  public byte[] encoded() {
    return key.toBytes();
  }

  /** The name of the log whose records it signs. */
  public String origin() {
    return origin;
  }

  BbsPublicKey key() {
    return key;
  }

  /** Names the key: the first 8 bytes of its tagged SHA-256. */
  public byte[] id() {
    byte[] tag = "vitrine/1/issuer-key\0".getBytes(StandardCharsets.US_ASCII);
    return Arrays.copyOf(Sha256.of(tag, named()), ID_LENGTH);
  }

  /** What the id is of: the suite's id, a zero byte and the key. */
  public byte[] named() {
    byte[] head = (suite.bbs().id() + '\0').getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = key.toBytes();
    return ByteBuffer.allocate(head.length + bytes.length).put(head).put(bytes).array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrustedIssuer that
        && suite == that.suite
        && origin.equals(that.origin)
        && Arrays.equals(key.toBytes(), that.key.toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(id());
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(id());
  }
}
