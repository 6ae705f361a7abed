package dev.vitrine.proofs.internal.transcript;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.bouncycastle.crypto.digests.SHAKEDigest;

/**
 * A proof's running hash (draft-irtf-cfrg-fiat-shamir, SHAKE128): absorb everything public before
 * the challenge that it should be bound to. Each item is framed, so that no two sequences of items
 * absorb the same bytes. Not safe for threads.
 */
public final class Transcript {
  private static final int RATE = 168;

  private final SHAKEDigest state = new SHAKEDigest(128);

  /**
   * An empty transcript.
   *
   * @param protocol names what is proved and the version; at most 64 ASCII characters
   */
  public Transcript(String protocol) {
    byte[] name = protocol.getBytes(StandardCharsets.US_ASCII);
    byte[] block = new byte[RATE];
    System.arraycopy(name, 0, block, 0, name.length);
    state.update(block, 0, block.length);
  }

  /** Absorbs bytes of any length, with their length in front. */
  public Transcript bytes(byte[] data) {
    integer(data.length);
    state.update(data, 0, data.length);
    return this;
  }

  /** Absorbs a number as 8 bytes. */
  public Transcript integer(long value) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    state.update(bytes, 0, bytes.length);
    return this;
  }

  /** Absorbs a point, 48 bytes. */
  public Transcript point(G1Point point) {
    state.update(point.toBytes(), 0, G1Point.BYTES);
    return this;
  }

  /** Absorbs points, with their number in front. */
  public Transcript points(Collection<G1Point> points) {
    integer(points.size());
    points.forEach(this::point);
    return this;
  }

  /** Absorbs a scalar, 32 bytes. */
  public Transcript scalar(Scalar scalar) {
    state.update(scalar.toBytes(), 0, Scalar.BYTES);
    return this;
  }

  /** Absorbs scalars, with their number in front. */
  public Transcript scalars(Collection<Scalar> scalars) {
    integer(scalars.size());
    scalars.forEach(this::scalar);
    return this;
  }

  /** A challenge, never zero, bound to all that was absorbed and drawn before. */
  public Scalar challenge() {
    Scalar challenge;
    do {
      challenge = Scalar.reduceWide(squeeze(Scalar.WIDE_BYTES));
    } while (challenge.isZero());
    return challenge;
  }

  /** Bytes bound to all that was absorbed and drawn before. */
  public byte[] squeeze(int length) {
    byte[] out = new byte[length];
    new SHAKEDigest(state).doFinal(out, 0, length);
    state.update(out, 0, length);
    return out;
  }
}
