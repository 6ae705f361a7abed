package dev.vitrine.proofs.internal.linear;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.CurveException.Reason;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear-form proof. To hold one is not to have verified it. In bytes: {@code u8 log2(length)},
 * {@code u8 (forms − 1)}, the points, then the scalars, in the order below; {@code 418 + 96·(log2
 * length − 3) + 96·(forms − 1)} bytes, so 898 for one column of 256. No point is the identity.
 *
 * @param length how many values are proved about, padded: a power of two from 8 to 256
 * @param crossTerms commitments to what forms give on each other's columns, {@code 2·(forms − 1)}
 * @param columnMask commitment to the one-time values r
 * @param targetMask commitment to the form of r
 * @param rounds the halvings, down to {@link #LAST} values
 * @param columnResponse the response for the columns' blinding
 * @param targetResponse the response for the target's blinding
 * @param last the responses for the values, halved down to {@link #LAST}
 */
public record LinearProof(
    int length,
    List<G1Point> crossTerms,
    G1Point columnMask,
    G1Point targetMask,
    List<Round> rounds,
    Scalar columnResponse,
    Scalar targetResponse,
    List<Scalar> last) {
  /** At most so many different forms in one proof: equal ones are merged and count as one. */
  public static final int MAX_FORMS = 256;

  /** Where halving stops: fewer values would save at most 32 bytes and cost two rounds. */
  static final int LAST = 8;

  private static final int LOG_LAST = 3;
  private static final int LOG_MOST = 8;

  /** One halving: what its two halves give crosswise. */
  public record Round(G1Point left, G1Point right) {}

  /** Copies the lists. */
  public LinearProof {
    crossTerms = List.copyOf(crossTerms);
    rounds = List.copyOf(rounds);
    last = List.copyOf(last);
  }

  /** Different forms it is about. */
  public int forms() {
    return crossTerms.size() / 2 + 1;
  }

  /**
   * Reads a proof strictly.
   *
   * @throws CurveException for another length, a point that is the identity or not in the subgroup,
   *     or a scalar that is not canonical
   */
  public static LinearProof parse(Curve curve, byte[] encoded) throws CurveException {
    if (encoded.length < 2) {
      throw new CurveException("linear proof", Reason.LENGTH);
    }
    int log = encoded[0];
    if (log < LOG_LAST || log > LOG_MOST) {
      throw new CurveException("linear proof", Reason.ENCODING);
    }
    int forms = Byte.toUnsignedInt(encoded[1]) + 1;
    int rounds = log - LOG_LAST;
    if (encoded.length != bytes(rounds, forms)) {
      throw new CurveException("linear proof", Reason.LENGTH);
    }
    Reader in = new Reader(curve, ByteBuffer.wrap(encoded, 2, encoded.length - 2));
    List<G1Point> crossTerms = new ArrayList<>();
    for (int i = 0; i < 2 * (forms - 1); i++) {
      crossTerms.add(in.point());
    }
    G1Point columnMask = in.point();
    G1Point targetMask = in.point();
    List<Round> halvings = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      halvings.add(new Round(in.point(), in.point()));
    }
    Scalar columnResponse = in.scalar();
    Scalar targetResponse = in.scalar();
    List<Scalar> last = new ArrayList<>();
    for (int i = 0; i < LAST; i++) {
      last.add(in.scalar());
    }
    return new LinearProof(
        1 << log,
        crossTerms,
        columnMask,
        targetMask,
        halvings,
        columnResponse,
        targetResponse,
        last);
  }

  /** The encoding. */
  public byte[] toBytes() {
    ByteBuffer out = ByteBuffer.allocate(bytes(rounds.size(), forms()));
    out.put((byte) (rounds.size() + LOG_LAST)).put((byte) (forms() - 1));
    crossTerms.forEach(point -> out.put(point.toBytes()));
    out.put(columnMask.toBytes()).put(targetMask.toBytes());
    rounds.forEach(round -> out.put(round.left.toBytes()).put(round.right.toBytes()));
    out.put(columnResponse.toBytes()).put(targetResponse.toBytes());
    last.forEach(scalar -> out.put(scalar.toBytes()));
    return out.array();
  }

  private static int bytes(int rounds, int forms) {
    int points = 2 * (forms - 1) + 2 + 2 * rounds;
    return 2 + points * G1Point.BYTES + (2 + LAST) * Scalar.BYTES;
  }

  private record Reader(Curve curve, ByteBuffer in) {
    G1Point point() throws CurveException {
      return curve.parseG1NotIdentity(take(G1Point.BYTES));
    }

    Scalar scalar() throws CurveException {
      return Scalar.parse(take(Scalar.BYTES));
    }

    private byte[] take(int count) {
      byte[] bytes = new byte[count];
      in.get(bytes);
      return bytes;
    }
  }
}
