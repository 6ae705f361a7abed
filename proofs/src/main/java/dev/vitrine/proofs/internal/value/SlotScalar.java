package dev.vitrine.proofs.internal.value;

import dev.vitrine.proofs.internal.curve.HashSuite;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.record.SlotKind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A slot's value as a scalar: the same in columns, in private mode's messages and in public sets,
 * so that values can be compared across modes, records and schemas without being shown. A number is
 * itself; anything else is hashed with its kind in front; what is absent is zero, which is no
 * present value's scalar.
 */
public final class SlotScalar {
  private static final byte[] DST =
      "VITRINE-V1-SLOT_BLS12381_XMD:SHA-256_H2S_".getBytes(StandardCharsets.US_ASCII);

  private SlotScalar() {}

  /** The scalar of this canonical value, or of absence. */
  public static Scalar of(SlotKind kind, byte @Nullable [] value) {
    if (value == null) {
      return Scalar.ZERO;
    }
    return kind == SlotKind.INT ? Scalar.of(new BigInteger(1, value)) : hashed(kind.code(), value);
  }

  /** Bytes hashed under a first byte of their own, which no kind of slot has. */
  public static Scalar hashed(int tag, byte[] value) {
    byte[] message = new byte[value.length + 1];
    message[0] = (byte) tag;
    System.arraycopy(value, 0, message, 1, value.length);
    return HashSuite.SHA_256.hashToScalar(message, DST);
  }
}
