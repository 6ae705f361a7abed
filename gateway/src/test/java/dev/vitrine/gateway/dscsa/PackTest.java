package dev.vitrine.gateway.dscsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackTest {
  @Test
  void whatIsPrintedIsReadAsOneObject() {
    Pack pack = Pack.of("09506000134352", "L/1", "S+1", "280131");
    assertEquals("https://id.gs1.org/01/09506000134352/21/S%2B1", pack.epc());
    assertEquals(LocalDate.of(2028, 1, 31), pack.expiry());
    assertEquals(pack, Pack.of("9506000134352", "L/1", "S+1", "280131"));
  }

  @Test
  void dayZeroIsTheMonthsLast() {
    assertEquals(LocalDate.of(2028, 2, 29), Pack.day("280200"));
    assertEquals(LocalDate.of(2099, 12, 31), Pack.day("991231"));
  }

  @ParameterizedTest
  @CsvSource({
    "09506000134353, L, S, 280131",
    "0950600013435, L, S, 280131",
    "950600013435, L, S, 280131",
    "123, L, S, 280131",
    "0950600013435x, L, S, 280131",
    "09506000134352, '', S, 280131",
    "09506000134352, L, '', 280131",
    "09506000134352, L L, S, 280131",
    "09506000134352, 123456789012345678901, S, 280131",
    "09506000134352, L, 123456789012345678901, 280131",
    "09506000134352, L, S, ''",
    "09506000134352, L, S, 281301",
    "09506000134352, L, S, 280230",
    "09506000134352, L, S, 20280131",
    "09506000134352, L, S, 28013x"
  })
  void whatIsOnNoPackIsRefused(String gtin, String lot, String serial, String expiry) {
    assertThrows(IllegalArgumentException.class, () -> Pack.of(gtin, lot, serial, expiry));
  }
}
