package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What revocation lists say of a path (RFC 3161 section 4). With a reason that leaves the key in
 * good hands, times before the revocation stay good; with another reason, or none, no time does.
 */
final class Revocations {
  private static final Set<CRLReason> HARMLESS =
      Set.of(
          CRLReason.UNSPECIFIED,
          CRLReason.AFFILIATION_CHANGED,
          CRLReason.SUPERSEDED,
          CRLReason.CESSATION_OF_OPERATION);

  private final String step;
  private final List<X509CRL> lists;

  Revocations(String step, List<X509CRL> lists) {
    this.step = step;
    this.lists = lists;
  }

  /** Checks each certificate of a path against the lists of its issuer. */
  void check(List<X509Certificate> path, Instant time) throws RefusedException {
    for (int at = 0; at + 1 < path.size(); at++) {
      for (X509CRL list : lists) {
        if (list.getIssuerX500Principal().equals(path.get(at).getIssuerX500Principal())) {
          check(list, path.get(at), path.get(at + 1), time);
        }
      }
    }
  }

  private void check(
      X509CRL list, X509Certificate certificate, X509Certificate issuer, Instant time)
      throws RefusedException {
    try {
      list.verify(issuer.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw RefusedException.invalid(step, "a revocation list that its issuer did not sign");
    }
    @Nullable X509CRLEntry entry = list.getRevokedCertificate(certificate);
    if (entry == null) {
      return;
    }
    Instant revoked = entry.getRevocationDate().toInstant();
    @Nullable CRLReason reason = entry.getRevocationReason();
    if (reason == null || !HARMLESS.contains(reason) || !time.isBefore(revoked)) {
      throw RefusedException.invalid(
          step, "revoked at " + revoked + ", " + (reason == null ? "no reason given" : reason));
    }
  }
}
