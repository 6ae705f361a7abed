package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.gateway.epcis.EpcisRefusal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          hour=1 minute=5; 2026-03-01T00:00:00Z; 2026-03-01T01:05:00Z
          hour=1 minute=5; 2026-03-01T01:05:00Z; 2026-03-02T01:05:00Z
          hour=1 minute=5; 2026-03-01T01:04:59.999Z; 2026-03-01T01:05:00Z
          second=0/30; 2026-01-06T06:52:24.889Z; 2026-01-06T06:52:30Z
          second=0/30; 2026-01-06T06:52:30Z; 2026-01-06T06:53:00Z
          second=*; 2026-12-31T23:59:59Z; 2027-01-01T00:00:00Z
          minute=*/20; 2026-12-31T23:59:59Z; 2027-01-01T00:00:00Z
          minute=[10-12],40; 2026-03-01T00:12:00Z; 2026-03-01T00:40:00Z
          minute=10-20/5; 2026-03-01T00:11:00Z; 2026-03-01T00:15:00Z
          hour=8; 2026-03-01T08:00:00Z; 2026-03-02T08:00:00Z
          month=2; 2026-03-01T08:00:00Z; 2027-02-01T00:00:00Z
          dayOfWeek=1; 2026-03-01T08:00:00Z; 2026-03-02T00:00:00Z
          dayOfWeek=7; 2026-03-01T08:00:00Z; 2026-03-08T00:00:00Z
          dayOfWeek=[1-5] hour=9; 2026-03-06T09:00:00Z; 2026-03-09T09:00:00Z
          dayOfMonth=29 month=2; 2026-03-01T08:00:00Z; 2028-02-29T00:00:00Z
          dayOfMonth=29 month=2 dayOfWeek=7; 2026-03-01T00:00:00Z; 2032-02-29T00:00:00Z
          dayOfMonth=29 month=2 dayOfWeek=3; 2080-03-01T00:00:00Z; 2096-02-29T00:00:00Z
          dayOfMonth=31; 2026-04-01T00:00:00Z; 2026-05-31T00:00:00Z
          """)
  void runsWhenItSays(String fields, Instant after, Instant expected) {
    assertEquals(Optional.of(expected), Schedule.of(fields(fields)).next(after));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "second=60",
        "second=-1",
        "minute=a",
        "minute=",
        "minute=1,",
        "minute=,1",
        "minute=5-1",
        "minute=[5-1]",
        "minute=[5",
        "minute=[5]",
        "minute=1/0",
        "minute=1/",
        "minute=*/*",
        "minute=**",
        "minute=١",
        "minute=001",
        "hour=24",
        "dayOfMonth=0",
        "dayOfMonth=32",
        "month=13",
        "month=JAN",
        "dayOfWeek=0",
        "dayOfWeek=8",
        "dayOfMonth=30 month=2",
        "dayOfMonth=31 month=4,6,9,11"
      })
  void whatIsNoScheduleIsRefused(String fields) {
    EpcisRefusal refusal = assertThrows(EpcisRefusal.class, () -> Schedule.of(fields(fields)));
    assertEquals(EpcisRefusal.Kind.CONTROLS, refusal.kind());
  }

  @Test
  void nothingAtAllIsRefused() {
    assertThrows(EpcisRefusal.class, () -> Schedule.of(Map.of()));
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new java.util.HashMap<>();
    for (String field : text.split(" ", -1)) {
      int equals = field.indexOf('=');
      fields.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return fields;
  }
}
