package dev.vitrine.adapters.fhir.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FhirTimeTest {
  @ParameterizedTest
  @CsvSource({
    "1970, 1970-01-01, 1970-12-31",
    "1970-03, 1970-03-01, 1970-03-31",
    "2024-02, 2024-02-01, 2024-02-29",
    "1957-08-14, 1957-08-14, 1957-08-14",
    "0001, 0001-01-01, 0001-12-31"
  })
  void datesSpanTheirPrecision(String text, LocalDate lo, LocalDate hi) {
    assertEquals(Optional.of(new Interval(lo.toEpochDay(), hi.toEpochDay())), FhirTime.days(text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T08:37:40+01:00, 2026-03-02T07:37:40Z, 2026-03-02T07:37:40.999Z",
    "2026-03-02T08:37:40Z, 2026-03-02T08:37:40Z, 2026-03-02T08:37:40.999Z",
    "2026-03-02T08:37:40.5-14:00, 2026-03-02T22:37:40.500Z, 2026-03-02T22:37:40.599Z",
    "2026-03-02T08:37:40.123Z, 2026-03-02T08:37:40.123Z, 2026-03-02T08:37:40.123Z",
    "2026-03-02T08:37:40.123456Z, 2026-03-02T08:37:40.123Z, 2026-03-02T08:37:40.123Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999Z, 2016-12-31T23:59:59.999Z",
    "2026-03, 2026-02-28T10:00:00Z, 2026-04-01T11:59:59.999Z",
    "2026-03-02, 2026-03-01T10:00:00Z, 2026-03-03T11:59:59.999Z"
  })
  void timesSpanTheirPrecisionAndDatesEveryZone(String text, Instant lo, Instant hi) {
    assertEquals(
        Optional.of(new Interval(lo.toEpochMilli(), hi.toEpochMilli())), FhirTime.dateTime(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not a date",
        "197",
        "1970-3",
        "1970-13",
        "1970-00",
        "2023-02-29",
        "0000",
        "-1970",
        "1970/03",
        "1970-03-1",
        "19700301",
        "٢٠٢٦",
        "2026-03-02T08:37",
        "2026-03-02T08:37Z",
        "2026-03-02T08:37:40",
        "2026-03-02 08:37:40Z",
        "2026-03-02T24:00:00Z",
        "2026-03-02T08:60:00Z",
        "2026-03-02T08:37:61Z",
        "2026-03-02T08:37:40.Z",
        "2026-03-02T08:37:40+15:00",
        "2026-03-02T08:37:40+01:60",
        "2026-03-02T08:37:40+0100",
        "2026-03-02T08:37:40z",
        "2026-03-02T08:37:40Z ",
        "2026-02-30T08:37:40Z",
        "2026-03-02T08:37:40+14:01"
      })
  void refusesWhatIsNoDateTime(String text) {
    assertTrue(FhirTime.dateTime(text).isEmpty());
  }

  @Test
  void instantsHaveATime() {
    assertTrue(FhirTime.instant("2026-03-02").isEmpty());
    assertTrue(FhirTime.instant("2026-03-02T08:37:40Z").isPresent());
    assertTrue(FhirTime.days("2026-03-02T08:37:40Z").isEmpty());
  }
}
