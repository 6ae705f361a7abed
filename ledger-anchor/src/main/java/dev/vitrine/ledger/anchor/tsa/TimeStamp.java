package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.math.BigInteger;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;

/**
 * A time-stamp token (RFC 3161 section 2.4.2) that is well-formed and nothing more: {@link
 * TimeStampVerifier} verifies it. Immutable.
 */
public final class TimeStamp {
  /** The step: the token is one, in the form of RFC 3161. */
  public static final String FORMAT = "tsa-format";

  private static final int MAX_EMBEDDED = 32;

  private final SignedData signed;
  private final SignerInfo signer;
  private final TimeStampToken token;
  private final TSTInfo info;
  private final Instant time;

  private TimeStamp(
      SignedData signed, SignerInfo signer, TimeStampToken token, TSTInfo info, Instant time) {
    this.signed = signed;
    this.signer = signer;
    this.token = token;
    this.info = info;
    this.time = time;
  }

  /**
   * Reads a token that {@link Asn1Shape} has parsed.
   *
   * @throws RefusedException at {@value #FORMAT}
   */
  public static TimeStamp of(ContentInfo content) throws RefusedException {
    try {
      if (!CMSObjectIdentifiers.signedData.equals(content.getContentType())) {
        throw RefusedException.invalid(FORMAT, "not signed data");
      }
      SignedData signed = SignedData.getInstance(content.getContent());
      if (signed.getSignerInfos().size() != 1) {
        throw RefusedException.invalid(
            FORMAT, signed.getSignerInfos().size() + " signers instead of one");
      }
      if (signed.getCertificates() != null && signed.getCertificates().size() > MAX_EMBEDDED) {
        throw RefusedException.invalid(
            FORMAT, signed.getCertificates().size() + " certificates; at most " + MAX_EMBEDDED);
      }
      if (!(signed.getEncapContentInfo().getContent() instanceof ASN1OctetString)) {
        throw RefusedException.invalid(FORMAT, "the signed content is no octet string");
      }
      TimeStampToken token = new TimeStampToken(content);
      TSTInfo info = token.getTimeStampInfo().toASN1Structure();
      if (!info.getVersion().hasValue(1)) {
        throw RefusedException.invalid(FORMAT, "version " + info.getVersion() + " instead of 1");
      }
      Extensions extensions = info.getExtensions();
      if (extensions != null && extensions.getCriticalExtensionOIDs().length > 0) {
        throw RefusedException.invalid(FORMAT, "a critical extension that is not known here");
      }
      Instant time = info.getGenTime().getDate().toInstant();
      return new TimeStamp(
          signed,
          SignerInfo.getInstance(signed.getSignerInfos().getObjectAt(0)),
          token,
          info,
          time);
    } catch (TSPException | IOException | ParseException | RuntimeException e) {
      throw RefusedException.invalid(FORMAT, "not a time-stamp token of RFC 3161");
    }
  }

  /** The time it claims. */
  public Instant time() {
    return time;
  }

  /** The hash function of what it stamps; empty if that is not one of {@link TimeStampHash}. */
  public Optional<TimeStampHash> hash() {
    return TimeStampHash.of(info.getMessageImprint().getHashAlgorithm());
  }

  /** The hash it stamps. */
  public byte[] imprint() {
    return info.getMessageImprint().getHashedMessage();
  }

  /** The token as ASN.1. */
  public ContentInfo content() {
    return new ContentInfo(CMSObjectIdentifiers.signedData, signed);
  }

  /** The token in DER. */
  public byte[] der() {
    try {
      return content().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("a parsed token can be encoded", e);
    }
  }

  /**
   * The same token with nothing in it but what is signed and these certificates: whatever else a
   * token carries nobody vouches for.
   *
   * @param certificates the signer's first
   */
  TimeStamp with(List<X509CertificateHolder> certificates) throws RefusedException {
    SignerIdentifier sid = signer.getSID();
    if (!sid.isTagged()) {
      // as the certificate spells the name: names are compared without regard to case
      Certificate own = certificates.get(0).toASN1Structure();
      sid =
          new SignerIdentifier(
              new IssuerAndSerialNumber(own.getIssuer(), own.getSerialNumber().getValue()));
    }
    SignerInfo bare =
        new SignerInfo(
            sid,
            signer.getDigestAlgorithm(),
            signer.getAuthenticatedAttributes(),
            signer.getDigestEncryptionAlgorithm(),
            signer.getEncryptedDigest(),
            null);
    SignedData data =
        new SignedData(
            new DERSet(signer.getDigestAlgorithm()),
            signed.getEncapContentInfo(),
            new DERSet(
                certificates.stream()
                    .map(X509CertificateHolder::toASN1Structure)
                    .toArray(Certificate[]::new)),
            null,
            new DERSet(bare));
    return of(new ContentInfo(CMSObjectIdentifiers.signedData, data));
  }

  TimeStampToken token() {
    return token;
  }

  TSTInfo info() {
    return info;
  }

  SignerInfo signer() {
    return signer;
  }

  String policy() {
    return info.getPolicy().getId();
  }

  /** The nonce that it repeats. */
  Optional<BigInteger> nonce() {
    return Optional.ofNullable(info.getNonce()).map(ASN1Integer::getValue);
  }

  /** How far the time may be off, rounded up to a millisecond. */
  Optional<Duration> accuracy() {
    Accuracy stated = info.getAccuracy();
    if (stated == null) {
      return Optional.empty();
    }
    long seconds = stated.getSeconds() == null ? 0 : stated.getSeconds().longValueExact();
    long millis = stated.getMillis() == null ? 0 : stated.getMillis().intValueExact();
    boolean more = stated.getMicros() != null && stated.getMicros().intValueExact() > 0;
    return Optional.of(Duration.ofSeconds(seconds).plusMillis(millis + (more ? 1 : 0)));
  }

  /** The certificates that it carries. */
  Stream<X509CertificateHolder> embedded() {
    return token.getCertificates().getMatches(null).stream();
  }
}
