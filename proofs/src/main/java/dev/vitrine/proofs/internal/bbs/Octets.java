package dev.vitrine.proofs.internal.bbs;

import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The draft's serialize (§4.2.4.1): points compressed, scalars in 32 bytes, integers in 8. */
final class Octets extends ByteArrayOutputStream {
  Octets integer(long value) {
    return integer(value, Long.BYTES);
  }

  Octets integer(long value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
      write((int) (value >>> shift));
    }
    return this;
  }

  Octets point(G1Point point) {
    return bytes(point.toBytes());
  }

  Octets scalar(Scalar scalar) {
    return bytes(scalar.toBytes());
  }

  Octets bytes(byte[] bytes) {
    writeBytes(bytes);
    return this;
  }

  Octets bytes(byte[] bytes, int offset, int length) {
    write(bytes, offset, length);
    return this;
  }

  /** With the length before it, in 8 bytes. */
  Octets counted(byte[] bytes) {
    return integer(bytes.length).bytes(bytes);
  }

  /** Overwrites what was written, for secrets. */
  void wipe() {
    Arrays.fill(buf, (byte) 0);
    reset();
  }
}
