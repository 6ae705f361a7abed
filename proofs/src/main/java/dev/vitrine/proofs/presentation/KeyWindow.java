package dev.vitrine.proofs.presentation;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a key of a gateway or an issuer is good, as a verifier pins it along with the key. Times are
 * in milliseconds since 1970.
 *
 * <p>A key that was revoked proves nothing from {@code revokedSinceMillis} on, and nothing by
 * itself of the time before: its thief can write any date. What it signed earlier counts only with
 * evidence that does not rest on it ({@link ReceiptVerifier}, {@link Verifier} say which).
 *
 * @param fromMillis the first moment at which it is good
 * @param toMillis the first moment at which it is no more; none while it is in use
 * @param revokedSinceMillis since when it may be in other hands; none if that is not known
 * @param logBefore a log as it is known to have been before that; none if none is known or the key
 *     is not revoked
 */
public record KeyWindow(
    long fromMillis,
    OptionalLong toMillis,
    OptionalLong revokedSinceMillis,
    Optional<LogBefore> logBefore) {
  /** For a key of which no window is known: good at any time. */
  public static final KeyWindow ALWAYS = from(0);

  /**
   * How far a log had come at a time, known from a checkpoint that was kept elsewhere.
   *
   * @param origin the log's name
   * @param size how many entries it had
   */
  public record LogBefore(String origin, long size) {
    /** Checks the size. */
    public LogBefore {
      if (size < 1) {
        throw new IllegalArgumentException("of an empty log nothing is known");
      }
    }
  }

  /** Checks that it does not end before it begins. */
  public KeyWindow {
    if (fromMillis < 0
        || toMillis.orElse(Long.MAX_VALUE) < fromMillis
        || revokedSinceMillis.orElse(Long.MAX_VALUE) < fromMillis) {
      throw new IllegalArgumentException("a window ends before it begins");
    }
    if (logBefore.isPresent() && revokedSinceMillis.isEmpty()) {
      throw new IllegalArgumentException("the log before is told of revoked keys only");
    }
  }

  /** Open from this time on. */
  public static KeyWindow from(long millis) {
    return new KeyWindow(millis, OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
  }

  /** Whether the key is known to be in other hands, or may be. */
  public boolean revoked() {
    return revokedSinceMillis.isPresent();
  }

  /** Whether a moment lies before the revocation, if there was one. */
  boolean beforeRevocation(long millis) {
    return revokedSinceMillis.isEmpty() || millis < revokedSinceMillis.getAsLong();
  }

  /** Whether this place of a log was taken before the revocation. */
  boolean beforeRevocation(String origin, long index) {
    return logBefore.isPresent()
        && logBefore.get().origin().equals(origin)
        && index < logBefore.get().size();
  }
}
