package dev.vitrine.ledger.anchor.tsa;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Boolean;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;

/**
 * An authority that stamps any time with any certificate, so that tests can go through years and
 * can cheat in one place at a time. What it makes of honest settings is what a real one makes.
 */
public final class TestTsa {
  /** The policy it stamps under. */
  public static final String POLICY = "1.3.6.1.4.1.99999.7";

  private static final Duration YEAR = Duration.ofDays(365);

  private final KeyPair rootKey;
  private final X509Certificate root;
  private KeyPair key;
  private X509Certificate certificate;
  private long serial = 1;

  // where it cheats
  Optional<BigInteger> nonce = Optional.empty();
  Optional<byte[]> imprint = Optional.empty();
  Optional<X509Certificate> essOf = Optional.empty();
  Optional<Extensions> extensions = Optional.empty();
  Optional<GeneralName> name = Optional.empty();
  Optional<Accuracy> accuracy = Optional.of(new Accuracy(new ASN1Integer(1), null, null));
  boolean essAttribute = true;
  boolean unsignedAttribute;
  int version = 1;
  int status = PKIStatus.GRANTED;
  String signature = "SHA256withECDSA";
  List<X509Certificate> embedded = new ArrayList<>();
  Instant now;

  /** An authority with a root of its own for thirty years from a time on, and a stamping key. */
  public TestTsa(String name, Instant from) {
    this.rootKey = newKey();
    this.now = from;
    X500Name subject = new X500Name("O=Test,CN=" + name + " root");
    this.root =
        sign(
            subject,
            subject,
            rootKey,
            rootKey,
            from,
            from.plus(YEAR.multipliedBy(30)),
            true,
            none());
    this.key = newKey();
    this.certificate = stamping(from, from.plus(YEAR.multipliedBy(2)), timeStamping(true));
    this.embedded.add(certificate);
  }

  /** Sets its clock. */
  public TestTsa at(Instant time) {
    now = time;
    return this;
  }

  /** Its root. */
  public X509Certificate root() {
    return root;
  }

  /** The certificate it stamps with. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Trust in its root. */
  public TimeStampTrust trust() {
    return TimeStampTrust.of(List.of(root));
  }

  /** Goes on with a new key and certificate. */
  public TestTsa renewed(Instant from, Instant until) {
    return with(from, until, timeStamping(true));
  }

  /** Goes on with a new key, and a certificate with this extended key usage. */
  TestTsa with(Instant from, Instant until, Optional<Extension> usage) {
    key = newKey();
    certificate = stamping(from, until, usage);
    embedded = new ArrayList<>(List.of(certificate));
    return this;
  }

  /** Extended key usage time-stamping, and others perhaps. */
  static Optional<Extension> timeStamping(boolean critical, KeyPurposeId... others) {
    try {
      KeyPurposeId[] all = new KeyPurposeId[others.length + 1];
      all[0] = KeyPurposeId.id_kp_timeStamping;
      System.arraycopy(others, 0, all, 1, others.length);
      return Optional.of(
          new Extension(
              Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(all).getEncoded()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Optional<Extension> none() {
    return Optional.empty();
  }

  /** Its answer to a request, in DER. */
  public byte[] answer(byte[] request) {
    try {
      if (status != PKIStatus.GRANTED) {
        return new TimeStampResp(
                new PKIStatusInfo(PKIStatus.getInstance(new ASN1Integer(status))), null)
            .getEncoded(ASN1Encoding.DER);
      }
      TimeStampReq asked = TimeStampReq.getInstance(request);
      return new TimeStampResp(
              new PKIStatusInfo(PKIStatus.granted),
              token(
                  asked.getMessageImprint(),
                  nonce.or(() -> Optional.ofNullable(asked.getNonce()).map(ASN1Integer::getValue))))
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Authorities of one name and key, each of which may have issued each. */
  List<X509Certificate> crowd(int count) {
    X500Name name = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
    List<X509Certificate> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(sign(name, name, rootKey, rootKey, now, now.plus(YEAR), true, none()));
    }
    return all;
  }

  /** A token for a hash. */
  public TimeStamp stamp(TimeStampHash hash, byte[] digest) throws Exception {
    return TimeStamp.of(token(new MessageImprint(hash.algorithm(), digest), Optional.empty()));
  }

  /** A revocation list of its root's, with its present certificate in it. */
  X509CRL revoking(Instant since, Optional<Integer> reason, KeyPair by) {
    try {
      X509v2CRLBuilder builder =
          new X509v2CRLBuilder(new JcaX509CertificateHolder(root).getSubject(), Date.from(since));
      if (reason.isPresent()) {
        builder.addCRLEntry(certificate.getSerialNumber(), Date.from(since), reason.get());
      } else {
        builder.addCRLEntry(certificate.getSerialNumber(), Date.from(since), (Extensions) null);
      }
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(
                  new ByteArrayInputStream(
                      builder
                          .build(
                              new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate()))
                          .getEncoded()));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  KeyPair rootKey() {
    return rootKey;
  }

  private ContentInfo token(MessageImprint asked, Optional<BigInteger> repeated) {
    try {
      TSTInfo honest =
          new TSTInfo(
              new ASN1ObjectIdentifier(POLICY),
              imprint
                  .map(other -> new MessageImprint(asked.getHashAlgorithm(), other))
                  .orElse(asked),
              new ASN1Integer(serial++),
              new ASN1GeneralizedTime(Date.from(now)),
              accuracy.orElse(null),
              ASN1Boolean.FALSE,
              repeated.map(ASN1Integer::new).orElse(null),
              name.orElse(null),
              extensions.orElse(null));
      byte[] info = honest.getEncoded(ASN1Encoding.DER);
      info[info[1] < 0 ? 5 + (info[1] & 0x7f) - 1 : 4] = (byte) version;
      AttributeTable attributes =
          new AttributeTable(new ASN1EncodableVector())
              .add(CMSAttributes.signingTime, new Time(Date.from(now)));
      if (essAttribute) {
        byte[] hash = TimeStampHash.SHA256.of(essOf.orElse(certificate).getEncoded());
        attributes =
            attributes.add(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new SigningCertificateV2(new ESSCertIDv2(hash)));
      }
      JcaSignerInfoGeneratorBuilder signer =
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes));
      if (unsignedAttribute) {
        signer.setUnsignedAttributeGenerator(
            new SimpleAttributeTableGenerator(
                new AttributeTable(
                    new Attribute(
                        new ASN1ObjectIdentifier("1.2.3"), new DERSet(new DERUTF8String("x"))))));
      }
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          signer.build(
              new JcaContentSignerBuilder(signature).build(key.getPrivate()), certificate));
      List<X509CertificateHolder> holders = new ArrayList<>();
      for (X509Certificate each : embedded) {
        holders.add(new JcaX509CertificateHolder(each));
      }
      generator.addCertificates(new CollectionStore<>(holders));
      return generator
          .generate(new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info), true)
          .toASN1Structure();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate stamping(Instant from, Instant until, Optional<Extension> usage) {
    X500Name issuer = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
    return sign(
        issuer, new X500Name("O=Test,CN=Stamping"), rootKey, key, from, until, false, usage);
  }

  private X509Certificate sign(
      X500Name issuer,
      X500Name subject,
      KeyPair by,
      KeyPair of,
      Instant from,
      Instant until,
      boolean authority,
      Optional<Extension> usage) {
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(serial++),
              Date.from(from),
              Date.from(until),
              subject,
              of.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (usage.isPresent()) {
        builder.addExtension(usage.get());
      }
      byte[] der =
          builder
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(by.getPrivate()))
              .getEncoded();
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
