package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way from a certificate to a pinned root, and whether it holds at a time: the JDK's PKIX (RFC
 * 5280 section 6), without any look-up.
 */
final class TrustedPath {
  private static final int MAX_LENGTH = 8;
  private static final int MAX_CHECKS = 200;

  private final String step;
  private final TimeStampTrust trust;

  TrustedPath(String step, TimeStampTrust trust) {
    this.step = step;
    this.trust = trust;
  }

  /** The certificates from the leaf to a pinned root, both included; each signed by the next. */
  List<X509Certificate> from(X509Certificate leaf, List<X509Certificate> others)
      throws RefusedException {
    return new Search(others)
        .walk(List.of(leaf))
        .orElseThrow(() -> RefusedException.cannotTell(step, "no path to a pinned root"));
  }

  /** One search, which ends: many certificates of one name and key have no end of paths. */
  private final class Search {
    private final List<X509Certificate> others;
    private int checks;

    Search(List<X509Certificate> others) {
      this.others = others;
    }

    Optional<List<X509Certificate>> walk(List<X509Certificate> path) throws RefusedException {
      X509Certificate last = path.get(path.size() - 1);
      for (X509Certificate root : trust.roots()) {
        if (issued(root, last)) {
          return Optional.of(plus(path, root));
        }
      }
      for (X509Certificate other : others) {
        if (path.size() < MAX_LENGTH - 1 && !path.contains(other) && issued(other, last)) {
          Optional<List<X509Certificate>> found = walk(plus(path, other));
          if (found.isPresent()) {
            return found;
          }
        }
      }
      return Optional.empty();
    }

    private boolean issued(X509Certificate issuer, X509Certificate certificate)
        throws RefusedException {
      if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
        return false;
      }
      if (++checks > MAX_CHECKS) {
        throw RefusedException.invalid(step, "too many certificates of the same names");
      }
      try {
        certificate.verify(issuer.getPublicKey());
        return true;
      } catch (GeneralSecurityException e) {
        return false;
      }
    }
  }

  /** Checks a path at a time. */
  void check(List<X509Certificate> path, Instant time) throws RefusedException {
    X509Certificate root = path.get(path.size() - 1);
    Date date = Date.from(time);
    try {
      root.checkValidity(date); // PKIX leaves the root's own dates out
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(date);
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509")
                  .generateCertPath(path.subList(0, path.size() - 1)),
              parameters);
    } catch (CertPathValidatorException e) {
      throw RefusedException.invalid(
          step, "not valid at " + time + ": " + e.getReason() + " at certificate " + e.getIndex());
    } catch (GeneralSecurityException e) {
      throw RefusedException.invalid(step, "not valid at " + time);
    }
  }

  private static List<X509Certificate> plus(List<X509Certificate> path, X509Certificate next) {
    List<X509Certificate> longer = new ArrayList<>(path);
    longer.add(next);
    return longer;
  }
}
