package dev.vitrine.ledger.witness;

import java.util.OptionalLong;

/**
 * Over which trees a log's key may sign, as a verifier pins it along with the key. Sizes and not
 * times, because a checkpoint does not say when it was made.
 *
 * @param fromSize the smallest tree
 * @param toSize the largest tree; none while the key is in use
 * @param revokedSinceMillis since when the key may be in other hands, in milliseconds since 1970;
 *     none if that is not known. Whoever has it can sign trees of any size, so from then on a
 *     checkpoint by it counts only if the quorum of witnesses had cosigned it before
 */
public record LogKeyWindow(long fromSize, OptionalLong toSize, OptionalLong revokedSinceMillis) {
  /** For a key of which no window is known. */
  public static final LogKeyWindow ALWAYS =
      new LogKeyWindow(0, OptionalLong.empty(), OptionalLong.empty());

  /** Checks that it does not end before it begins. */
  public LogKeyWindow {
    if (fromSize < 0
        || toSize.orElse(Long.MAX_VALUE) < fromSize
        || revokedSinceMillis.orElse(0) < 0) {
      throw new PolicyException("a window ends before it begins");
    }
  }

  /**
   * Why a checkpoint of this size is none of the key's; empty if it is.
   *
   * @param cosignedMillis by when the quorum had cosigned it; none if it asks for no witness
   */
  public String refusal(long size, OptionalLong cosignedMillis) {
    if (size < fromSize) {
      return "may sign from size " + fromSize + " on";
    }
    if (toSize.isPresent() && size > toSize.getAsLong()) {
      return "was retired at size " + toSize.getAsLong();
    }
    if (revokedSinceMillis.isPresent()
        && cosignedMillis.orElse(Long.MAX_VALUE) >= revokedSinceMillis.getAsLong()) {
      return "was revoked, and no witnesses say that they saw this before";
    }
    return "";
  }
}
