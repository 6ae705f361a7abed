package dev.vitrine.adapters.gs1.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The hand-written reading of date-times agrees with the platform's own. */
class TimestampsProperty {
  @Test
  void agreesWithJavaTime() {
    Random random = new Random(7);
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");
    for (int i = 0; i < 20_000; i++) {
      long millis = random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L);
      ZoneOffset zone = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1681) - 840));
      OffsetDateTime time = Instant.ofEpochMilli(millis).atOffset(zone);
      String text = time.format(format);
      assertEquals(millis, Timestamps.millis(text), text);
      assertEquals(time.toLocalDate().toEpochDay(), Timestamps.epochDay(text), text);
      assertEquals(zone.getTotalSeconds() / 60, Timestamps.zoneOffset(text.substring(23)), text);
    }
  }

  @Test
  void everyDayOfFourCenturies() {
    LocalDate date = LocalDate.of(1899, 12, 31);
    for (int i = 0; i < 146_097; i++) {
      assertEquals(date.toEpochDay(), Timestamps.epochDay(date.toString()));
      date = date.plusDays(1);
    }
  }

  @Test
  void fractionsAreExactOrNot() {
    long base = Instant.parse("2026-03-01T08:15:00Z").toEpochMilli();
    assertEquals(base + 100, Timestamps.millis("2026-03-01T08:15:00.1Z"));
    assertEquals(base + 123, Timestamps.millis("2026-03-01T08:15:00.123000000Z"));
    assertEquals(Timestamps.NOT_EXACT, Timestamps.millis("2026-03-01T08:15:00.1230001Z"));
    assertEquals(Timestamps.NOT_EXACT, Timestamps.millis("2016-12-31T23:59:60Z"));
  }

  @Test
  void anythingElseIsMalformed() {
    for (String text :
        List.of(
            "",
            "2026-03-01",
            "2026-03-01T08:15:00",
            "2026-03-01T08:15Z",
            "2026-03-01 08:15:00Z",
            "2026-02-29T08:15:00Z",
            "2026-13-01T08:15:00Z",
            "2026-00-01T08:15:00Z",
            "2026-03-00T08:15:00Z",
            "2026-03-01T25:15:00Z",
            "2026-03-01T08:60:00Z",
            "2026-03-01T08:15:61Z",
            "2026-03-01T08:15:00.Z",
            "2026-03-01T08:15:00+0100",
            "2026-03-01T08:15:00+01:60",
            "2026-03-01T08:15:00Zx",
            "2026-03-01T08:15:00.1230000000000000000000Z",
            "+026-03-01T08:15:00Z",
            "२०२६-03-01T08:15:00Z")) {
      assertEquals(Timestamps.MALFORMED, Timestamps.millis(text), text);
    }
    for (String text : List.of("+1:00", "+14:01", "-15:00", "Z", "01:00", "+01:00 ", "+01-00")) {
      assertEquals(Integer.MIN_VALUE, Timestamps.zoneOffset(text), text);
    }
  }
}
