package dev.vitrine.proofs.internal.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.CurveException;
import dev.vitrine.proofs.internal.curve.G1Point;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged proofs: the documented exception, or a proof in its one encoding that does not hold. */
class LinearProofFuzz {
  private final Curve curve = Curve.current();
  private final Random random = new Random(63);

  @Test
  void damaged() {
    Claimed claimed = Claimed.random(curve, random, 2, 16);
    byte[] good = claimed.prove().toBytes();
    int parsed = 0;
    for (int i = 0; i < 800; i++) {
      byte[] bytes = good.clone();
      for (int flips = 1 + random.nextInt(2); flips > 0; flips--) {
        // the scalars are at the end: damage there still parses
        boolean anywhere = random.nextInt(4) == 0;
        int at = anywhere ? random.nextInt(bytes.length) : bytes.length - 1 - random.nextInt(300);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
      if (random.nextInt(8) == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 100));
      }
      try {
        LinearProof proof = LinearProof.parse(curve, bytes);
        assertArrayEquals(bytes, proof.toBytes());
        if (!Arrays.equals(bytes, good)) {
          parsed++;
          assertEquals("link", claimed.verify(proof).orElseThrow().step());
        }
      } catch (CurveException e) {
        assertTrue(e.reason() != CurveException.Reason.IDENTITY);
      }
    }
    assertTrue(parsed > 100, parsed + " parsed");
  }

  @Test
  void noise() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(1_000)];
      random.nextBytes(bytes);
      if (bytes.length > 2 && random.nextBoolean()) {
        // the right length for its shape
        int log = 3 + random.nextInt(6);
        int forms = random.nextInt(4);
        bytes = Arrays.copyOf(bytes, 418 + 96 * (log - 3) + 96 * forms);
        bytes[0] = (byte) log;
        bytes[1] = (byte) forms;
      }
      try {
        assertArrayEquals(bytes, LinearProof.parse(curve, bytes).toBytes());
      } catch (CurveException e) {
        assertTrue(e.getMessage() != null && !e.getMessage().contains(G1Point.class.getName()));
      }
    }
  }
}
