package dev.vitrine.ledger.log;

import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.TileId;
import java.util.List;
import java.util.function.Consumer;

/** Reads entries in bounded pieces and holds storage to a sequence without gaps. */
final class Entries {
  private Entries() {}

  /**
   * Gives each entry from {@code from} (inclusive) to {@code to} (exclusive) in order, no more than
   * 256 of them in memory at once.
   *
   * @throws CorruptLogException if one is missing, out of order or too long
   */
  static void each(LogReader reader, long from, long to, Consumer<LogEntry> consumer) {
    for (long at = from; at < to; ) {
      // up to the next multiple of 256, where a bundle ends
      long end = Math.min(to, (at / TileId.WIDTH + 1) * TileId.WIDTH);
      read(reader, at, end).forEach(consumer);
      at = end;
    }
  }

  /** Exactly these entries, at most 256. */
  static List<LogEntry> read(LogReader reader, long from, long to) {
    List<LogEntry> entries = reader.readEntries(from, to);
    long expected = from;
    for (LogEntry entry : entries) {
      if (entry.index() != expected) {
        break;
      }
      if (entry.bytes().length > EntryBundle.MAX_ENTRY) {
        throw new CorruptLogException(
            "entry " + expected + " has " + entry.bytes().length + " bytes");
      }
      expected++;
    }
    if (expected != to || entries.size() != to - from) {
      throw new CorruptLogException("the sequence has a gap: no entry " + expected);
    }
    return entries;
  }
}
