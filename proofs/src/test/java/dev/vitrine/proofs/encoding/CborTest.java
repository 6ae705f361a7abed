package dev.vitrine.proofs.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every item there is, written as RFC 8949 Appendix A has it; and everything that is refused. */
class CborTest {
  private interface Read {
    Object from(CborReader in) throws CborException;
  }

  @ParameterizedTest
  @CsvSource({
    "0,00",
    "1,01",
    "23,17",
    "24,1818",
    "255,18ff",
    "256,190100",
    "1000,1903e8",
    "65535,19ffff",
    "65536,1a00010000",
    "1000000,1a000f4240",
    "4294967295,1affffffff",
    "4294967296,1b0000000100000000",
    "9223372036854775807,1b7fffffffffffffff",
    "-1,20",
    "-24,37",
    "-25,3818",
    "-100,3863",
    "-1000,3903e7",
    "-4294967297,3b0000000100000000",
    "-9223372036854775808,3b7fffffffffffffff"
  })
  void integers(long value, String hex) throws CborException {
    assertEquals(hex, hex(new CborWriter().integer(value)));
    CborReader in = new CborReader(bytes(hex));
    assertEquals(value, in.integer());
    in.end();
    if (value >= 0) {
      assertEquals(value, new CborReader(bytes(hex)).unsigned(value));
      assertEquals(value, new CborReader(bytes(hex)).unsigned64());
    } else {
      refused(hex, 0, reader -> reader.unsigned(Long.MAX_VALUE));
    }
  }

  @Test
  void allSixtyFourBitsAsUnsigned() throws CborException {
    assertEquals("1bffffffffffffffff", hex(new CborWriter().unsigned(-1)));
    assertEquals(-1, new CborReader(bytes("1bffffffffffffffff")).unsigned64());
    refused("1bffffffffffffffff", 0, in -> in.unsigned(Long.MAX_VALUE));
    refused("1b8000000000000000", 0, CborReader::integer);
    refused("3b8000000000000000", 0, CborReader::integer);
  }

