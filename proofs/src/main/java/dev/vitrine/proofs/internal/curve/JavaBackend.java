package dev.vitrine.proofs.internal.curve;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bouncycastle.crypto.bls.BLS12_381G1;
import org.bouncycastle.crypto.bls.BLS12_381G2Point;
import org.bouncycastle.crypto.bls.BLS12_381Pairing;
import org.bouncycastle.crypto.bls.BLS12_381SubgroupCheck;
import org.bouncycastle.crypto.bls.Fp12Element;
import org.bouncycastle.crypto.bls.Fp2Element;
import org.bouncycastle.crypto.hash2curve.impl.BLS12_381G1CurveProcessor;
import org.bouncycastle.crypto.hash2curve.impl.BLS12_381G1MapToCurve;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * BLS12-381 by BouncyCastle, for machines without the native library and as the oracle in tests.
 * Some tens of times slower. Its secret multiplication takes a fixed sequence of steps, but on big
 * integers whose own timing depends on values: not constant time in the strict sense.
 */
final class JavaBackend implements Backend {
  private static final BigInteger FOUR = BigInteger.valueOf(4);
  private static final BigInteger SQRT_EXPONENT = BaseField.P.add(BigInteger.ONE).shiftRight(2);

  private final ECCurve curve = BLS12_381G1.createCurve();
  private final BLS12_381G1MapToCurve map = new BLS12_381G1MapToCurve(curve);
  private final BLS12_381G1CurveProcessor processor = new BLS12_381G1CurveProcessor();

  @Override
  public String name() {
    return "java";
  }

  @Override
  public byte[] parseG1(byte[] encoded) throws CurveException {
    BigInteger x = Compressed.coordinate(encoded, 0);
    BigInteger square = x.modPow(BigInteger.valueOf(3), BaseField.P).add(FOUR).mod(BaseField.P);
    BigInteger y = square.modPow(SQRT_EXPONENT, BaseField.P);
    if (!y.multiply(y).mod(BaseField.P).equals(square)) {
      throw new CurveException("G1 point", CurveException.Reason.NOT_ON_CURVE);
    }
    boolean larger = y.compareTo(BaseField.HALF) > 0;
    if (larger != Compressed.largerY(encoded)) {
      y = BaseField.P.subtract(y);
    }
    byte[] raw = G1Point.rawOf(x, y);
    if (!BLS12_381SubgroupCheck.isInG1Subgroup(g1(raw))) {
      throw new CurveException("G1 point", CurveException.Reason.WRONG_SUBGROUP);
    }
    return raw;
  }

  @Override
  public byte[] parseG2(byte[] encoded) throws CurveException {
    Fp2Element x =
        Fp2Element.of(
            Compressed.coordinate(encoded, BaseField.BYTES), Compressed.coordinate(encoded, 0));
    Fp2Element y = x.square().mul(x).add(BLS12_381G2Point.B).sqrtOrNull();
    if (y == null) {
      throw new CurveException("G2 point", CurveException.Reason.NOT_ON_CURVE);
    }
    BigInteger deciding = y.c1().signum() == 0 ? y.c0() : y.c1();
    if ((deciding.compareTo(BaseField.HALF) > 0) != Compressed.largerY(encoded)) {
      y = y.neg();
    }
    BLS12_381G2Point point = BLS12_381G2Point.of(x, y);
    if (!BLS12_381SubgroupCheck.isInG2Subgroup(point)) {
      throw new CurveException("G2 point", CurveException.Reason.WRONG_SUBGROUP);
    }
    return raw(point);
  }

  @Override
  public byte[] addG1(byte[] a, byte[] b) {
    return raw(g1(a).add(g1(b)));
  }

  @Override
  public byte[] addG2(byte[] a, byte[] b) {
    return raw(g2(a).add(g2(b)));
  }

