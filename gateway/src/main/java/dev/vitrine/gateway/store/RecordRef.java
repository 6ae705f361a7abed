package dev.vitrine.gateway.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a record: the log index of its batch and its place there. Written {@code 1042-17}.
 *
 * @param logIndex the global index, see {@link LogId}
 * @param position 0 to 255
 */
public record RecordRef(long logIndex, int position) {
  private static final Pattern TEXT = Pattern.compile("(0|[1-9][0-9]{0,15})-(0|[1-9][0-9]{0,2})");

  /** As one number, for the database. */
  public long packed() {
    return logIndex << 8 | position;
  }

  /** Undoes {@link #packed}. */
  public static RecordRef of(long packed) {
    return new RecordRef(packed >>> 8, (int) (packed & 0xff));
  }

  /** Reads {@link #toString}'s form. */
  public static Optional<RecordRef> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > 255) {
      return Optional.empty();
    }
    long logIndex = Long.parseLong(matcher.group(1));
    return LogId.isGlobal(logIndex)
        ? Optional.of(new RecordRef(logIndex, Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return logIndex + "-" + position;
  }
}
