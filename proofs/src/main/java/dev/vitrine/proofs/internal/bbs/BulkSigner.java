package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.FixedBases;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Signs many short lists of <em>public</em> messages under one key and header: the same signatures
 * as {@link Bbs#sign}, for one constant-time multiplication each. What depends on the key only goes
 * through constant-time operations; how long the messages take depends on them. Safe for threads.
 */
public final class BulkSigner {
  /** Tables of 768 kB a point: 32 additions a message. */
  private static final int TEETH = 32;

  private final Bbs bbs;
  private final Scalar secret;
  private final Scalar domain;
  private final FixedBases bases;
  private final int count;

  /**
   * A signer of lists of {@code count} messages.
   *
   * @param publicKey the key of {@code secretKey}; a signature under another is worthless
   */
  public BulkSigner(
      Bbs bbs, BbsSecretKey secretKey, BbsPublicKey publicKey, byte[] header, int count) {
    if (count < 1 || count > 8) {
      throw new IllegalArgumentException("signs 1 to 8 messages");
    }
    this.bbs = bbs;
    this.secret = secretKey.scalar();
    this.domain = bbs.domain(publicKey, header, count);
    this.count = count;
    List<G1Point> generators = bbs.generators(count);
    Curve curve = bbs.curve();
    G1Point start =
        curve.add(generators.get(0), curve.msm(List.of(generators.get(1)), List.of(domain)));
    List<G1Point> points = new ArrayList<>(List.of(start));
    points.addAll(generators.subList(2, count + 2));
    this.bases = curve.combBases(points, TEETH);
  }

  /**
   * A signature for each list.
   *
   * @throws IllegalArgumentException if a list has another number of messages
   */
  public List<BbsSignature> sign(List<List<Scalar>> lists) {
    List<Scalar> es = new ArrayList<>(lists.size());
    List<Scalar> sums = new ArrayList<>(lists.size());
    for (List<Scalar> messages : lists) {
      if (messages.size() != count) {
        throw new IllegalArgumentException("this signer signs " + count + " messages");
      }
      Scalar e = e(messages);
      es.add(e);
      sums.add(secret.add(e));
    }
    List<Scalar> inverses = invert(sums);
    List<BbsSignature> signatures = new ArrayList<>(lists.size());
    for (int i = 0; i < lists.size(); i++) {
      List<Scalar> factors = new ArrayList<>(List.of(Scalar.ONE));
      factors.addAll(lists.get(i));
      G1Point b = bases.msm(factors);
      signatures.add(new BbsSignature(bbs.curve().multiply(b, inverses.get(i)), es.get(i)));
    }
    return signatures;
  }

  private Scalar e(List<Scalar> messages) {
    Octets input = new Octets().scalar(secret);
    messages.forEach(input::scalar);
    byte[] octets = input.scalar(domain).toByteArray();
    Scalar e = bbs.hashToScalar(octets);
    Arrays.fill(octets, (byte) 0);
    input.wipe();
    return e;
  }

  /** All inverses for one inversion (Montgomery's trick), in constant time. */
  private static List<Scalar> invert(List<Scalar> values) {
    List<Scalar> products = new ArrayList<>(values.size() + 1);
    products.add(Scalar.ONE);
    for (Scalar value : values) {
      if (value.isZero()) {
        throw new IllegalStateException("secret key and e cancel: as likely as guessing the key");
      }
      products.add(products.get(products.size() - 1).multiply(value));
    }
    Scalar rest = products.get(values.size()).invert();
    Scalar[] inverses = new Scalar[values.size()];
    for (int i = values.size() - 1; i >= 0; i--) {
      inverses[i] = rest.multiply(products.get(i));
      rest = rest.multiply(values.get(i));
    }
    return List.of(inverses);
  }
}
