package dev.vitrine.proofs.presentation;

import java.time.Instant;
import java.util.Optional;

/**
 * What a verifier brings of its own: never taken from the prover.
 *
 * @param now the verifier's clock
 * @param audience whom the presentation must be for; empty: any
 * @param nonce the nonce it must answer; empty: any, and then a replay can't be told
 */
public record Expectation(Instant now, Optional<String> audience, Optional<byte[]> nonce) {
  /** Only the clock. */
  public static Expectation at(Instant now) {
    return new Expectation(now, Optional.empty(), Optional.empty());
  }
}
