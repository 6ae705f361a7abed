package dev.vitrine.adapters.gs1.query;

import dev.vitrine.adapters.gs1.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The order that {@code orderBy} and {@code orderDirection} ask for. Events without the field come
 * last in both directions; texts compare by their first 256 characters.
 */
public final class Ordering {
  private final @Nullable FieldName field;
  private final boolean byRecordTime;
  private final boolean descending;

  private Ordering(@Nullable FieldName field, boolean byRecordTime, boolean descending) {
    this.field = field;
    this.byRecordTime = byRecordTime;
    this.descending = descending;
  }

  static Ordering byEventTime(boolean descending) {
    return new Ordering(null, false, descending);
  }

  static Ordering byRecordTime(boolean descending) {
    return new Ordering(null, true, descending);
  }

  static Ordering by(FieldName field, boolean descending) {
    return new Ordering(field, false, descending);
  }

  /**
   * What an event is ordered by: a text that is a time, a number or something else.
   *
   * @param kind 0 a number, 1 a time, 2 any other text, 3 nothing
   */
  public record Key(int kind, String text) {
    private static final int CHARS = 256;
    private static final Key NONE = new Key(3, "");

    static Key of(@Nullable Operand value) {
      if (value == null) {
        return NONE;
      }
      if (value.number() != null) {
        return new Key(0, value.number().toString());
      }
      return value.time() != null
          ? new Key(1, value.time().toString())
          : new Key(2, value.text().substring(0, Math.min(CHARS, value.text().length())));
    }

    private int compare(Key other) {
      if (kind != other.kind) {
        return Integer.compare(kind, other.kind);
      }
      return switch (kind) {
        case 0 -> new BigDecimal(text).compareTo(new BigDecimal(other.text));
        case 1 -> Instant.parse(text).compareTo(Instant.parse(other.text));
        default -> codePoints(text, other.text);
      };
    }

    /** As the bytes of UTF-8 compare. */
    private static int codePoints(String a, String b) {
      int length = Math.min(a.length(), b.length());
      for (int i = 0; i < length; i++) {
        char x = a.charAt(i);
        char y = b.charAt(i);
        if (x != y) {
          boolean pairX = Character.isSurrogate(x);
          boolean pairY = Character.isSurrogate(y);
          return pairX == pairY ? Character.compare(x, y) : pairX ? 1 : -1;
        }
      }
      return Integer.compare(a.length(), b.length());
    }
  }

  /** What that event is ordered by. */
  public Key key(RecordedEvent event) {
    if (byRecordTime) {
      return new Key(1, event.recordTime().toString());
    }
    if (field == null) {
      Instant time = Operand.instant(event.event().tree().text("eventTime"));
      return time == null ? Key.NONE : new Key(1, time.toString());
    }
    for (Value value : FieldScope.EVENT.values(event.event(), field, false)) {
      Operand operand = Operand.of(value);
      if (operand != null) {
        return Key.of(operand);
      }
    }
    return Key.NONE;
  }

  /** Orders keys. */
  public Comparator<Key> comparator() {
    return (a, b) -> {
      if (a.kind == 3 || b.kind == 3) {
        return Integer.compare(a.kind / 3, b.kind / 3);
      }
      return descending ? b.compare(a) : a.compare(b);
    };
  }
}
