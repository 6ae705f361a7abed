package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPUtil;

/**
 * Finds the one certificate that a token's signed attribute names (RFC 3161 section 2.4.2, RFC
 * 5816), and holds it to what a time-stamper's must be (section 2.3). Certificates that were merely
 * put into the token beside it can't take its place.
 */
final class StampingCertificate {
  private static final int MIN_RSA_BITS = 2048;

  private final String step;

  StampingCertificate(String step) {
    this.step = step;
  }

  /** The certificate, from the token or the known ones. */
  X509Certificate of(TimeStamp stamp, List<X509Certificate> known) throws RefusedException {
    ESSCertIDv2 named = named(stamp);
    List<X509CertificateHolder> candidates =
        Stream.concat(stamp.embedded(), known.stream().map(StampingCertificate::holder)).toList();
    for (X509CertificateHolder candidate : candidates) {
      if (stamp.token().getSID().match(candidate) && names(named, candidate)) {
        return checked(stamp, candidate);
      }
    }
    if (candidates.stream().anyMatch(stamp.token().getSID()::match)) {
      throw RefusedException.invalid(step, "the signed attribute names another certificate");
    }
    throw RefusedException.cannotTell(
        step, "the signer's certificate is neither in the token nor known");
  }

  private X509Certificate checked(TimeStamp stamp, X509CertificateHolder holder)
      throws RefusedException {
    try {
      TSPUtil.validateCertificate(holder);
    } catch (TSPException e) {
      throw RefusedException.invalid(
          step, "its extended key usage is not critical, or not time-stamping alone");
    }
    GeneralName claimed = stamp.info().getTsa();
    if (claimed != null && !isNameOf(claimed, holder)) {
      throw RefusedException.invalid(step, "the token names another authority");
    }
    X509Certificate certificate = jca(holder);
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa
        && rsa.getModulus().bitLength() < MIN_RSA_BITS) {
      throw RefusedException.invalid(step, "an RSA key of under " + MIN_RSA_BITS + " bits");
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[0] && !usage[1]) {
      throw RefusedException.invalid(step, "its key usage allows no signatures");
    }
    return certificate;
  }

  /** The first name of the one signing-certificate attribute; of the old form with its SHA-1. */
  private ESSCertIDv2 named(TimeStamp stamp) throws RefusedException {
    try {
      AttributeTable signed = stamp.token().getSignedAttributes();
      Attribute v2 = signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
      if (v2 != null) {
        return SigningCertificateV2.getInstance(only(v2)).getCerts()[0];
      }
      Attribute v1 = signed.get(PKCSObjectIdentifiers.id_aa_signingCertificate);
      ESSCertID name = SigningCertificate.getInstance(only(v1)).getCerts()[0];
      return new ESSCertIDv2(Sha1.ALGORITHM, name.getCertHash(), name.getIssuerSerial());
    } catch (RuntimeException e) {
      throw RefusedException.invalid(step, "no signing-certificate attribute in its one form");
    }
  }

  private static ASN1Encodable only(Attribute attribute) {
    if (attribute.getAttrValues().size() != 1) {
      throw new IllegalArgumentException("not one value");
    }
    return attribute.getAttrValues().getObjectAt(0);
  }

  private static boolean names(ESSCertIDv2 name, X509CertificateHolder candidate) {
    try {
      byte[] der = candidate.getEncoded();
      Optional<byte[]> hash =
          Sha1.ALGORITHM.equals(name.getHashAlgorithm())
              ? Optional.of(Sha1.of(der))
              : TimeStampHash.of(name.getHashAlgorithm()).map(function -> function.of(der));
      IssuerSerial issuer = name.getIssuerSerial();
      return hash.filter(found -> Arrays.equals(found, name.getCertHash())).isPresent()
          && (issuer == null
              || (issuer.getSerial().hasValue(candidate.getSerialNumber())
                  && Arrays.asList(issuer.getIssuer().getNames())
                      .contains(new GeneralName(candidate.getIssuer()))));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isNameOf(GeneralName claimed, X509CertificateHolder holder) {
    if (claimed.equals(new GeneralName(holder.getSubject()))) {
      return true;
    }
    Extension alternatives = holder.getExtension(Extension.subjectAlternativeName);
    return alternatives != null
        && Arrays.asList(GeneralNames.getInstance(alternatives.getParsedValue()).getNames())
            .contains(claimed);
  }

  static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new JcaX509CertificateHolder(certificate);
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate can be encoded", e);
    }
  }

  /** The certificate as the JDK's path checks want it. */
  X509Certificate jca(X509CertificateHolder holder) throws RefusedException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
    } catch (CertificateException | IOException e) {
      throw RefusedException.invalid(step, "a certificate that can't be read");
    }
  }

  /**
   * The hash of the attribute's old form, which names a certificate only beside the signer's id and
   * a path to a pinned root: a second certificate with the same hash would have to be issued there.
   */
  private static final class Sha1 {
    static final AlgorithmIdentifier ALGORITHM =
        new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);

    static byte[] of(byte[] bytes) {
      try {
        return MessageDigest.getInstance("SHA-1").digest(bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-1", e);
      }
    }
  }
}
