package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.InMemoryAnchorMemory;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.transport.Reply;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

/** An authority that cheats in one place: refused at that place, when asked and when verified. */
class TimeStampVerifierTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final byte[] HASH = TimeStampHash.SHA256.of(new byte[] {1});

  private final TestTsa tsa = new TestTsa("a", NOW.minus(Duration.ofDays(1))).at(NOW);
  private final SignedCheckpoint checkpoint =
      SignedCheckpoint.sign(
          new Checkpoint(Samples.ORIGIN, 7, MerkleHash.empty()), Samples.logKey());

  @Test
  void anHonestOneIsBelieved() throws Exception {
    VerifiedTime time = verify(tsa.trust());
    assertEquals(NOW, time.time());
    assertEquals(Optional.of(Duration.ofSeconds(1)), time.accuracy());
    assertEquals(List.of(tsa.certificate(), tsa.root()), time.path());
    assertEquals(tsa.certificate().getNotAfter().toInstant(), time.expires());
    assertEquals(NOW + " ± 1000 ms by policy " + TestTsa.POLICY, time.toString());
    TsaAnchor anchor = anchor(tsa.trust());
    anchor.verify(anchor.evidence(anchor.submit(checkpoint)), checkpoint.checkpoint());
  }

  @Test
  void theAnswerToAnotherRequestIsRefused() {
    tsa.nonce = Optional.of(BigInteger.ONE);
    asking(AnchorException.Kind.UNAVAILABLE, "tsa-nonce");
  }

  @Test
  void theImprintOfSomethingElseIsRefused() {
    tsa.imprint = Optional.of(TimeStampHash.SHA256.of(new byte[] {2}));
    asking(AnchorException.Kind.UNAVAILABLE, "tsa-imprint");
    refused("tsa-imprint", Outcome.INVALID, tsa.trust());
  }

  @Test
  void anotherHashFunctionIsRefused() throws Exception {
    TimeStamp stamp = tsa.stamp(TimeStampHash.SHA512, TimeStampHash.SHA512.of(new byte[] {1}));
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                new TimeStampVerifier(tsa.trust())
                    .verify(stamp, TimeStampHash.SHA256, HASH, step -> {}));
    assertEquals("tsa-imprint", refused.step());
  }

  @Test
  void aClockFarOffIsRefusedWhenAsked() {
    tsa.at(NOW.plus(Duration.ofMinutes(6)));
    asking(AnchorException.Kind.UNAVAILABLE, "tsa-clock");
    tsa.at(NOW.minus(Duration.ofMinutes(6)));
    asking(AnchorException.Kind.UNAVAILABLE, "tsa-clock");
  }

  @Test
  void aRejectionIsTheAuthoritysWordAndWaitingIsNot() {
    tsa.status = PKIStatus.REJECTION;
    asking(AnchorException.Kind.REJECTED, "tsa-status");
    tsa.status = PKIStatus.WAITING;
    asking(AnchorException.Kind.UNAVAILABLE, "tsa-status");
  }

  @Test
  void extendedKeyUsageMustBeThereCriticalAndAlone() {
    Instant until = NOW.plus(Duration.ofDays(9));
    tsa.with(NOW, until, TestTsa.none());
    refused("tsa-certificate", Outcome.INVALID, tsa.trust());
    tsa.with(NOW, until, TestTsa.timeStamping(false));
    refused("tsa-certificate", Outcome.INVALID, tsa.trust());
    tsa.with(NOW, until, TestTsa.timeStamping(true, KeyPurposeId.id_kp_codeSigning));
    refused("tsa-certificate", Outcome.INVALID, tsa.trust());
  }

  @Test
  void theCertificateMustBeTheOneThatTheSignedAttributeNames() {
    tsa.essOf = Optional.of(tsa.root());
    refused("tsa-certificate", Outcome.INVALID, tsa.trust());
    tsa.essAttribute = false;
    refused("tsa-format", Outcome.INVALID, tsa.trust());
  }

  @Test
  void aNameThatIsNotTheCertificatesIsRefused() throws Exception {
    tsa.name = Optional.of(new GeneralName(new X500Name("O=Test,CN=Stamping")));
    verify(tsa.trust());
    tsa.name = Optional.of(new GeneralName(new X500Name("O=Test,CN=Other")));
    refused("tsa-certificate", Outcome.INVALID, tsa.trust());
  }

  @Test
  void aCertificateExpiredOrNotYetValidAtTheTimeIsRefused() {
    tsa.with(
        NOW.minus(Duration.ofHours(9)),
        NOW.minus(Duration.ofSeconds(1)),
        TestTsa.timeStamping(true));
    refused("tsa-path", Outcome.INVALID, tsa.trust());
    asking(AnchorException.Kind.UNAVAILABLE, "tsa-path");
    tsa.with(
        NOW.plus(Duration.ofSeconds(1)), NOW.plus(Duration.ofDays(1)), TestTsa.timeStamping(true));
    refused("tsa-path", Outcome.INVALID, tsa.trust());
  }

  @Test
  void aRootNotYetValidAtTheTimeIsRefused() {
    tsa.at(NOW.minus(Duration.ofDays(2)));
    tsa.with(NOW.minus(Duration.ofDays(9)), NOW, TestTsa.timeStamping(true));
    refused("tsa-path", Outcome.INVALID, tsa.trust());
  }

  @Test
  void anotherRootOfTheSameNameIsNotTrusted() {
    TestTsa other = new TestTsa("a", NOW.minus(Duration.ofDays(1)));
    refused("tsa-path", Outcome.CANNOT_TELL, other.trust());
    // and does not become so by being in the token
    tsa.embedded.add(tsa.root());
    refused("tsa-path", Outcome.CANNOT_TELL, other.trust());
  }

  @Test
  void aCrowdOfAuthoritiesThatIssuedEachOtherEndsTheSearch() {
    TestTsa other = new TestTsa("other", NOW.minus(Duration.ofDays(1)));
    tsa.embedded.addAll(tsa.crowd(25));
    refused("tsa-path", Outcome.INVALID, other.trust());
    tsa.embedded.addAll(tsa.crowd(25));
    refused("tsa-format", Outcome.INVALID, other.trust());
  }

  @Test
  void aPolicyToAskForMustBeAnOid() {
    Transport none = transport(body -> new Reply(500, "", body));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TimeStampClient(
                URI.create("http://tsa.example/"),
                none,
                tsa.trust(),
                Optional.of("baseline"),
                Clock.systemUTC(),
                new SecureRandom()));
  }

  @Test
  void aTokenWithoutItsCertificateNeedsAKnownOne() throws Exception {
    tsa.embedded.clear();
    refused("tsa-certificate", Outcome.CANNOT_TELL, tsa.trust());
    verify(tsa.trust().knowing(List.of(tsa.certificate())));
  }

  @Test
  void certificatesPutBesideAreDroppedWhenAskedAndRefusedInEvidence() throws Exception {
    TestTsa other = new TestTsa("b", NOW.minus(Duration.ofDays(1)));
    tsa.embedded.add(other.certificate());
    assertEquals(List.of(tsa.certificate(), tsa.root()), verify(tsa.trust()).path());
    TsaAnchor anchor = anchor(tsa.trust());
    AnchorEvidence evidence = anchor.evidence(anchor.submit(checkpoint));
    anchor.verify(evidence, checkpoint.checkpoint());
    carriesMore(anchor);
    tsa.embedded.remove(other.certificate());
    tsa.unsignedAttribute = true;
    carriesMore(anchor);
  }

  @Test
  void anAlteredTokenIsRefusedAtTheSignature() throws Exception {
    TimeStamp stamp = tsa.stamp(TimeStampHash.SHA256, HASH);
    byte[] bytes = stamp.der();
    byte[] policy = new ASN1ObjectIdentifier(TestTsa.POLICY).getEncoded();
    int at = 0;
    while (!Arrays.equals(Arrays.copyOfRange(bytes, at, at + policy.length), policy)) {
      at++;
    }
    bytes[at + policy.length - 1] ^= 1;
    TimeStamp altered =
        TimeStamp.of(ContentInfo.getInstance(Asn1Shape.parse(bytes, bytes.length, "x")));
    assertEquals("1.3.6.1.4.1.99999.6", altered.policy());
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                new TimeStampVerifier(tsa.trust())
                    .verify(altered, TimeStampHash.SHA256, HASH, step -> {}));
    assertEquals("tsa-signature", refused.step());
  }

  @Test
  void aWeakSignatureAlgorithmIsRefused() {
    tsa.signature = "SHA1withECDSA";
    refused("tsa-signature", Outcome.INVALID, tsa.trust());
  }

  @Test
  void policyWindowAndAccuracyAreInsistedOn() throws Exception {
    verify(tsa.trust().under(Set.of(TestTsa.POLICY)));
    refused("tsa-policy", Outcome.INVALID, tsa.trust().under(Set.of("1.2.3")));
    verify(tsa.trust().between(NOW, NOW.plusSeconds(1)));
    refused("tsa-time", Outcome.INVALID, tsa.trust().between(NOW.minusSeconds(9), NOW));
    refused("tsa-time", Outcome.INVALID, tsa.trust().between(NOW.plusSeconds(1), Instant.MAX));
    verify(tsa.trust().accurateTo(Duration.ofSeconds(1)));
    refused("tsa-time", Outcome.INVALID, tsa.trust().accurateTo(Duration.ofMillis(999)));
    tsa.accuracy = Optional.of(new Accuracy(null, new ASN1Integer(999), new ASN1Integer(1)));
    assertEquals(Optional.of(Duration.ofSeconds(1)), verify(tsa.trust()).accuracy());
    tsa.accuracy = Optional.empty();
    assertEquals(Optional.empty(), verify(tsa.trust()).accuracy());
  }

  @Test
  void versionAndCriticalExtensionsAreInsistedOn() throws Exception {
    tsa.extensions = Optional.of(extension(false));
    verify(tsa.trust());
    tsa.extensions = Optional.of(extension(true));
    refused("tsa-format", Outcome.INVALID, tsa.trust());
    tsa.extensions = Optional.empty();
    tsa.version = 2;
    refused("tsa-format", Outcome.INVALID, tsa.trust());
  }

  @Test
  void revocationCountsByReasonAndTime() throws Exception {
    Optional<Integer> superseded = Optional.of(CRLReason.superseded);
    Optional<Integer> stolen = Optional.of(CRLReason.keyCompromise);
    verify(revoked(NOW.plusSeconds(1), superseded));
    refused("tsa-path", Outcome.INVALID, revoked(NOW, superseded));
    refused("tsa-path", Outcome.INVALID, revoked(NOW.plusSeconds(1), stolen));
    refused("tsa-path", Outcome.INVALID, revoked(NOW.plusSeconds(1), Optional.empty()));
    TimeStampTrust forged =
        tsa.trust()
            .revoking(List.of(tsa.revoking(NOW.plusSeconds(1), superseded, TestTsa.newKey())));
    refused("tsa-path", Outcome.INVALID, forged);
  }

  @Test
  void whatIsNoReplyIsRefusedByItsForm() {
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {0x30},
            new byte[] {0x30, 0x02, 0x01, 0x00},
            new byte[TimeStampReply.MAX_BYTES + 1],
            deep())) {
      RefusedException refused =
          assertThrows(RefusedException.class, () -> TimeStampReply.parse(bytes));
      assertEquals("tsa-format", refused.step());
    }
    byte[] good = tsa.answer(request());
    for (int length = 0; length < good.length; length += 7) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThrows(RefusedException.class, () -> TimeStampReply.parse(cut));
    }
    byte[] longer = Arrays.copyOf(good, good.length + 1);
    assertThrows(RefusedException.class, () -> TimeStampReply.parse(longer));
  }

  @Test
  void anHttpFailureIsToldApartFromARefusal() {
    answered(503, TimeStampReply.MEDIA_TYPE, AnchorException.Kind.UNAVAILABLE);
    answered(429, TimeStampReply.MEDIA_TYPE, AnchorException.Kind.UNAVAILABLE);
    answered(403, TimeStampReply.MEDIA_TYPE, AnchorException.Kind.REJECTED);
    answered(200, "text/html", AnchorException.Kind.UNAVAILABLE);
    AnchorException down =
        assertThrows(
            AnchorException.class,
            () ->
                client(
                        transport(
                            body -> {
                              throw new IOException("nobody listens");
                            }),
                        tsa.trust())
                    .stamp(TimeStampHash.SHA256, HASH));
    assertEquals(AnchorException.Kind.UNAVAILABLE, down.kind());
  }

  private void answered(int status, String type, AnchorException.Kind kind) {
    Transport transport = transport(body -> new Reply(status, type, tsa.answer(body)));
    TimeStampClient client = client(transport, tsa.trust());
    assertEquals(
        kind,
        assertThrows(AnchorException.class, () -> client.stamp(TimeStampHash.SHA256, HASH)).kind());
  }

  private void asking(AnchorException.Kind kind, String step) {
    AnchorException refused =
        assertThrows(AnchorException.class, () -> anchor(tsa.trust()).submit(checkpoint));
    assertEquals(kind, refused.kind());
    assertEquals("tsa.example, " + step, refused.getMessage().split(":", 2)[0]);
  }

  private void refused(String step, Outcome outcome, TimeStampTrust trust) {
    RefusedException refused = assertThrows(RefusedException.class, () -> verify(trust));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome());
  }

  private VerifiedTime verify(TimeStampTrust trust) throws Exception {
    return new TimeStampVerifier(trust)
        .verify(tsa.stamp(TimeStampHash.SHA256, HASH), TimeStampHash.SHA256, HASH, step -> {});
  }

  private void carriesMore(TsaAnchor anchor) throws Exception {
    byte[] text = checkpoint.checkpoint().text().getBytes(StandardCharsets.UTF_8);
    TimeStamp stamp = tsa.stamp(TimeStampHash.SHA256, TimeStampHash.SHA256.of(text));
    AnchorEvidence evidence =
        new AnchorEvidence(TimeStampReply.MEDIA_TYPE, new TimeStampReply(stamp).bytes());
    RefusedException refused =
        assertThrows(
            RefusedException.class, () -> anchor.verify(evidence, checkpoint.checkpoint()));
    assertEquals("tsa-format", refused.step());
  }

  private TsaAnchor anchor(TimeStampTrust trust) {
    Transport transport =
        transport(body -> new Reply(200, TimeStampReply.MEDIA_TYPE, tsa.answer(body)));
    return new TsaAnchor(
        "tsa", client(transport, trust), TimeStampHash.SHA256, trust, new InMemoryAnchorMemory());
  }

  private static TimeStampClient client(Transport transport, TimeStampTrust trust) {
    return new TimeStampClient(
        URI.create("http://tsa.example/"),
        transport,
        trust,
        Optional.empty(),
        Clock.fixed(NOW, ZoneOffset.UTC),
        new SecureRandom());
  }

  private TimeStampTrust revoked(Instant since, Optional<Integer> reason) {
    return tsa.trust().revoking(List.of(tsa.revoking(since, reason, tsa.rootKey())));
  }

  private static byte[] request() {
    byte[][] seen = new byte[1][];
    Transport transport =
        transport(
            body -> {
              seen[0] = body;
              throw new IOException("seen");
            });
    assertThrows(
        AnchorException.class,
        () -> client(transport, new TestTsa("x", NOW).trust()).stamp(TimeStampHash.SHA256, HASH));
    return seen[0];
  }

  private static byte[] deep() {
    byte[] bytes = new byte[60_000];
    for (int at = 0; at < bytes.length; at += 2) {
      bytes[at] = 0x30;
      bytes[at + 1] = (byte) 0x80;
    }
    return bytes;
  }

  private static Extensions extension(boolean critical) throws IOException {
    return new Extensions(
        new Extension(
            new ASN1ObjectIdentifier("1.2.3.4"), critical, DERNull.INSTANCE.getEncoded()));
  }

  private interface Answer {
    Reply to(byte[] body) throws IOException;
  }

  private static Transport transport(Answer answer) {
    return new Transport() {
      @Override
      public Reply get(URI address) {
        throw new AssertionError("time-stamps are asked for by POST");
      }

      @Override
      public Reply post(URI address, String mediaType, byte[] body) throws IOException {
        assertEquals("application/timestamp-query", mediaType);
        return answer.to(body);
      }
    };
  }
}
