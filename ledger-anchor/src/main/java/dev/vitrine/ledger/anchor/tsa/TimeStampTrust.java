package dev.vitrine.ledger.anchor.tsa;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a verifier believes of one time-stamping authority, pinned before any time-stamp is seen.
 * Immutable.
 *
 * @param roots self-signed certificates of its root authorities, at least one
 * @param known further certificates that its tokens may leave out: its own, those between
 * @param policies the policies (OIDs) whose times count; empty: any
 * @param from no time before this counts
 * @param until no time from this on counts
 * @param maxAccuracy a token that states a greater possible error is refused
 * @param revocations revocation lists, or none: then nothing is known to be revoked
 */
public record TimeStampTrust(
    List<X509Certificate> roots,
    List<X509Certificate> known,
    Set<String> policies,
    Instant from,
    Instant until,
    Duration maxAccuracy,
    List<X509CRL> revocations) {
  /** The most certificates that {@code roots} and {@code known} may have, each. */
  public static final int MAX_CERTIFICATES = 32;

  /** Checks counts and copies the collections. */
  public TimeStampTrust {
    roots = List.copyOf(roots);
    known = List.copyOf(known);
    policies = Set.copyOf(policies);
    revocations = List.copyOf(revocations);
    if (roots.isEmpty()
        || Math.max(roots.size(), Math.max(known.size(), revocations.size())) > MAX_CERTIFICATES) {
      throw new IllegalArgumentException(
          roots.size() + " roots, " + known.size() + " certificates; 1 to " + MAX_CERTIFICATES);
    }
    if (!from.isBefore(until) || maxAccuracy.isNegative()) {
      throw new IllegalArgumentException("an empty window, or a negative accuracy");
    }
  }

  /** Trust in these roots at any time, under any policy, accurate to a minute. */
  public static TimeStampTrust of(List<X509Certificate> roots) {
    return new TimeStampTrust(
        roots, List.of(), Set.of(), Instant.EPOCH, Instant.MAX, Duration.ofMinutes(1), List.of());
  }

  /**
   * Trust in the self-signed certificates of a PEM file, its others being known.
   *
   * @throws IllegalArgumentException if there is a block that is no certificate, or no root
   */
  public static TimeStampTrust ofPem(byte[] pem) {
    List<X509Certificate> all = certificates(pem);
    return of(all.stream().filter(TimeStampTrust::isRoot).toList())
        .knowing(all.stream().filter(certificate -> !isRoot(certificate)).toList());
  }

  /** The same, with these certificates known too. */
  public TimeStampTrust knowing(List<X509Certificate> more) {
    List<X509Certificate> all = Stream.concat(known.stream(), more.stream()).toList();
    return new TimeStampTrust(roots, all, policies, from, until, maxAccuracy, revocations);
  }

  /** The same, for these policies only. */
  public TimeStampTrust under(Set<String> only) {
    return new TimeStampTrust(roots, known, only, from, until, maxAccuracy, revocations);
  }

  /** The same, for times from one instant to before another. */
  public TimeStampTrust between(Instant first, Instant end) {
    return new TimeStampTrust(roots, known, policies, first, end, maxAccuracy, revocations);
  }

  /** The same, with another greatest error. */
  public TimeStampTrust accurateTo(Duration error) {
    return new TimeStampTrust(roots, known, policies, from, until, error, revocations);
  }

  /** The same, with these revocation lists. */
  public TimeStampTrust revoking(List<X509CRL> lists) {
    return new TimeStampTrust(roots, known, policies, from, until, maxAccuracy, lists);
  }

  /** The certificates of a PEM file, in its order. */
  static List<X509Certificate> certificates(byte[] pem) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not certificates in PEM", e);
    }
  }

  /** The pinned root that certificate is, if it is one. */
  Optional<X509Certificate> root(X509Certificate certificate) {
    return roots.stream().filter(certificate::equals).findFirst();
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }
}
