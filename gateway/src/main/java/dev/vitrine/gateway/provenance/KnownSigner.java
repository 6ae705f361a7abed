package dev.vitrine.gateway.provenance;

import dev.vitrine.adapters.fhir.signature.ResourceSignature;
import dev.vitrine.adapters.fhir.signature.SignatureTrust;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One whose keys the operator knows.
 *
 * @param party the sender in whose documents it is called so; {@code *} for all
 * @param who its names there, references or {@code system|value}; the first is what is committed
 * @param keys its keys
 * @param roots certificates that issue its certificates directly; revocation lists are not read
 */
record KnownSigner(
    String party, List<String> who, List<PublicKey> keys, List<X509Certificate> roots, Clock clock)
    implements SignatureTrust.Signer {
  static final String ANY = "*";

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  KnownSigner {
    who = List.copyOf(who);
    keys = List.copyOf(keys);
    roots = List.copyOf(roots);
  }

  boolean isCalled(String sender, Set<String> names) {
    return (party.equals(ANY) || party.equals(sender)) && who.stream().anyMatch(names::contains);
  }

  @Override
  public String name() {
    return who.get(0);
  }

  @Override
  public boolean owns(ResourceSignature signature, PublicKey key) {
    return keys.contains(key) || signature.certificate().filter(this::isIssuedNow).isPresent();
  }

  private boolean isIssuedNow(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    if (roots.isEmpty()
        || (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION])) {
      return false;
    }
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()));
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(clock.instant()));
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)),
              parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
