package dev.vitrine.adapters.fhir.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UcumTest {
  /** Factors as UCUM and the SI define them. */
  @ParameterizedTest
  @CsvSource({
    "100, mg/dL, g/L, 1",
    "1.5, g/L, mg/dL, 150",
    "1, mm[Hg], Pa, 133.322",
    "1, mm[Hg], kPa, 0.133322",
    "3, m[Hg], kPa, 399.966",
    "98.6, [degF], Cel, 37",
    "-40, [degF], Cel, -40",
    "0, Cel, K, 273.15",
    "37, Cel, [degF], 98.6",
    "80, [degRe], Cel, 100",
    "185, [lb_av], kg, 83.91458845",
    "1, [oz_av], g, 28.349523125",
    "70.5, [in_i], cm, 179.07",
    "5, [ft_i], m, 1.524",
    "1, 10*3/uL, 10*9/L, 1",
    "1, /uL, 10*6/L, 1",
    "2, g%, g/L, 20",
    "60, U/L, kat/m3, 0.001",
    "72, {beats}/min, /min, 72",
    "1, Hz, /min, 60",
    "95, %, 1, 0.95",
    "1, mmol/L, mol/m3, 1",
    "1, k[iU]/L, [iU]/mL, 1",
    "2, [IU]/L, [iU]/L, 2",
    "1, wk, d, 7",
    "1, a, d, 365.25",
    "4, m/s.kg, kg.m/s, 4",
    "1, J, N.m, 1",
    "1, deg, '''', 60",
    "1E3, mL, L, 1",
    "0.000000000000000000000001, Mg, pg, 0.000001"
  })
  void convertsExactly(String value, String from, String to, String expected) {
    Optional<BigDecimal> found = Ucum.convert(new BigDecimal(value), from, to);
    assertEquals(0, new BigDecimal(expected).compareTo(found.orElseThrow()), from);
  }

  @Test
  void longNumbersKeepEveryDigit() {
    BigDecimal value = new BigDecimal("0.1234567890123456789012345678901234567891");
    assertEquals(
        new BigDecimal("1.234567890123456789012345678901234567891"),
        Ucum.convert(value, "g/L", "mg/mL").map(v -> v.movePointRight(1)).orElseThrow());
    assertEquals(
        Optional.of(value), Ucum.convert(value, "no unit at all", "no unit at all"), "as written");
  }

  @ParameterizedTest
  @CsvSource({
    "99, [degF], Cel, digits do not end",
    "1, mm[Hg], mm, another kind",
    "1, [iU], mg, arbitrary",
    "1, [iU], 1, arbitrary",
    "1, [CFU], [PFU], arbitrary",
    "1, mol, 1, Avogadro is no conversion of a measurement",
    "1, meq/L, mmol/L, depends on the ion",
    "1, mosm/kg, mmol/kg, depends on the substance",
    "1, deg, rad, π",
    "7, [pH], mol/L, logarithmic",
    "1, B, 1, logarithmic",
    "1, mCel, K, a prefix on a scale",
    "1, Cel/min, K/min, a scale in a term",
    "1, [in_i'H2O], nothing, unknown",
    "1, U/L, kat/m3, digits do not end",
    "1, kPa, mm[Hg], digits do not end",
    "1, kg/m2, kg/m3, another kind"
  })
  void refusesWhatIsNotExactlyTheSame(String value, String from, String to, String why) {
    assertEquals(Optional.empty(), Ucum.convert(new BigDecimal(value), from, to), why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "((",
        "m.",
        "g/",
        "2.5mg",
        "mg dL",
        "MG/DL",
        "m999999999",
        "m-2147483648",
        "10*99999",
        "{x",
        "\u0000",
        "m2147483648",
        "0g",
        "kg/0"
      })
  void whatIsNoCodeIsNotKnown(String code) {
    assertFalse(Ucum.knows(code), code);
    assertEquals(Optional.empty(), Ucum.convert(BigDecimal.ONE, code, "kg"), code);
  }

  @Test
  void hostileCodesAndNumbersCostLittle() {
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertFalse(Ucum.knows("(".repeat(10_000)));
          Ucum.knows("(".repeat(30) + "m" + ")".repeat(30));
          Ucum.knows("10*40.".repeat(10) + "m");
          for (int i = 0; i < 3_000; i++) {
            Ucum.knows("m" + i);
          }
          Ucum.convert(new BigDecimal("1E999"), "Ym40", "ym40");
          Ucum.convert(new BigDecimal("1E-999"), "ym40", "Ym40");
        });
    assertTrue(Ucum.knows("mm[Hg]"));
  }
}
