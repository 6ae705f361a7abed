package dev.vitrine.proofs.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random items come back as they were; random bytes give a value or a CborException. */
class CborFuzz {
  private static final int INPUTS = 100_000;

  @Test
  void randomBytesAreReadOrRefused() {
    Random random = new Random(8949);
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = new byte[random.nextInt(40)];
      random.nextBytes(input);
      CborReader in = new CborReader(input);
      try {
        for (int items = 0; items < 8; items++) {
          int start = in.position();
          byte[] again = reencode(in, random.nextInt(10));
          assertArrayEquals(in.since(start), again);
        }
        in.end();
        read++;
      } catch (CborException refused) {
        assertTrue(refused.offset() >= 0 && refused.offset() <= input.length);
      } catch (RuntimeException e) {
        fail("input " + i, e);
      }
      assertTrue(in.position() <= input.length);
    }
    assertTrue(read < INPUTS);
  }

  @Test
  void randomItemsComeBack() throws CborException {
    Random random = new Random(7049);
    for (int i = 0; i < 20_000; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      String text =
          random
              .ints(random.nextInt(40), 1, 0xd800)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      boolean flag = random.nextBoolean();
      byte[] written =
          new CborWriter()
              .array(5)
              .integer(number)
              .unsigned(number)
              .bytes(bytes)
              .text(text)
              .bool(flag)
              .toBytes();
      CborReader in = new CborReader(written);
      in.arrayOf(5);
      assertEquals(number, in.integer());
      assertEquals(number, in.unsigned64());
      assertArrayEquals(bytes, in.bytes(300));
      assertEquals(text, in.text(200));
      assertEquals(flag, in.bool());
      in.end();
    }
  }

  /** Reads one item by a random method and writes it again: there is one encoding only. */
  private static byte[] reencode(CborReader in, int method) throws CborException {
    CborWriter out = new CborWriter();
    return switch (method) {
      case 0 -> out.unsigned(in.unsigned64()).toBytes();
      case 1 -> out.integer(in.integer()).toBytes();
      case 2 -> out.bytes(in.bytes(64)).toBytes();
      case 3 -> out.text(in.text(64)).toBytes();
      case 4 -> out.array(in.array(1 << 20)).toBytes();
      case 5 -> out.map(in.map(1 << 20)).toBytes();
      case 6 -> out.bool(in.bool()).toBytes();
      case 7 -> in.nil() ? out.nil().toBytes() : out.toBytes();
      case 8 -> out.bytes(in.exactly(3)).toBytes();
      default -> out.integer(in.unsigned(1000)).toBytes();
    };
  }
}
