package dev.vitrine.proofs.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers are encoded exactly or not at all. */
class SlotTest {
  private static final Slot CELSIUS = Slot.integer("t", "/t", 24, 3, 100_001, "Cel");

  @ParameterizedTest
  @CsvSource({
    "0,100001",
    "4.2,104201",
    "4.200,104201",
    "-100,1",
    "-0.001,100000",
    "1E+2,200001",
    "16677.214,16777215",
    "4.2000000000,104201"
  })
  void exactNumbers(String value, long encoded) {
    assertEquals(OptionalLong.of(encoded), CELSIUS.encode(new BigDecimal(value)));
    assertEquals(0, CELSIUS.decode(encoded).compareTo(new BigDecimal(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0001",
        "4.2001",
        "4.20000000000000000001",
        "-100.001",
        "-101",
        "16677.215",
        "1E+30",
        "1E+2147483647",
        "-1E+2147483647",
        "1E-2147483647",
        "0E+2147483647",
        "1E-1000",
        "1E+999999999"
      })
  void whatIsNotExactIsNotEncoded(String value) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(2),
        () -> assertEquals(OptionalLong.empty(), CELSIUS.encode(new BigDecimal(value))));
  }

  @Test
  void allSixtyFourBits() {
    Slot slot = Slot.integer("n", "", 64, 0, 0, "");
    BigDecimal top = new BigDecimal(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
    assertEquals(OptionalLong.of(-1), slot.encode(top));
    assertEquals(top, slot.decode(-1));
    assertEquals(OptionalLong.empty(), slot.encode(top.add(BigDecimal.ONE)));
    assertEquals(OptionalLong.empty(), slot.encode(0));
    assertEquals(OptionalLong.of(Long.MAX_VALUE), slot.encode(Long.MAX_VALUE));
    Slot low = Slot.integer("n", "", 64, 0, Long.MIN_VALUE, "");
    assertEquals(OptionalLong.empty(), low.encode(Long.MAX_VALUE));
  }

  @Test
  void anyNumberComesBackOrIsRefused() {
    Random random = new Random(18);
    int encoded = 0;
    for (int i = 0; i < 20_000; i++) {
      Slot slot =
          Slot.integer(
              "n",
              "",
              8 * (1 + random.nextInt(8)),
              random.nextInt(19),
              random.nextLong() >> random.nextInt(64),
              "");
      BigDecimal value =
          new BigDecimal(
              BigInteger.valueOf(random.nextLong() >> random.nextInt(64)), random.nextInt(24) - 3);
      OptionalLong code = slot.encode(value);
      if (code.isPresent()) {
        encoded++;
        assertTrue(slot.holds(code.getAsLong()));
        assertEquals(0, slot.decode(code.getAsLong()).compareTo(value));
      } else {
        BigDecimal scaled =
            value.scaleByPowerOfTen(slot.scale()).add(BigDecimal.valueOf(slot.offset()));
        boolean inRange =
            scaled.signum() > 0
                && scaled.compareTo(new BigDecimal(BigInteger.TWO.pow(slot.bits()))) < 0;
        assertFalse(inRange && scaled.stripTrailingZeros().scale() <= 0, slot + " " + value);
      }
    }
    assertTrue(encoded > 1000);
  }

  @Test
  void zeroStandsForAbsent() {
    assertThrows(IllegalArgumentException.class, () -> CELSIUS.decode(0));
    assertFalse(CELSIUS.holds(0));
    assertTrue(CELSIUS.holds(1));
    assertTrue(CELSIUS.holds((1 << 24) - 1));
    assertFalse(CELSIUS.holds(1 << 24));
    assertFalse(CELSIUS.holds(-1));
    assertTrue(Slot.integer("n", "", 64, 0, 0, "").holds(-1));
  }

  @Test
  void ranges() {
    for (int bits : new int[] {-8, 0, 7, 9, 63, 65, 72}) {
      assertThrows(IllegalArgumentException.class, () -> Slot.integer("n", "", bits, 0, 0, ""));
    }
    for (int scale : new int[] {-1, 19}) {
      assertThrows(IllegalArgumentException.class, () -> Slot.integer("n", "", 8, scale, 0, ""));
    }
    for (int bits : new int[] {-1, 8, 64, 254, 256}) {
      textWith(bits, 0, 0, "");
    }
    textWith(255, 1, 0, "");
    textWith(255, 0, 1, "");
    textWith(255, 0, 0, "Cel");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Slot("n", "", SlotKind.ROOT, 255, 0, 0, "", List.of(), Disclosure.HIDE));
    textWith(0, 1, 0, "");
    textWith(0, 0, 1, "");
    textWith(0, 0, 0, "Cel");
  }

  @Test
  void provable() {
    assertTrue(CELSIUS.provable());
    assertTrue(Slot.provableText("x", "/x", "y").provable());
    assertEquals(List.of("y"), Slot.provableText("x", "/x", "y").requires());
    assertFalse(Slot.text("x", "/x").provable());
    assertFalse(Slot.root("x", "/x").provable());
  }

  /** What an adapter encodes by other means is held to the same range. */
  @Test
  void recordsHoldOnlyEncodings() {
    Schema schema = Schema.of("s", List.of(CELSIUS, Slot.text("x", "")));
    TypedRecord.Builder record = TypedRecord.of(schema, new byte[0], "text/plain");
    for (long bad : new long[] {0, -1, 1 << 24, Long.MAX_VALUE}) {
      assertThrows(IllegalArgumentException.class, () -> record.integer("t", OptionalLong.of(bad)));
    }
    assertThrows(IllegalArgumentException.class, () -> record.integer("x", OptionalLong.of(1)));
    assertThrows(IllegalArgumentException.class, () -> record.text("t", "1"));
    assertEquals(0, record.integer("t", OptionalLong.empty()).build().integer(0));
    assertThrows(
        IllegalArgumentException.class, () -> TypedRecord.of(schema, new byte[0], "x".repeat(257)));
    assertThrows(
        IllegalArgumentException.class,
        () -> TypedRecord.of(schema, new byte[TypedRecord.MAX_DOCUMENT + 1], "text/plain"));
  }

  private static void textWith(int bits, int scale, long offset, String unit) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Slot(
                "n", "", SlotKind.TEXT, bits, scale, offset, unit, List.of(), Disclosure.HIDE));
  }
}
