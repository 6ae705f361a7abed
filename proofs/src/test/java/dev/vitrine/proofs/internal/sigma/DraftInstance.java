package dev.vitrine.proofs.internal.sigma;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.internal.sigma.DraftNarg.Refused;
import dev.vitrine.proofs.internal.sigma.DraftNarg.Stage;
import dev.vitrine.proofs.internal.sigma.LinearRelation.Term;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads SerializeLinearRelation of draft-irtf-cfrg-sigma-protocols-03: element 0 is the generator,
 * sums have coefficients, and here they are worked out so that a secret has one base an equation.
 */
final class DraftInstance {
  private record Part(int secret, int element, Scalar coefficient) {}

  private record Row(List<Part> image, List<Part> terms) {}

  private final ByteBuffer in;
  private int lastElement;
  private int lastSecret;

  private DraftInstance(byte[] in) {
    this.in = ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN);
  }

  static LinearRelation parse(Curve curve, byte[] encoded) throws Refused {
    return new DraftInstance(encoded).relation(curve);
  }

  private LinearRelation relation(Curve curve) throws Refused {
    List<Row> rows = new ArrayList<>();
    int equations = count();
    for (int i = 0; i < equations; i++) {
      rows.add(new Row(parts(false), parts(true)));
    }
    if (in.remaining() != lastElement * G1Point.BYTES) {
      throw new Refused(Stage.INSTANCE, "another number of elements follows");
    }
    List<G1Point> elements = new ArrayList<>(List.of(curve.g1()));
    for (int i = 0; i < lastElement; i++) {
      byte[] point = new byte[G1Point.BYTES];
      in.get(point);
      try {
        elements.add(curve.parseG1(point));
      } catch (CurveException e) {
        throw new Refused(Stage.INSTANCE, e.toString());
      }
    }
    LinearRelation relation = new LinearRelation();
    for (int i = 0; i <= lastSecret; i++) {
      relation.secret();
    }
    for (Row row : rows) {
      Map<Integer, G1Point> bases = new TreeMap<>();
      for (Part part : row.terms) {
        bases.merge(part.secret, product(curve, elements, part), curve::add);
      }
      List<Term> terms = new ArrayList<>();
      bases.forEach((secret, base) -> terms.add(new Term(secret, base)));
      G1Point image = G1Point.IDENTITY;
      for (Part part : row.image) {
        image = curve.add(image, product(curve, elements, part));
      }
      relation.equation("equation " + relation.equations().size(), "does not hold", image, terms);
    }
    return relation;
  }

  private static G1Point product(Curve curve, List<G1Point> elements, Part part) {
    return curve.msm(List.of(elements.get(part.element)), List.of(part.coefficient));
  }

  private List<Part> parts(boolean terms) throws Refused {
    List<Part> all = new ArrayList<>();
    int parts = count();
    for (int i = 0; i < parts; i++) {
      int secret = terms ? index() : 0;
      int element = index();
      lastSecret = Math.max(lastSecret, secret);
      lastElement = Math.max(lastElement, element);
      if (in.remaining() < Scalar.BYTES) {
        throw new Refused(Stage.INSTANCE, "ends early");
      }
      byte[] coefficient = new byte[Scalar.BYTES];
      in.get(coefficient);
      all.add(new Part(secret, element, DraftNarg.scalar(coefficient, 0)));
    }
    return all;
  }

  private int count() throws Refused {
    int count = index();
    if (count == 0) {
      throw new Refused(Stage.INSTANCE, "a list is empty");
    }
    return count;
  }

  private int index() throws Refused {
    if (in.remaining() < Integer.BYTES) {
      throw new Refused(Stage.INSTANCE, "ends early");
    }
    int index = in.getInt();
    if (index < 0 || index > 1000) {
      throw new Refused(Stage.INSTANCE, "an index is too large");
    }
    return index;
  }
}
