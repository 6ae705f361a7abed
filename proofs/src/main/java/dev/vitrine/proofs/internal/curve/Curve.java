package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * BLS12-381 over one backend. Immutable and safe for threads; values are the same for every
 * backend, and points made by one may be used with another.
 *
 * <p>{@link #current()} is the native library blst if it loads on this machine and passes a known
 * answer, else BouncyCastle in pure Java, which is some tens of times slower. The system property
 * {@code vitrine.curve} ({@code native} or {@code java}) forces one; forcing what can't be had
 * fails instead of falling back.
 */
public final class Curve {
  private static final int FIELD_BYTES = 64;

  private final Backend backend;
  private final G1Point g1;
  private final G2Point g2;

  Curve(Backend backend) {
    this.backend = backend;
    try {
      this.g1 = parseG1(Generators.g1());
      this.g2 = parseG2(Generators.g2());
    } catch (CurveException e) {
      throw new IllegalStateException("the backend refuses the curve's generators", e);
    }
  }

  /** The backend this process uses, chosen once. */
  public static Curve current() {
    return Backends.current();
  }

  /**
   * The native backend.
   *
   * @throws IllegalStateException if it can't be loaded here
   */
  public static Curve nativeBackend() {
    return Backends.nativeCurve();
  }

  /** The pure-Java backend. */
  public static Curve javaBackend() {
    return Backends.javaCurve();
  }

  /** "native" or "java". */
  public String backendName() {
    return backend.name();
  }

  /** The standard generator of G1. */
  public G1Point g1() {
    return g1;
  }

  /** The standard generator of G2. */
  public G2Point g2() {
    return g2;
  }

  /**
   * Parses a compressed point, the identity included.
   *
   * @throws CurveException if it is not of 48 bytes, not canonical, not on the curve, or not in the
   *     subgroup
   */
  public G1Point parseG1(byte[] encoded) throws CurveException {
    if (Compressed.isIdentity("G1 point", encoded, G1Point.BYTES)) {
      return G1Point.IDENTITY;
    }
    return new G1Point(backend.parseG1(encoded));
  }

  /** As {@link #parseG1}, and refuses the identity. */
  public G1Point parseG1NotIdentity(byte[] encoded) throws CurveException {
    G1Point point = parseG1(encoded);
    if (point.isIdentity()) {
      throw new CurveException("G1 point", CurveException.Reason.IDENTITY);
    }
    return point;
  }

  /**
   * Parses a compressed point, the identity included.
   *
   * @throws CurveException if it is not of 96 bytes, not canonical, not on the curve, or not in the
   *     subgroup
   */
  public G2Point parseG2(byte[] encoded) throws CurveException {
    if (Compressed.isIdentity("G2 point", encoded, G2Point.BYTES)) {
      return G2Point.IDENTITY;
    }
    return new G2Point(backend.parseG2(encoded));
  }

  /** As {@link #parseG2}, and refuses the identity. */
  public G2Point parseG2NotIdentity(byte[] encoded) throws CurveException {
    G2Point point = parseG2(encoded);
    if (point.isIdentity()) {
      throw new CurveException("G2 point", CurveException.Reason.IDENTITY);
    }
    return point;
  }

  /** The sum. */
  public G1Point add(G1Point a, G1Point b) {
    return new G1Point(backend.addG1(a.raw(), b.raw()));
  }

  /** The sum. */
  public G2Point add(G2Point a, G2Point b) {
    return new G2Point(backend.addG2(a.raw(), b.raw()));
  }

  /** a − b. */
  public G1Point subtract(G1Point a, G1Point b) {
    return add(a, b.negate());
  }

  /** k·P for a secret k: constant time on the native backend. */
  public G1Point multiply(G1Point point, Scalar secret) {
    return multiplySum(List.of(point), List.of(secret));
  }

  /** k·P for a secret k: constant time on the native backend. */
  public G2Point multiply(G2Point point, Scalar secret) {
    return new G2Point(backend.multiplySecretG2(point.raw(), secret.littleEndian()));
  }

  /**
   * Σ kᵢ·Pᵢ for secret kᵢ: every product in constant time on the native backend, so the cost is
   * that of as many multiplications. For public scalars {@link #msm} is faster.
   *
   * @throws IllegalArgumentException if the lists differ in length
   */
  public G1Point multiplySum(List<G1Point> points, List<Scalar> secrets) {
    sameSize(points.size(), secrets.size());
    byte[][] raw = new byte[points.size()][];
    byte[][] scalars = new byte[points.size()][];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = points.get(i).raw();
      scalars[i] = secrets.get(i).littleEndian();
    }
    return new G1Point(backend.multiplySecretG1(raw, scalars));
  }

  /**
   * Σ kᵢ·Pᵢ in variable time: for public scalars only. Zero scalars are left out, and short ones,
   * if all are, cost less.
   *
   * @throws IllegalArgumentException if the lists differ in length
   */
  public G1Point msm(List<G1Point> points, List<Scalar> scalars) {
    sameSize(points.size(), scalars.size());
    List<byte[]> raw = new ArrayList<>(points.size());
    List<byte[]> bytes = new ArrayList<>(points.size());
    int longest = 0;
    for (int i = 0; i < points.size(); i++) {
      if (!points.get(i).isIdentity() && !scalars.get(i).isZero()) {
        byte[] scalar = scalars.get(i).littleEndian();
        raw.add(points.get(i).raw());
        bytes.add(scalar);
        longest = Math.max(longest, length(scalar));
      }
    }
    if (raw.isEmpty()) {
      return G1Point.IDENTITY;
    }
    int width = longest;
    bytes.replaceAll(scalar -> Arrays.copyOf(scalar, width));
    return new G1Point(backend.msm(raw.toArray(byte[][]::new), bytes.toArray(byte[][]::new)));
  }

  /** The number of bytes without zeros at the end. */
  private static int length(byte[] scalar) {
    int length = scalar.length;
    while (length > 0 && scalar[length - 1] == 0) {
      length--;
    }
    return length;
  }

  /**
   * Keeps points for repeated multi-scalar multiplications. No table: 96 bytes a point.
   *
   * @throws IllegalArgumentException if there is none, or one is the identity
   */
  public FixedBases fixedBases(List<G1Point> points) {
    return bases(points, 0);
  }

  /**
   * Keeps points with a table of multiples: 48·2^windowBits bytes a point, faster for short
   * scalars. The pure-Java backend keeps no table.
   *
   * @param windowBits 2 to 14
   * @throws IllegalArgumentException if it is not, there is no point, or one is the identity
   */
  public FixedBases fixedBases(List<G1Point> points, int windowBits) {
    if (windowBits < 2 || windowBits > 14) {
      throw new IllegalArgumentException("windowBits must be 2 to 14");
    }
    return bases(points, windowBits);
  }

  /**
   * Keeps points with tables that make the most of full-length scalars, and leaves out those that
   * are zero: 24,576·teeth bytes a point. The pure-Java backend keeps no table.
   *
   * @param teeth 1, 2, 4, … 32; more is faster, above all for few points
   * @throws IllegalArgumentException if it is not, there is no point, or one is the identity
   */
  public FixedBases combBases(List<G1Point> points, int teeth) {
    if (teeth < 1 || Scalar.BYTES % teeth != 0) {
      throw new IllegalArgumentException("teeth must divide 32");
    }
    return new FixedBases(backend.combBases(raw(points), teeth), List.copyOf(points));
  }

  /**
   * Keeps two points for each place, to sum one of each by secret bits: 192 bytes a place.
   *
   * @throws IllegalArgumentException if the lists differ in length or a point is the identity
   */
  public SelectedSum selectedSum(List<G1Point> zero, List<G1Point> one) {
    sameSize(zero.size(), one.size());
    if (zero.stream().anyMatch(G1Point::isIdentity) || one.stream().anyMatch(G1Point::isIdentity)) {
      throw new IllegalArgumentException("no point to choose may be the identity");
    }
    return new SelectedSum(backend, zero, one);
  }

  /**
   * Whether Π e(Pᵢ, Qᵢ) is one: a whole pairing equation in one multi-pairing.
   *
   * @throws IllegalArgumentException if the lists differ in length
   */
  public boolean pairingsCancel(List<G1Point> left, List<G2Point> right) {
    sameSize(left.size(), right.size());
    List<byte[]> g1s = new ArrayList<>(left.size());
    List<byte[]> g2s = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      // a pair with an identity contributes the factor one
      if (!left.get(i).isIdentity() && !right.get(i).isIdentity()) {
        g1s.add(left.get(i).raw());
        g2s.add(right.get(i).raw());
      }
    }
    return g1s.isEmpty()
        || backend.pairingsCancel(g1s.toArray(byte[][]::new), g2s.toArray(byte[][]::new));
  }

  /**
   * hash_to_curve of RFC 9380 §3 for G1, with the map and the parameters of §8.8.1 and the given
   * expander: a point whose discrete logarithm nobody knows.
   */
  public G1Point hashToG1(HashSuite suite, byte[] message, byte[] dst) {
    byte[] uniform = suite.expand(message, dst, 2 * FIELD_BYTES);
    BigInteger u0 = BigEndian.integer(uniform, 0, FIELD_BYTES).mod(BaseField.P);
    BigInteger u1 = BigEndian.integer(uniform, FIELD_BYTES, FIELD_BYTES).mod(BaseField.P);
    return new G1Point(backend.mapToG1(u0, u1));
  }

  private FixedBases bases(List<G1Point> points, int windowBits) {
    return new FixedBases(backend.bases(raw(points), windowBits), List.copyOf(points));
  }

  private static byte[][] raw(List<G1Point> points) {
    if (points.isEmpty() || points.stream().anyMatch(G1Point::isIdentity)) {
      throw new IllegalArgumentException("bases must be at least one point, none the identity");
    }
    return points.stream().map(G1Point::raw).toArray(byte[][]::new);
  }

  private static void sameSize(int points, int scalars) {
    if (points != scalars) {
      throw new IllegalArgumentException("lists differ in length");
    }
  }
}
