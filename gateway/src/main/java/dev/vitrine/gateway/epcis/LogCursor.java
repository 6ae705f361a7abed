package dev.vitrine.gateway.epcis;

import dev.vitrine.gateway.store.LogId;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in all logs at once: what stands behind it has not been looked at. A log that a cursor
 * does not name is new, and all of it stands behind.
 *
 * @param refs per log, the last record looked at, packed
 */
record LogCursor(SortedMap<Integer, Long> refs) {
  private static final Pattern ENTRY = Pattern.compile("(\\d{1,4}):(-?\\d{1,19})");
  private static final int MAX_CHARS = 1 << 18;

  /** The last record of a log that was looked at, packed. */
  long ref(int log) {
    return refs.getOrDefault(log, (LogId.global(log, 0) << 8) - 1);
  }

  /** Undoes {@link #toString}; empty if the text is no cursor. */
  static Optional<LogCursor> parse(String text) {
    SortedMap<Integer, Long> refs = new TreeMap<>();
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      for (String entry : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        Matcher matcher = ENTRY.matcher(entry);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > LogId.MAX) {
          return Optional.empty();
        }
        refs.put(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
      }
      return Optional.of(new LogCursor(refs));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return refs.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
