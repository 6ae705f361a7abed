package dev.vitrine.proofs.internal.transcript;

import org.bouncycastle.crypto.digests.SHAKEDigest;
import org.jspecify.annotations.Nullable;

/**
 * The duplex sponge of draft-irtf-cfrg-fiat-shamir-03 §3.2 over SHAKE128 (§9.1): what is squeezed
 * depends on all that was absorbed before. Squeezing twice continues one stream; absorbing starts a
 * new one. Absorbing puts no marks between its inputs: framing is the {@link Codec}'s. Not safe for
 * threads.
 */
public final class DuplexSponge {
  /** Length of a session identifier in bytes. */
  public static final int SESSION_BYTES = 32;

  private static final int SECURITY_BITS = 128;
  private static final int RATE = 168;

  private final SHAKEDigest absorbed = new SHAKEDigest(SECURITY_BITS);
  private @Nullable SHAKEDigest stream;

  /**
   * A sponge for one session.
   *
   * @param session what is proved, in which version and for which use; 32 bytes
   * @throws IllegalArgumentException for another length
   */
  public DuplexSponge(byte[] session) {
    if (session.length != SESSION_BYTES) {
      throw new IllegalArgumentException("a session identifier has 32 bytes");
    }
    byte[] block = new byte[RATE];
    System.arraycopy(session, 0, block, 0, SESSION_BYTES);
    absorbed.update(block, 0, RATE);
  }

  /** Absorbs bytes; none changes nothing. */
  public void absorb(byte[] data) {
    if (data.length > 0) {
      absorbed.update(data, 0, data.length);
      stream = null;
    }
  }

  /** The next bytes of the stream. */
  public byte[] squeeze(int length) {
    SHAKEDigest reader = stream;
    if (reader == null) {
      reader = new SHAKEDigest(absorbed);
      stream = reader;
    }
    byte[] out = new byte[length];
    if (length > 0) {
      reader.doOutput(out, 0, length);
    }
    return out;
  }
}
