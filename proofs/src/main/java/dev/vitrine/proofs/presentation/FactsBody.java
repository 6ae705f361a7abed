package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * The proof of a plan's facts.
 *
 * @param commitments one for each variable
 * @param firstMessages of the linear relation
 * @param responses to the challenge
 * @param sets a proof for each membership
 * @param range the range proof, empty if nothing is in a range
 * @param link in anchored mode, what ties commitments to columns; empty if there is nothing to tie
 */
record FactsBody(
    List<G1Point> commitments,
    List<G1Point> firstMessages,
    List<Scalar> responses,
    List<SetBody> sets,
    byte[] range,
    byte[] link) {
  private static final int MAX_ITEMS = 4096;
  private static final int MAX_RANGE = 4096;
  private static final int MAX_LINK = 64 << 10;

  /** The same with a link. */
  FactsBody withLink(byte[] tied) {
    return new FactsBody(commitments, firstMessages, responses, sets, range, tied);
  }

  void write(CborWriter out) {
    out.array(6).array(commitments.size());
    commitments.forEach(point -> out.bytes(point.toBytes()));
    out.array(firstMessages.size());
    firstMessages.forEach(point -> out.bytes(point.toBytes()));
    out.array(responses.size());
    responses.forEach(scalar -> out.bytes(scalar.toBytes()));
    out.array(sets.size());
    sets.forEach(set -> set.write(out));
    out.bytes(range).bytes(link);
  }

  static FactsBody read(CborReader in, Curve curve) throws CborException {
    in.arrayOf(6);
    List<G1Point> commitments = points(in, curve);
    List<G1Point> firstMessages = points(in, curve);
    int count = in.array(MAX_ITEMS);
    List<Scalar> responses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = in.position();
      try {
        responses.add(Scalar.parse(in.exactly(Scalar.BYTES)));
      } catch (CurveException e) {
        throw new CborException(at, "not a canonical scalar");
      }
    }
    int setCount = in.array(Statement.MAX_PREDICATES);
    List<SetBody> sets = new ArrayList<>();
    for (int i = 0; i < setCount; i++) {
      sets.add(SetBody.read(in, curve));
    }
    return new FactsBody(
        commitments, firstMessages, responses, sets, in.bytes(MAX_RANGE), in.bytes(MAX_LINK));
  }

  static G1Point point(CborReader in, Curve curve) throws CborException {
    int at = in.position();
    try {
      return curve.parseG1NotIdentity(in.exactly(G1Point.BYTES));
    } catch (CurveException e) {
      throw new CborException(at, "not a point of the group, or its identity");
    }
  }

  private static List<G1Point> points(CborReader in, Curve curve) throws CborException {
    int count = in.array(MAX_ITEMS);
    List<G1Point> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(point(in, curve));
    }
    return points;
  }
}
