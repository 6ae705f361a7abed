package dev.vitrine.proofs.encoding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Sha256Test {
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  /** The example of FIPS 180-4, whole and in parts. */
  @Test
  void digestOfAbc() {
    assertEquals(ABC, hex(Sha256.of("abc".getBytes(US_ASCII))));
    assertEquals(ABC, hex(Sha256.of("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII))));
    assertEquals(ABC, hex(Sha256.tagged('a', "bc".getBytes(US_ASCII))));
  }

  /** A call that fails half way must not leave its input in the digest that is kept. */
  @Test
  void failedCallLeavesNothingBehind() {
    byte[][] broken = {{1, 2, 3}, new byte[0]};
    broken[1] = missing();
    assertThrows(NullPointerException.class, () -> Sha256.of(broken));
    assertEquals(ABC, hex(Sha256.of("abc".getBytes(US_ASCII))));
    assertThrows(NullPointerException.class, () -> Sha256.tagged(1, broken));
    assertEquals(ABC, hex(Sha256.tagged('a', "bc".getBytes(US_ASCII))));
  }

  @Test
  void finishesIntoAnArray() {
    byte[] out = new byte[40];
    var digest = Sha256.shared();
    digest.update("abc".getBytes(US_ASCII));
    Sha256.finish(digest, out, 4);
    assertArrayEquals(HexFormat.of().parseHex(ABC), java.util.Arrays.copyOfRange(out, 4, 36));
    assertThrows(
        IllegalArgumentException.class, () -> Sha256.finish(Sha256.shared(), new byte[8], 0));
  }

  @SuppressWarnings("NullAway") // what a caller without null checks could pass
  private static byte[] missing() {
    return null;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
