package dev.vitrine.ledger.anchor.tsa;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verified time-stamp shows: its data existed at this time, says an authority that was
 * trusted then.
 *
 * @param time the authority's time
 * @param accuracy how far it may be off, if the authority says
 * @param policy the OID under which it was given
 * @param path the certificates from the signer's to the root's, both included
 */
public record VerifiedTime(
    Instant time, Optional<Duration> accuracy, String policy, List<X509Certificate> path) {
  /** Copies the path. */
  public VerifiedTime {
    path = List.copyOf(path);
  }

  /** When the first certificate of the path expires: the time-stamp must be renewed before. */
  public Instant expires() {
    return path.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** For people: time, accuracy and policy. */
  @Override
  public String toString() {
    String error = accuracy.map(stated -> " ± " + stated.toMillis() + " ms").orElse("");
    return time + error + " by policy " + policy;
  }
}
