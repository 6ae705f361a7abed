package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.transcript.Transcript;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.Arrays;
import java.util.List;

/**
 * What a set proof sends before the challenge; 240 bytes. None of the points is the identity.
 *
 * @param aBar the randomized signature
 * @param bBar aBar times the publisher's key
 * @param d the randomized messages
 * @param t1 the commitment to the blindings of the signature
 * @param t2 the commitment to the blindings of the messages
 */
public record SetFirstMessage(G1Point aBar, G1Point bBar, G1Point d, G1Point t1, G1Point t2) {
  /** Length of the encoding in bytes. */
  public static final int BYTES = 5 * G1Point.BYTES;

  /** Absorbs it with the set and the part of it that it is about. */
  public void absorb(Transcript transcript, SetKey set, SetPart part) {
    transcript.bytes(set.header(part)).bytes(set.key().toBytes()).points(points());
  }

  /** The encoding: the points in their order. */
  public byte[] encode() {
    byte[] out = new byte[BYTES];
    int at = 0;
    for (G1Point point : points()) {
      System.arraycopy(point.toBytes(), 0, out, at, G1Point.BYTES);
      at += G1Point.BYTES;
    }
    return out;
  }

  /**
   * Reads the encoding.
   *
   * @throws RefusedException at step {@code format}, if the length is another, or a point is not
   *     canonical, not in the group, or the identity
   */
  public static SetFirstMessage decode(Curve curve, byte[] encoded) throws RefusedException {
    if (encoded.length != BYTES) {
      throw RefusedException.invalid("format", "a set proof's first message has 240 bytes");
    }
    G1Point[] points = new G1Point[5];
    for (int i = 0; i < points.length; i++) {
      int at = i * G1Point.BYTES;
      try {
        points[i] = curve.parseG1NotIdentity(Arrays.copyOfRange(encoded, at, at + G1Point.BYTES));
      } catch (CurveException e) {
        throw RefusedException.invalid("format", "a set proof's point is not one");
      }
    }
    return new SetFirstMessage(points[0], points[1], points[2], points[3], points[4]);
  }

  private List<G1Point> points() {
    return List.of(aBar, bBar, d, t1, t2);
  }
}
