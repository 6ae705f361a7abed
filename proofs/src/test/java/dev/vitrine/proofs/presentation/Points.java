package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.pedersen.Pedersen;
import java.util.HexFormat;

/** Encodings of points and scalars that must never be accepted. */
final class Points {
  /** The identity, compressed. */
  static final byte[] IDENTITY = identity();

  /** On the curve, not in the subgroup: x = 4, the least that is. */
  static final byte[] OUTSIDE = outside();

  /** The group order: zero, written in another way. */
  static final byte[] ORDER =
      HexFormat.of().parseHex("73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

  private Points() {}

  /** A generator that means nothing here. */
  static byte[] generator() {
    return Pedersen.of(Curve.current()).value().toBytes();
  }

  private static byte[] identity() {
    byte[] point = new byte[48];
    point[0] = (byte) 0xc0;
    return point;
  }

  private static byte[] outside() {
    byte[] point = new byte[48];
    point[0] = (byte) 0x80;
    point[47] = 4;
    return point;
  }
}