  @Test
  void stringsArraysMapsAndSimpleValues() throws CborException {
    byte[] written =
        new CborWriter()
            .array(8)
            .bytes(bytes("01020304"))
            .text("")
            .text("ü水\uD800\uDD51")
            .map(1)
            .integer(1)
            .nil()
            .bool(true)
            .bool(false)
            .nil()
            .encoded(bytes("80"))
            .toBytes();
    assertEquals(
        "88" + "4401020304" + "60" + "69c3bce6b0b4f0908591" + "a101f6" + "f5" + "f4" + "f6" + "80",
        HexFormat.of().formatHex(written));
    CborReader in = new CborReader(written);
    assertEquals(8, in.array(8));
    assertEquals(2, in.major());
    assertArrayEquals(bytes("01020304"), in.bytes(4));
    assertEquals("", in.text(0));
    int start = in.position();
    assertEquals("ü水\uD800\uDD51", in.text(9));
    assertArrayEquals(bytes("69c3bce6b0b4f0908591"), in.since(start));
    assertEquals(1, in.map(1));
    assertEquals(1, in.unsigned(1));
    assertTrue(in.nil());
    assertTrue(in.bool());
    assertFalse(in.bool());
    assertTrue(in.nil());
    assertFalse(in.nil());
    in.arrayOf(0);
    in.end();
    assertFalse(in.nil());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1800",
        "1817",
        "190000",
        "1900ff",
        "1a00000000",
        "1a0000ffff",
        "1b0000000000000000",
        "1b00000000ffffffff"
      })
  void headsThatAreNotTheShortest(String hex) {
    refused(hex, 0, CborReader::integer);
    refused(hex, 0, CborReader::unsigned64);
    for (int major = 2; major <= 5; major++) {
      byte[] other = bytes(hex);
      other[0] |= (byte) (major << 5);
      String same = HexFormat.of().formatHex(other) + "00".repeat(32);
      switch (major) {
        case 2 -> refused(same, 0, in -> in.bytes(1 << 20));
        case 3 -> refused(same, 0, in -> in.text(1 << 20));
        case 4 -> refused(same, 0, in -> in.array(1 << 20));
        default -> refused(same, 0, in -> in.map(1 << 20));
      }
    }
  }

  @Test
  void indefiniteAndReservedLengths() {
    for (int info = 28; info < 32; info++) {
      refused(head(0, info), 0, CborReader::integer);
      refused(head(1, info), 0, CborReader::integer);
      refused(head(2, info) + "41aaff", 0, in -> in.bytes(100));
      refused(head(3, info) + "6161ff", 0, in -> in.text(100));
      refused(head(4, info) + "01ff", 0, in -> in.array(100));
      refused(head(5, info) + "0101ff", 0, in -> in.map(100));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"c001", "d818456449455446", "f90000", "fa47c35000", "fb3ff199999999999a"})
  void tagsAndFloats(String hex) {
    refused(hex, 0, CborReader::integer);
    refused(hex, 0, in -> in.unsigned(Long.MAX_VALUE));
    refused(hex, 0, in -> in.bytes(100));
    refused(hex, 0, in -> in.text(100));
    refused(hex, 0, in -> in.array(100));
    refused(hex, 0, in -> in.map(100));
    refused(hex, 0, CborReader::bool);
    assertFalse(new CborReader(bytes(hex)).nil());
  }

  @ParameterizedTest
  @ValueSource(strings = {"f0", "f7", "f814", "f815", "f6", "00", "f8f4"})
  void otherSimpleValuesAreNotBooleans(String hex) {
    refused(hex, 0, CborReader::bool);
  }

  @ParameterizedTest
  @ValueSource(strings = {"61ff", "62c328", "63eda080", "62c080", "64f4908080", "63e28228", "61c3"})
  void textThatIsNotUtf8(String hex) {
    refused(hex, 0, in -> in.text(100));
  }

  @Test
  void lengthsBeyondTheInput() {
    refused("45aabb", 0, in -> in.bytes(100));
    refused("656162", 0, in -> in.text(100));
    refused("5a7fffffff", 0, in -> in.bytes(Integer.MAX_VALUE));
    refused("5b7fffffffffffffff", 0, in -> in.bytes(Integer.MAX_VALUE));
    refused("5bffffffffffffffff", 0, in -> in.bytes(Integer.MAX_VALUE));
    refused("9bffffffffffffffff", 0, in -> in.array(Integer.MAX_VALUE));
    refused("bb8000000000000000", 0, in -> in.map(Integer.MAX_VALUE));
    refused("19", 1, CborReader::integer);
    refused("1b00000001", 5, CborReader::integer);
    refused("", 0, CborReader::integer);
    refused("", 0, CborReader::bool);
    refused("", 0, CborReader::major);
  }

  @Test
  void bounds() throws CborException {
    refused("0a", 0, in -> in.unsigned(9));
    refused("43010203", 0, in -> in.bytes(2));
    refused("43010203", 0, in -> in.exactly(2));
    refused("43010203", 0, in -> in.exactly(4));
    refused("63616263", 0, in -> in.text(2));
    refused("83010203", 0, in -> in.array(2));
    refused("a10102", 0, in -> in.map(0));
    CborReader shorter = new CborReader(bytes("82"));
    assertThrows(CborException.class, () -> shorter.arrayOf(3));
    CborReader longer = new CborReader(bytes("84"));
    assertThrows(CborException.class, () -> longer.arrayOf(3));
  }

  @Test
  void trailingBytes() throws CborException {
    CborReader in = new CborReader(bytes("0001"));
    in.integer();
    CborException refusal = assertThrows(CborException.class, in::end);
    assertEquals(1, refusal.offset());
    assertEquals("bytes are left over at byte 1", refusal.reason());
  }

  /** A reader never recurses: depth is only as deep as its caller asks. */
  @Test
  void depthCostsNothing() throws CborException {
    byte[] deep = new byte[1_000_000];
    java.util.Arrays.fill(deep, (byte) 0x81);
    CborReader in = new CborReader(deep);
    for (int i = 0; i < deep.length; i++) {
      in.arrayOf(1);
    }
    in.end();
  }

  private static void refused(String hex, int offset, Read read) {
    CborException refusal =
        assertThrows(CborException.class, () -> read.from(new CborReader(bytes(hex))), hex);
    assertEquals(offset, refusal.offset(), hex);
  }

  private static String head(int major, int info) {
    return HexFormat.of().toHexDigits((byte) (major << 5 | info));
  }

  private static String hex(CborWriter out) {
    return HexFormat.of().formatHex(out.toBytes());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
