package dev.vitrine.ledger.cose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read, what is refused and with which words. */
class CborItemsTest {
  /** Values of RFC 8949, appendix A, that COSE may hold. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "17",
        "1818",
        "1903e8",
        "1a000f4240",
        "1b000000e8d4a51000",
        "20",
        "3903e7",
        "f4",
        "f5",
        "f6",
        "f7",
        "f0",
        "f8ff",
        "f90000",
        "fa47c35000",
        "fb3ff199999999999a",
        "c11a514b67b0",
        "d818456449455446",
        "4401020304",
        "62c3bc",
        "80",
        "8301820203820405",
        "a0",
        "a201020304",
        "a26161016162820203"
      })
  void deterministicItemsComeBackAsTheyWere(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    assertArrayEquals(bytes, CborItems.encode(CborItems.parse(bytes)));
  }

  @ParameterizedTest
  @CsvSource({
    // a longer head than need be, and a map in another order
    "1817,17",
    "19000a,0a",
    "580102,4102",
    "b800,a0",
    "a203040102,a201020304",
    "a2200118180a,a218180a2001"
  })
  void foreignEncodingsAreReadAndWrittenShort(String foreign, String ours) {
    assertEquals(
        ours,
        HexFormat.of()
            .formatHex(CborItems.encode(CborItems.parse(HexFormat.of().parseHex(foreign)))));
  }

  @ParameterizedTest
  @CsvSource({
    "'',ends early",
    "18,ends early",
    "4201,ends early",
    "5b7fffffffffffffff00,ends early",
    "5bffffffffffffffff00,ends early",
    "9b00000000ffffffff,ends early",
    "bb00000000ffffffff,ends early",
    "8201,ends early",
    "c1,ends early",
    "5f4101ff,indefinite",
    "9f01ff,indefinite",
    "bf0101ff,indefinite",
    "1c,indefinite or reserved",
    "1b8000000000000000,does not fit",
    "3b8000000000000000,does not fit",
    "dbffffffffffffffff00,does not fit",
    "61ff,UTF-8",
    "f818,reserved",
    "0000,left over",
    "a201010102,there twice",
    "a201011801f6,there twice",
    "a1410101,neither",
    "a1f601,neither"
  })
  void whatIsRefusedSaysWhy(String hex, String reason) {
    MalformedCoseException refused =
        assertThrows(
            MalformedCoseException.class, () -> CborItems.parse(HexFormat.of().parseHex(hex)));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  void depthAndCountAreBounded() {
    byte[] deep = HexFormat.of().parseHex("81".repeat(CborItems.MAX_DEPTH) + "00");
    assertRefused(deep, "deep");
    byte[] most = HexFormat.of().parseHex("81".repeat(CborItems.MAX_DEPTH - 1) + "00");
    assertArrayEquals(most, CborItems.encode(CborItems.parse(most)));
    byte[] many = HexFormat.of().parseHex("991000" + "00".repeat(CborItems.MAX_ITEMS));
    assertRefused(many, "items");
    byte[] enough = HexFormat.of().parseHex("990fff" + "00".repeat(CborItems.MAX_ITEMS - 1));
    assertArrayEquals(enough, CborItems.encode(CborItems.parse(enough)));
  }

  @Test
  void aMapWithOtherKeysCanNotBeMade() {
    assertThrows(
        MalformedCoseException.class,
        () -> CborItem.of(Map.of(CborItem.of(List.of()), CborItem.of(1))));
  }

  private static void assertRefused(byte[] bytes, String reason) {
    MalformedCoseException refused =
        assertThrows(MalformedCoseException.class, () -> CborItems.parse(bytes));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }
}
