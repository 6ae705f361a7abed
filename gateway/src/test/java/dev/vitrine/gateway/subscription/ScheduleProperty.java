package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.gateway.epcis.EpcisRefusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Random schedules run when a search through every minute, or every second, finds they should. */
class ScheduleProperty {
  private static final int SCHEDULES = 300;
  private static final int RUNS = 3;
  private static final int[] LOW = {0, 0, 0, 1, 1, 1};
  private static final int[] HIGH = {59, 59, 23, 31, 12, 7};

  private final Random random = new Random(34);

  @Test
  void asASearchThroughEveryMinuteFinds() {
    for (int i = 0; i < SCHEDULES; i++) {
      Map<String, String> texts = new LinkedHashMap<>();
      Map<String, Set<Integer>> values = new LinkedHashMap<>();
      add(texts, values, 0, 1);
      for (int field = 1; field < LOW.length; field++) {
        if (field < 3 || random.nextInt(3) > 0) {
          add(texts, values, field, random.nextInt(4) + (field == 4 ? 4 : 1));
        }
      }
      int second = Objects.requireNonNull(values.get("second")).iterator().next();
      check(texts, values, ChronoUnit.MINUTES, second, 200_000);
    }
  }

  @Test
  void asASearchThroughEverySecondFinds() {
    for (int i = 0; i < SCHEDULES; i++) {
      Map<String, String> texts = new LinkedHashMap<>();
      Map<String, Set<Integer>> values = new LinkedHashMap<>();
      for (int field = 0; field < 3; field++) {
        add(texts, values, field, 1 + random.nextInt(4));
      }
      check(texts, values, ChronoUnit.SECONDS, 0, 2 * 86_400);
    }
  }

  private void check(
      Map<String, String> texts,
      Map<String, Set<Integer>> values,
      ChronoUnit step,
      int second,
      int most) {
    Instant after =
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(4 * 365 * 86_400));
    Schedule schedule;
    try {
      schedule = Schedule.of(texts);
    } catch (EpcisRefusal e) {
      assertEquals(Optional.empty(), search(values, after, step, second, most), texts.toString());
      return;
    }
    for (int run = 0; run < RUNS; run++) {
      Optional<Instant> expected = search(values, after, step, second, most);
      if (expected.isEmpty()) {
        return;
      }
      assertEquals(expected, schedule.next(after), texts + " after " + after);
      after = expected.get();
    }
  }

  private static Optional<Instant> search(
      Map<String, Set<Integer>> values, Instant after, ChronoUnit step, int second, int most) {
    OffsetDateTime time = after.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    time = step == ChronoUnit.MINUTES ? time.withSecond(second) : time;
    for (int i = 0; i < most; i++, time = time.plus(1, step)) {
      int[] now = {
        time.getSecond(),
        time.getMinute(),
        time.getHour(),
        time.getDayOfMonth(),
        time.getMonthValue(),
        time.getDayOfWeek().getValue()
      };
      boolean matches = time.toInstant().isAfter(after);
      for (int field = 0; field < now.length && matches; field++) {
        Set<Integer> wanted = values.get(Schedule.FIELDS.get(field));
        matches = wanted == null || wanted.contains(now[field]);
      }
      if (matches) {
        return Optional.of(time.toInstant());
      }
    }
    return Optional.empty();
  }

  /** Adds a field with a few random elements, and what they mean. */
  private void add(
      Map<String, String> texts, Map<String, Set<Integer>> values, int field, int elements) {
    StringBuilder text = new StringBuilder();
    Set<Integer> meant = new TreeSet<>();
    boolean single = field == 0 && elements == 1;
    for (int i = 0; i < elements; i++) {
      int first = LOW[field] + random.nextInt(HIGH[field] - LOW[field] + 1);
      int last = first + random.nextInt(HIGH[field] - first + 1);
      int step = 1 + random.nextInt(7);
      text.append(i == 0 ? "" : ",");
      String range = first + "-" + last;
      switch (single ? 0 : random.nextInt(6)) {
        case 1 -> {
          text.append('[').append(range).append(']');
          fill(meant, first, last, 1);
        }
        case 2 -> {
          text.append(range);
          fill(meant, first, last, 1);
        }
        case 3 -> {
          text.append('[').append(range).append("]/").append(step);
          fill(meant, first, last, step);
        }
        case 4 -> {
          text.append(first).append('/').append(step);
          fill(meant, first, HIGH[field], step);
        }
        case 5 -> {
          text.append("*/").append(step);
          fill(meant, LOW[field], HIGH[field], step);
        }
        default -> {
          text.append(first);
          fill(meant, first, first, 1);
        }
      }
    }
    texts.put(Schedule.FIELDS.get(field), text.toString());
    values.put(Schedule.FIELDS.get(field), meant);
  }

  private static void fill(Set<Integer> meant, int first, int last, int step) {
    for (int value = first; value <= last; value += step) {
      meant.add(value);
    }
  }
}
