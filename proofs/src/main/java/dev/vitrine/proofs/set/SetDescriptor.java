package dev.vitrine.proofs.set;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.internal.bbs.BbsPublicKey;
import dev.vitrine.proofs.internal.bbs.BbsRefusedException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.record.SlotKind;

/**
 * What one version of a set is. It says how many elements there are and fixes them by a digest; it
 * does not carry them.
 *
 * @param publisher whose set it is, 1 to 128 bytes in UTF-8
 * @param id the set's name, of the publisher's choosing, 1 to 128 bytes in UTF-8
 * @param sequence the version, growing; at least 0
 * @param kind INT or TEXT: which slots' values its elements are
 * @param count how many elements, 0 to 10^6
 * @param gapBits the last number of a gap less its first is below 2^gapBits; 1 to 253, so that
 *     nothing wraps around the group order
 * @param elementsDigest SHA-256 of the elements, ascending; 32 bytes
 * @param issuedAtMillis from when it holds, milliseconds since 1970
 * @param expiresAtMillis until when; after it a verifier refuses. This is how elements leave a set
 * @param key the BBS key of this version alone, 96 bytes encoded
 */
public record SetDescriptor(
    String publisher,
    String id,
    long sequence,
    SlotKind kind,
    int count,
    int gapBits,
    byte[] elementsDigest,
    long issuedAtMillis,
    long expiresAtMillis,
    BbsPublicKey key) {
  /** The most elements. */
  public static final int MAX_ELEMENTS = 1_000_000;

  /** The longest gaps. */
  public static final int MAX_GAP_BITS = 253;

  /** The longest encoding in bytes. */
  static final int MAX_BYTES = 512;

  private static final int VERSION = 1;
  private static final int MAX_NAME = 128;

  /**
   * Checks the ranges above.
   *
   * @throws IllegalArgumentException if one is left
   */
  public SetDescriptor {
    requireName("publisher", publisher);
    requireName("id", id);
    if (kind == SlotKind.ROOT) {
      throw new IllegalArgumentException("a set is of integers or of texts");
    }
    if (sequence < 0 || count < 0 || count > MAX_ELEMENTS) {
      throw new IllegalArgumentException("sequence or count is out of its range");
    }
    if (gapBits < 1 || gapBits > MAX_GAP_BITS) {
      throw new IllegalArgumentException("gapBits must be 1 to 253");
    }
    if (elementsDigest.length != Sha256.LENGTH) {
      throw new IllegalArgumentException("a digest has 32 bytes");
    }
    if (issuedAtMillis < 0 || expiresAtMillis < issuedAtMillis) {
      throw new IllegalArgumentException("expiry is before issue");
    }
    elementsDigest = elementsDigest.clone();
  }

  @Override
  public byte[] elementsDigest() {
    return elementsDigest.clone();
  }

  /** The one encoding, deterministic CBOR. */
  public byte[] encode() {
    return new CborWriter()
        .array(11)
        .integer(VERSION)
        .text(publisher)
        .text(id)
        .integer(sequence)
        .integer(kind.code())
        .integer(count)
        .integer(gapBits)
        .bytes(elementsDigest)
        .integer(issuedAtMillis)
        .integer(expiresAtMillis)
        .bytes(key.toBytes())
        .toBytes();
  }

  /** Reads it strictly; the key is checked to be a point of the group and not the identity. */
  public static SetDescriptor decode(byte[] encoded) throws CborException {
    CborReader in = new CborReader(encoded);
    in.arrayOf(11);
    if (in.unsigned(255) != VERSION) {
      throw new CborException(in.position(), "set descriptor's version is unknown");
    }
    String publisher = in.text(MAX_NAME);
    String id = in.text(MAX_NAME);
    long sequence = in.unsigned(Long.MAX_VALUE);
    int kind = (int) in.unsigned(255);
    int count = (int) in.unsigned(MAX_ELEMENTS);
    int gapBits = (int) in.unsigned(MAX_GAP_BITS);
    byte[] digest = in.exactly(Sha256.LENGTH);
    long issuedAt = in.unsigned(Long.MAX_VALUE);
    long expiresAt = in.unsigned(Long.MAX_VALUE);
    int keyAt = in.position();
    byte[] key = in.exactly(BbsPublicKey.BYTES);
    in.end();
    try {
      return new SetDescriptor(
          publisher,
          id,
          sequence,
          SlotKind.ofCode(kind),
          count,
          gapBits,
          digest,
          issuedAt,
          expiresAt,
          BbsPublicKey.parse(Curve.current(), key));
    } catch (BbsRefusedException e) {
      throw new CborException(keyAt, "set's key is not a BBS public key");
    } catch (IllegalArgumentException e) {
      throw new CborException(0, "set descriptor is out of its ranges");
    }
  }

  private static void requireName(String what, String name) {
    boolean plain =
        name.codePoints()
            .noneMatch(
                c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    int length = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (!plain || length < 1 || length > MAX_NAME) {
      throw new IllegalArgumentException(what + " must have 1 to 128 plain bytes");
    }
  }
}
