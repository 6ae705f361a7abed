package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.verdict.LogProofVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The step {@value #STEP}: a key was good when it is said to have been used. */
final class WindowCheck {
  static final String STEP = "key-window";

  private static final long DAY = 86_400_000;

  private final String key;
  private final KeyWindow window;
  private final Consumer<Step> passed;

  WindowCheck(String key, KeyWindow window, Consumer<Step> passed) {
    this.key = key;
    this.window = window;
    this.passed = passed;
  }

  /**
   * A promise over a header closed at this time. If the key was revoked later, the promise counts
   * only if others say that the batch was logged before.
   */
  void promise(long closedAtMillis, Optional<LogProofVerifier.Placed> placed)
      throws RefusedException {
    span(closedAtMillis, closedAtMillis);
    if (window.revoked()) {
      LogProofVerifier.Placed place =
          placed.orElseThrow(
              () -> refused("was revoked, and nothing but itself says when it promised this"));
      boolean cosigned =
          window.beforeRevocation(place.anchor().cosignedMillis().orElse(Long.MAX_VALUE));
      if (!cosigned && !window.beforeRevocation(place.origin(), place.index())) {
        throw refused("was revoked, and the batch is not shown to be logged before that");
      }
    }
    tell(closedAtMillis);
  }

  /** A presentation made at this time, as seen by a verifier whose clock is at {@code now}. */
  void presentation(long issuedAtMillis, Instant now) throws RefusedException {
    span(issuedAtMillis, issuedAtMillis);
    seen(now);
    tell(issuedAtMillis);
  }

  /** As above, of which only the day is signed. */
  void day(long issuedAtMillis, Instant now) throws RefusedException {
    long first = issuedAtMillis - Math.floorMod(issuedAtMillis, DAY);
    span(first, first + DAY - 1);
    seen(now);
    tell(issuedAtMillis);
  }

  /**
   * Some moment from {@code first} to {@code last} lies in the window, and all before revocation.
   */
  private void span(long first, long last) throws RefusedException {
    if (last < window.fromMillis()) {
      throw refused("was not good before " + Instant.ofEpochMilli(window.fromMillis()));
    }
    long to = window.toMillis().orElse(Long.MAX_VALUE);
    if (first >= to) {
      throw refused("was retired at " + Instant.ofEpochMilli(to));
    }
    if (!window.beforeRevocation(last)) {
      throw refused("may be in other hands since " + revocation());
    }
  }

  private void seen(Instant now) throws RefusedException {
    if (!window.beforeRevocation(now.toEpochMilli())) {
      throw refused(
          "was revoked, and nothing but itself says that this was made before " + revocation());
    }
  }

  private Instant revocation() {
    return Instant.ofEpochMilli(window.revokedSinceMillis().orElseThrow());
  }

  private void tell(long millis) {
    if (!window.equals(KeyWindow.ALWAYS)) {
      passed.accept(new Step(STEP, "key " + key + " was good at " + Instant.ofEpochMilli(millis)));
    }
  }

  private RefusedException refused(String why) {
    return RefusedException.invalid(STEP, "the key " + key + " " + why);
  }
}
