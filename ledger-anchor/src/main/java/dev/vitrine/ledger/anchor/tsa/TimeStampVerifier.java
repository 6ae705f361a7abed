package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;

/**
 * Verifies time-stamp tokens offline.
 *
 * <p>Guarantees that a signer whose certificate is for time-stamping alone, and led to a pinned
 * root at the stamped time, signed that the imprint existed then. Says nothing of whether that
 * certificate was revoked, unless lists are given, nor of whether its algorithms are still strong
 * when the check is made: time-stamps are renewed before that ({@link EvidenceRenewal}).
 *
 * <p>Steps, in order: {@value #IMPRINT}, {@value #POLICY}, {@value #CERTIFICATE}, {@value
 * #SIGNATURE}, {@value #PATH}, {@value #TIME}.
 */
public final class TimeStampVerifier {
  /** The step: it stamps this very hash. */
  public static final String IMPRINT = "tsa-imprint";

  /** The step: it was given under a trusted policy. */
  public static final String POLICY = "tsa-policy";

  /** The step: the certificate that it names is there and is a time-stamper's. */
  public static final String CERTIFICATE = "tsa-certificate";

  /** The step: that certificate's key signed it. */
  public static final String SIGNATURE = "tsa-signature";

  /** The step: the certificate led to a pinned root at the time, and was not revoked. */
  public static final String PATH = "tsa-path";

  /** The step: the time is one that counts, and exact enough. */
  public static final String TIME = "tsa-time";

  private static final Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.rsaEncryption,
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          EdECObjectIdentifiers.id_Ed25519);

  private final TimeStampTrust trust;
  private final StampingCertificate certificates = new StampingCertificate(CERTIFICATE);
  private final TrustedPath paths;
  private final Revocations revocations;

  /** Under this trust. */
  public TimeStampVerifier(TimeStampTrust trust) {
    this.trust = trust;
    this.paths = new TrustedPath(PATH, trust);
    this.revocations = new Revocations(PATH, trust.revocations());
  }

  /**
   * Verifies a token.
   *
   * @param hash the hash function that the imprint must be of
   * @param imprint the hash that must be stamped
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public VerifiedTime verify(
      TimeStamp stamp, TimeStampHash hash, byte[] imprint, Consumer<Step> passed)
      throws RefusedException {
    try {
      return checked(stamp, hash, imprint, passed);
    } catch (RuntimeException e) {
      // parts of a token are parsed only when they are looked at
      throw RefusedException.invalid(TimeStamp.FORMAT, "a part of the token can't be read");
    }
  }

  private VerifiedTime checked(
      TimeStamp stamp, TimeStampHash hash, byte[] imprint, Consumer<Step> passed)
      throws RefusedException {
    imprint(stamp, hash, imprint);
    passed.accept(new Step(IMPRINT, hash + " of what was stamped"));
    String policy = stamp.policy();
    if (!trust.policies().isEmpty() && !trust.policies().contains(policy)) {
      throw RefusedException.invalid(POLICY, "policy " + policy + " is not trusted");
    }
    passed.accept(new Step(POLICY, policy));
    X509Certificate signer = certificates.of(stamp, trust.known());
    passed.accept(new Step(CERTIFICATE, signer.getSubjectX500Principal().getName()));
    passed.accept(signature(stamp, signer));
    List<X509Certificate> path = paths.from(signer, others(stamp));
    holdsAt(path, stamp.time());
    X509Certificate root = path.get(path.size() - 1);
    passed.accept(new Step(PATH, "to " + root.getSubjectX500Principal().getName()));
    VerifiedTime time = new VerifiedTime(stamp.time(), accuracy(stamp), policy, path);
    passed.accept(new Step(TIME, time.toString()));
    return time;
  }

  /**
   * Whether a path was still good at a later time, as when its time-stamp was renewed.
   *
   * @throws RefusedException at {@value #PATH}
   */
  public void holdsAt(List<X509Certificate> path, Instant time) throws RefusedException {
    paths.check(path, time);
    revocations.check(path, time);
  }

  /** The same token with the certificates of its path but the root, and nothing else unsigned. */
  public TimeStamp bare(TimeStamp stamp, VerifiedTime verified) throws RefusedException {
    List<X509CertificateHolder> needed = new ArrayList<>();
    for (X509Certificate each : verified.path().subList(0, verified.path().size() - 1)) {
      needed.add(StampingCertificate.holder(each));
    }
    return stamp.with(needed);
  }

  private static void imprint(TimeStamp stamp, TimeStampHash hash, byte[] imprint)
      throws RefusedException {
    Optional<TimeStampHash> stated = stamp.hash();
    if (stated.isEmpty() || stated.get() != hash) {
      throw RefusedException.invalid(IMPRINT, "not a hash by " + hash);
    }
    if (!Arrays.equals(stamp.imprint(), imprint)) {
      throw RefusedException.invalid(IMPRINT, "the hash of something else");
    }
  }

  private static Step signature(TimeStamp stamp, X509Certificate signer) throws RefusedException {
    if (!strong(stamp.signer())) {
      throw RefusedException.invalid(SIGNATURE, "by an algorithm that is not accepted");
    }
    try {
      // by the key alone: the certificate's dates are the path's to check
      SignerInformationVerifier key =
          new JcaSimpleSignerInfoVerifierBuilder().build(signer.getPublicKey());
      if (!stamp.token().isSignatureValid(key)) {
        throw RefusedException.invalid(SIGNATURE, "the signature does not verify");
      }
    } catch (TSPException | OperatorCreationException | RuntimeException e) {
      throw RefusedException.invalid(SIGNATURE, "the signature can't be verified");
    }
    return new Step(SIGNATURE, "signed by that certificate's key");
  }

  private static boolean strong(SignerInfo signer) {
    AlgorithmIdentifier algorithm = signer.getDigestEncryptionAlgorithm();
    boolean accepted = SIGNATURES.contains(algorithm.getAlgorithm());
    if (PKCSObjectIdentifiers.id_RSASSA_PSS.equals(algorithm.getAlgorithm())) {
      try {
        RSASSAPSSparams pss = RSASSAPSSparams.getInstance(algorithm.getParameters());
        accepted = pss != null && TimeStampHash.of(pss.getHashAlgorithm()).isPresent();
      } catch (IllegalArgumentException e) {
        accepted = false;
      }
    }
    return accepted && TimeStampHash.of(signer.getDigestAlgorithm()).isPresent();
  }

  private List<X509Certificate> others(TimeStamp stamp) throws RefusedException {
    List<X509Certificate> others = new ArrayList<>(trust.known());
    for (X509CertificateHolder holder : stamp.embedded().toList()) {
      others.add(certificates.jca(holder));
    }
    return others;
  }

  private Optional<Duration> accuracy(TimeStamp stamp) throws RefusedException {
    if (stamp.time().isBefore(trust.from()) || !stamp.time().isBefore(trust.until())) {
      throw RefusedException.invalid(
          TIME, stamp.time() + " is outside the time in which the authority is trusted");
    }
    try {
      Optional<Duration> stated = stamp.accuracy();
      if (stated.filter(error -> error.compareTo(trust.maxAccuracy()) > 0).isPresent()) {
        throw RefusedException.invalid(TIME, "accurate only to " + stated.orElseThrow());
      }
      return stated;
    } catch (ArithmeticException e) {
      throw RefusedException.invalid(TIME, "an accuracy beyond measure");
    }
  }
}