  @Override
  public byte[] multiplySecretG1(byte[][] points, byte[][] scalars) {
    ECPoint sum = curve.getInfinity();
    for (int i = 0; i < points.length; i++) {
      sum = sum.add(BLS12_381G1.constantTimeMultiply(g1(points[i]), integer(scalars[i])));
    }
    return raw(sum);
  }

  @Override
  public byte[] multiplySecretG2(byte[] point, byte[] scalar) {
    return raw(g2(point).constantTimeMultiply(integer(scalar)));
  }

  @Override
  public byte[] msm(byte[][] points, byte[][] scalars) {
    ECPoint sum = curve.getInfinity();
    for (int i = 0; i < points.length; i++) {
      BigInteger scalar = integer(scalars[i]);
      if (scalar.signum() != 0) {
        sum = sum.add(g1(points[i]).multiply(scalar));
      }
    }
    return raw(sum);
  }

  @Override
  public byte[] sumG1(long[] points, int count) {
    ByteBuffer bytes =
        ByteBuffer.allocate(points.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(points);
    ECPoint sum = curve.getInfinity();
    for (int i = 0; i < count; i++) {
      byte[] raw = new byte[G1Point.RAW_BYTES];
      bytes.get(raw);
      sum = sum.add(g1(raw));
    }
    return raw(sum);
  }

  @Override
  public Bases bases(byte[][] points, int windowBits) {
    return (scalars, count, bits) -> {
      int width = (bits + 7) / 8;
      byte[][] each = new byte[count][];
      for (int i = 0; i < count; i++) {
        each[i] = Arrays.copyOfRange(scalars, i * width, (i + 1) * width);
      }
      return msm(Arrays.copyOf(points, count), each);
    };
  }

  @Override
  public Bases combBases(byte[][] points, int teeth) {
    return bases(points, 0);
  }

  @Override
  public boolean pairingsCancel(byte[][] g1, byte[][] g2) {
    ECPoint[] left = new ECPoint[g1.length];
    BLS12_381G2Point[] right = new BLS12_381G2Point[g1.length];
    for (int i = 0; i < g1.length; i++) {
      left[i] = g1(g1[i]);
      right[i] = g2(g2[i]);
    }
    return BLS12_381Pairing.multiPair(left, right).equals(Fp12Element.ONE);
  }

  @Override
  public byte[] mapToG1(BigInteger u0, BigInteger u1) {
    return raw(processor.clearCofactor(processor.add(map.process(u0), map.process(u1))));
  }

  private ECPoint g1(byte[] raw) {
    if (Arrays.equals(raw, G1Point.IDENTITY.raw())) {
      return curve.getInfinity();
    }
    return curve.createPoint(
        BaseField.toInteger(raw, 0), BaseField.toInteger(raw, BaseField.BYTES));
  }

  private static byte[] raw(ECPoint point) {
    if (point.isInfinity()) {
      return new byte[G1Point.RAW_BYTES];
    }
    ECPoint affine = point.normalize();
    return G1Point.rawOf(
        affine.getAffineXCoord().toBigInteger(), affine.getAffineYCoord().toBigInteger());
  }

  private static BLS12_381G2Point g2(byte[] raw) {
    G2Point point = new G2Point(raw);
    if (point.isIdentity()) {
      return BLS12_381G2Point.INFINITY;
    }
    return BLS12_381G2Point.of(
        Fp2Element.of(point.coordinate(0), point.coordinate(1)),
        Fp2Element.of(point.coordinate(2), point.coordinate(3)));
  }

  private static byte[] raw(BLS12_381G2Point point) {
    if (point.isInfinity()) {
      return new byte[G2Point.RAW_BYTES];
    }
    return G2Point.rawOf(point.x().c0(), point.x().c1(), point.y().c0(), point.y().c1());
  }

  private static BigInteger integer(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[bigEndian.length - 1 - i] = littleEndian[i];
    }
    return new BigInteger(1, bigEndian);
  }
}
