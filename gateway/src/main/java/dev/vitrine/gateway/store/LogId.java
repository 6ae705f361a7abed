package dev.vitrine.gateway.store;

/**
 * Numbers of logs, and indexes that name log and entry in one: {@code log << 40 | index}. Those of
 * log 0 are plain indexes. All are below 2⁵³, so every JSON reader can hold them.
 */
public final class LogId {
  /** The log that witnesses cosign and ledgers anchor. */
  public static final int MAIN = 0;

  /** The highest number of a log. */
  public static final int MAX = (1 << 13) - 1;

  /** One above the highest index in a log. */
  public static final long MAX_SIZE = 1L << 40;

  private static final int BITS = 40;

  private LogId() {}

  /** The log of a global index. */
  public static int log(long global) {
    return (int) (global >>> BITS);
  }

  /** The index within its log. */
  public static long index(long global) {
    return global & (MAX_SIZE - 1);
  }

  /**
   * The global index.
   *
   * @throws IllegalArgumentException if the log or the index is out of bounds
   */
  public static long global(int log, long index) {
    if (log < 0 || log > MAX || index < 0 || index >= MAX_SIZE) {
      throw new IllegalArgumentException("no entry " + index + " in a log " + log);
    }
    return (long) log << BITS | index;
  }

  /** Whether a number is a global index. */
  public static boolean isGlobal(long number) {
    return number >= 0 && log(number) <= MAX;
  }
}
