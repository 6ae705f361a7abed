package dev.vitrine.proofs.internal.transcript;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A proof's running hash (draft-irtf-cfrg-fiat-shamir-03 over SHAKE128): absorb everything public
 * before the challenge that it should be bound to. Each item has a fixed length or its length in
 * front, so that no two sequences of the same items absorb the same bytes; which items come in
 * which order is the protocol's, and so named by the tag. Not safe for threads.
 */
public final class Transcript {
  private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

  private final DuplexSponge sponge;

  /**
   * An empty transcript.
   *
   * @param protocol the tag that names what is proved, in which version, to whom; ASCII
   */
  public Transcript(String protocol) {
    this.sponge = new DuplexSponge(sessionId(protocol.getBytes(StandardCharsets.US_ASCII)));
  }

  /** The session identifier of a tag (DeriveSessionID, §5.1): 32 bytes. */
  public static byte[] sessionId(byte[] tag) {
    return Codec.sessionId(tag);
  }

  /** Absorbs bytes of any length, with their length in front in 4 bytes. */
  public Transcript bytes(byte[] data) {
    sponge.absorb(Codec.varLenString(data));
    return this;
  }

  /** Absorbs a number, taken as unsigned, as 8 bytes. */
  public Transcript integer(long value) {
    BigInteger unsigned = BigInteger.valueOf(value).mod(TWO_TO_64);
    sponge.absorb(Codec.uint(unsigned, TWO_TO_64));
    return this;
  }

  /** Absorbs a point, 48 bytes. */
  public Transcript point(G1Point point) {
    sponge.absorb(point.toBytes());
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
    sponge.absorb(scalar.toBytes());
    return this;
  }

  /** Absorbs scalars, with their number in front. */
  public Transcript scalars(Collection<Scalar> scalars) {
    integer(scalars.size());
    scalars.forEach(this::scalar);
    return this;
  }

  /** A challenge, never zero, bound to all that was absorbed before. */
  public Scalar challenge() {
    Scalar challenge;
    do {
      challenge = challenge(sponge);
    } while (challenge.isZero());
    return challenge;
  }

  /** Bytes bound to all that was absorbed before; they go on where the last ones ended. */
  public byte[] squeeze(int length) {
    return sponge.squeeze(length);
  }

  /** A scalar drawn from a sponge as the draft does (DecodeUint, §4.2.2); zero is possible. */
  public static Scalar challenge(DuplexSponge sponge) {
    byte[] uniform = sponge.squeeze(Scalar.BYTES + Codec.EXTRA_BYTES);
    return Scalar.of(Codec.decodeUint(uniform, Scalar.ORDER));
  }
}
