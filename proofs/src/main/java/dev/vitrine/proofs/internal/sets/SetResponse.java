package dev.vitrine.proofs.internal.sets;

import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.Scalar;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.Arrays;

/**
 * What a set proof answers, without the responses for the messages: those are the ones of the
 * commitments to them, sent once for all. 96 bytes.
 *
 * @param eHat the response for e
 * @param r1Hat the response for r1
 * @param r3Hat the response for r3
 */
public record SetResponse(Scalar eHat, Scalar r1Hat, Scalar r3Hat) {
  /** Length of the encoding in bytes. */
  public static final int BYTES = 3 * Scalar.BYTES;

  /** The encoding: the scalars in their order. */
  public byte[] encode() {
    byte[] out = Arrays.copyOf(eHat.toBytes(), BYTES);
    System.arraycopy(r1Hat.toBytes(), 0, out, Scalar.BYTES, Scalar.BYTES);
    System.arraycopy(r3Hat.toBytes(), 0, out, 2 * Scalar.BYTES, Scalar.BYTES);
    return out;
  }

  /**
   * Reads the encoding.
   *
   * @throws RefusedException at step {@code format}, if the length is another or a scalar is not
   *     canonical
   */
  public static SetResponse decode(byte[] encoded) throws RefusedException {
    if (encoded.length != BYTES) {
      throw RefusedException.invalid("format", "a set proof's response has 96 bytes");
    }
    Scalar[] scalars = new Scalar[3];
    for (int i = 0; i < scalars.length; i++) {
      int at = i * Scalar.BYTES;
      try {
        scalars[i] = Scalar.parse(Arrays.copyOfRange(encoded, at, at + Scalar.BYTES));
      } catch (CurveException e) {
        throw RefusedException.invalid("format", "a set proof's scalar is not one");
      }
    }
    return new SetResponse(scalars[0], scalars[1], scalars[2]);
  }
}
