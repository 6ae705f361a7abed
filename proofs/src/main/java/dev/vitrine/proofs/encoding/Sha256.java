package dev.vitrine.proofs.encoding;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 (FIPS 180-4) over byte parts, without a copy of the input.
 *
 * <p>Uses the JDK's own provider, which drives the processor's SHA instructions. One digest object
 * is kept per thread, so a call allocates only its result. Not for keyed hashing.
 */
public final class Sha256 {
  /** Length of a digest in bytes. */
  public static final int LENGTH = 32;

  private static final ThreadLocal<MessageDigest> DIGEST = ThreadLocal.withInitial(Sha256::create);

  private Sha256() {}

  /** The digest of the concatenation of {@code parts}. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = shared();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** The digest of one tag byte followed by {@code parts}: domain separation as in RFC 9162. */
  public static byte[] tagged(int tag, byte[]... parts) {
    MessageDigest digest = shared();
    digest.update((byte) tag);
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /**
   * A digest for many updates on this thread. It is shared with this class's other methods: finish
   * with {@code digest()} before calling any of them.
   */
  public static MessageDigest shared() {
    MessageDigest digest = DIGEST.get();
    digest.reset();
    return digest;
  }

  /** Finishes {@code digest} into {@code out} at {@code offset}. */
  public static void finish(MessageDigest digest, byte[] out, int offset) {
    try {
      digest.digest(out, offset, LENGTH);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for a digest", e);
    }
  }

  private static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
