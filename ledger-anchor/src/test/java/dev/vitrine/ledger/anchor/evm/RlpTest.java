package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples of ethereum.org's page on RLP, and one spelling for each value. */
class RlpTest {
  @Test
  void theExamplesOfTheSpecification() {
    assertEquals("83646f67", hex(Rlp.string(text("dog"))));
    assertEquals(
        "c88363617483646f67", hex(Rlp.list(Rlp.string(text("cat")), Rlp.string(text("dog")))));
    assertEquals("80", hex(Rlp.string(new byte[0])));
    assertEquals("c0", hex(Rlp.list()));
    assertEquals("80", hex(Rlp.integer(0)));
    assertEquals("00", hex(Rlp.string(new byte[1])));
    assertEquals("0f", hex(Rlp.integer(15)));
    assertEquals("820400", hex(Rlp.integer(1024)));
    byte[] one = Rlp.list(Rlp.list());
    assertEquals("c7c0c1c0c3c0c1c0", hex(Rlp.list(Rlp.list(), one, Rlp.list(Rlp.list(), one))));
    String lorem = "Lorem ipsum dolor sit amet, consectetur adipisicing elit";
    assertEquals("b838" + hex(text(lorem)), hex(Rlp.string(text(lorem))));
  }

  @Test
  void whatIsWrittenIsReadAgain() throws Exception {
    for (int length : List.of(0, 1, 55, 56, 255, 256, 65_535, 65_536)) {
      byte[] value = new byte[length];
      assertArrayEquals(value, RlpItem.read(Rlp.string(value)).bytes());
      byte[] list = Rlp.list(Rlp.string(value), Rlp.list(Rlp.integer(length)));
      RlpItem item = RlpItem.read(list);
      assertEquals(2, item.list().size());
      assertArrayEquals(list, item.encoded());
    }
  }

  @Test
  void otherSpellingsAreRefused() {
    for (String bad :
        List.of(
            "",
            "8100",
            "817f",
            "b800",
            "b837" + "00".repeat(55),
            "b90038" + "00".repeat(56),
            "83646f",
            "c2",
            "c180ff",
            "8080",
            "bfffffffffffffffff",
            "f8",
            "fb00000000",
            "c9".repeat(9),
            "f800",
            "b8")) {
      assertThrows(
          MalformedEvidenceException.class, () -> RlpItem.read(HexFormat.of().parseHex(bad)), bad);
    }
  }

  @Test
  void deepListsAreRefused() throws Exception {
    byte[] list = Rlp.list();
    for (int i = 1; i < RlpItem.MAX_DEPTH; i++) {
      list = Rlp.list(list);
    }
    RlpItem.read(list);
    byte[] deeper = Rlp.list(list);
    assertThrows(MalformedEvidenceException.class, () -> RlpItem.read(deeper));
  }

  /** Hostile bytes: refused, or read into what is written the same way again. */
  @Test
  void noiseIsRefusedOrIsTheOneSpelling() {
    Random random = new Random(17);
    int read = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] noise = new byte[random.nextInt(24)];
      random.nextBytes(noise);
      for (int i = 0; i < noise.length; i += 1 + random.nextInt(4)) {
        noise[i] = (byte) (0xc0 + random.nextInt(20));
      }
      try {
        assertArrayEquals(noise, RlpItem.read(noise).encoded());
        read++;
      } catch (MalformedEvidenceException e) {
        assertTrue(e.getMessage().startsWith("RLP"));
      }
    }
    assertTrue(read > 500, "only " + read);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
