package dev.vitrine.ledger.cose;

import static dev.vitrine.ledger.cose.TestCertificates.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.cose.TestCertificates.Making;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** Statements signed under a root, and a cheat for each check of the chain. */
class X509ChainTest {
  private static final String ISSUER = "https://supplier.example";
  private static final byte[] PAYLOAD = {1, 2, 3};
  private static final Duration HOURS = Duration.ofHours(2);

  private final TestCertificates root = TestCertificates.root("root");
  private final TestCertificates ca = new Making("ca").ca().signedBy(root);
  private final TestCertificates leaf = new Making("leaf").signedBy(ca);

  @Test
  void aChainToARootIsTaken() throws Exception {
    valid(leaf, leaf, ca);
    // the root may come along, at the end
    valid(leaf, leaf, ca, root);
    // one certificate alone, with and without an array
    TestCertificates direct = new Making("direct").signedBy(root);
    valid(direct, direct);
    verify(signed(direct, header(bytes(direct))), NOW, root);
    // pinned for another use too, and whichever of several roots it is
    verify(signed(leaf, chain(leaf, ca)), NOW, TestCertificates.root("other"), root);
    verify(signed(leaf, chain(leaf, ca)), NOW.plus(Duration.ofMinutes(59)), root);
  }

  @Test
  void anotherRootIsNone() {
    TestCertificates other = TestCertificates.root("other");
    invalid("do not lead to a root", signed(leaf, chain(leaf, ca)), NOW, other);
    // neither is one with the same name, nor one that comes along
    TestCertificates twin = TestCertificates.root("root");
    invalid("do not lead to a root", signed(leaf, chain(leaf, ca, root)), NOW, twin);
    TestCertificates evilLeaf = new Making("leaf").signedBy(twin);
    invalid("do not lead to a root", signed(evilLeaf, chain(evilLeaf, twin)), NOW, root);
    invalid("do not lead to a root", signed(evilLeaf, chain(evilLeaf, root)), NOW, root);
  }

  @Test
  void eachCertificateMustHaveBeenValidThen() {
    Instant soon = NOW.plus(HOURS);
    invalid("were not valid then", signed(leaf, chain(leaf, ca)), soon, root);
    invalid("were not valid then", signed(leaf, chain(leaf, ca)), NOW.minus(HOURS), root);
    TestCertificates expired =
        new Making("leaf").valid(NOW.minus(HOURS), NOW.minusSeconds(1)).signedBy(ca);
    invalid("were not valid then", signed(expired, chain(expired, ca)), NOW, root);
    TestCertificates early =
        new Making("leaf").valid(NOW.plusSeconds(1), NOW.plus(HOURS)).signedBy(ca);
    invalid("were not valid then", signed(early, chain(early, ca)), NOW, root);
    TestCertificates oldCa =
        new Making("ca").ca().valid(NOW.minus(HOURS), NOW.minusSeconds(1)).signedBy(root);
    TestCertificates under = new Making("leaf").signedBy(oldCa);
    invalid("were not valid then", signed(under, chain(under, oldCa)), NOW, root);
  }

  @Test
  void theSignersCertificateMustBeForSignaturesAndNoCas() {
    TestCertificates agreement = new Making("leaf").usage(KeyUsage.keyAgreement).signedBy(ca);
    invalid("not for signatures", signed(agreement, chain(agreement, ca)), NOW, root);
    // its key usage would allow it
    invalid("is a CA's", signed(ca, chain(ca)), NOW, root);
    invalid("is a CA's", signed(root, chain(root)), NOW, root);
    // the root's key with a good path behind it
    invalid("is a CA's", signed(root, chain(root, leaf, ca)), NOW, root);
  }

  @Test
  void whoeverSignedACertificateMustBeACa() {
    TestCertificates below = new Making("below").signedBy(leaf);
    invalid("do not lead to a root", signed(below, chain(below, leaf, ca)), NOW, root);
    TestCertificates noSigner =
        new Making("ca").ca().usage(KeyUsage.digitalSignature).signedBy(root);
    TestCertificates under = new Making("leaf").signedBy(noSigner);
    invalid("do not lead to a root", signed(under, chain(under, noSigner)), NOW, root);
  }

  @Test
  void theOrderIsTheSignersFirst() {
    TestCertificates second = new Making("second").ca().signedBy(ca);
    TestCertificates deep = new Making("deep").signedBy(second);
    for (List<TestCertificates> wrong :
        List.of(
            List.of(deep, ca, second),
            List.of(deep, second),
            List.of(deep, root, second, ca),
            List.of(deep, second, ca, ca),
            List.of(deep, second, ca, root, leaf))) {
      invalid("do not lead to a root", signed(deep, chain(wrong)), NOW, root);
    }
    // the key is the first certificate's, so this is not even signed by it
    refused(
        StatementVerifier.SIGNATURE,
        Outcome.INVALID,
        "not by a key of the issuer",
        signed(leaf, chain(deep, second, ca)),
        NOW,
        root);
  }

  @Test
  void whoSignsForItselfIsNobody() {
    TestCertificates self = new Making("self").signedBy(null);
    invalid("do not lead to a root", signed(self, chain(self)), NOW, root);
    invalid("do not lead to a root", signed(self, chain(self, root)), NOW, root);
    // pinned as a root it is no path either: its key can be pinned instead
    invalid("no certificate but a root", signed(self, chain(self)), NOW, self);
  }

  @Test
  void whatIsNotUnderstoodIsNotPassedOver() {
    TestCertificates strange = new Making("leaf").critical().signedBy(ca);
    invalid("do not lead to a root", signed(strange, chain(strange, ca)), NOW, root);
    TestCertificates old = new Making("leaf").algorithm("SHA1withECDSA").signedBy(ca);
    refused(
        StatementVerifier.KEY,
        Outcome.CANNOT_TELL,
        "SHA1withECDSA",
        signed(old, chain(old, ca)),
        NOW,
        root);
  }

  @Test
  void theDigestIsOfTheFirstCertificate() throws Exception {
    CoseHeader chain = chain(leaf, ca);
    verify(signed(leaf, chain.with(CoseHeader.X5T, digest(-16, "SHA-256", leaf))), NOW, root);
    verify(signed(leaf, chain.with(CoseHeader.X5T, digest(-44, "SHA-512", leaf))), NOW, root);
    CoseHeader ofCa = chain.with(CoseHeader.X5T, digest(-16, "SHA-256", ca));
    invalid("x5t is not of the first", signed(leaf, ofCa), NOW, root);
    for (CborItem bad :
        List.of(
            digest(-15, "SHA-256", leaf),
            // -16 in its lower 32 bits
            digest((1L << 32) - 16, "SHA-256", leaf),
            CborItem.of(List.of(CborItem.of(-16))),
            CborItem.of(new byte[32]))) {
      invalid("unknown form", signed(leaf, chain.with(CoseHeader.X5T, bad)), NOW, root);
    }
  }

  @Test
  void theLengthIsBounded() {
    invalid("must hold 1 to 8", signed(leaf, header(CborItem.of(List.of()))), NOW, root);
    CborItem nine = CborItem.of(Stream.generate(() -> bytes(leaf)).limit(9).toList());
    invalid("must hold 1 to 8", signed(leaf, header(nine)), NOW, root);
    invalid("more than 8192", signed(leaf, header(CborItem.of(new byte[8193]))), NOW, root);
    CborItem trailing = CborItem.of(concat(leaf, new byte[] {0x30}));
    invalid("not a certificate", signed(leaf, header(trailing)), NOW, root);
    invalid("holds no certificate", signed(leaf, header(CborItem.of(1))), NOW, root);
  }

  /** A chain beside the protected header, where anybody can put one, does not count. */
  @Test
  void onlyTheProtectedHeaderCounts() {
    CoseSign1 message = sign(leaf, TestKeys.claims(ISSUER, "lot"));
    SignedStatement statement =
        SignedStatement.of(
            message.withUnprotected(
                CoseHeader.EMPTY.with(
                    CoseHeader.X5CHAIN, CborItem.of(List.of(bytes(leaf), bytes(ca))))));
    refused(StatementVerifier.KEY, Outcome.INVALID, "no key of the issuer", statement, NOW, root);
  }

  private void valid(TestCertificates signer, TestCertificates... chain) throws Exception {
    verify(signed(signer, chain(chain)), NOW, root);
  }

  private static void invalid(
      String reason, SignedStatement statement, Instant at, TestCertificates... roots) {
    refused(StatementVerifier.KEY, Outcome.INVALID, reason, statement, at, roots);
  }

  private static void refused(
      String step,
      Outcome outcome,
      String reason,
      SignedStatement statement,
      Instant at,
      TestCertificates... roots) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> verify(statement, at, roots));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome(), refused.getMessage());
    assertTrue(refused.reason().contains(reason), refused.reason());
  }

  private static void verify(SignedStatement statement, Instant at, TestCertificates... roots)
      throws RefusedException {
    List<X509Certificate> pinned = Stream.of(roots).map(TestCertificates::certificate).toList();
    List<String> steps = new ArrayList<>();
    new StatementVerifier(List.of(new StatementIssuer(ISSUER, List.of(), pinned)))
        .verify(statement, Optional.empty(), at, step -> steps.add(step.name()));
    assertEquals(StatementVerifier.SIGNATURE, steps.get(steps.size() - 1));
  }

  private static SignedStatement signed(TestCertificates signer, CoseHeader header) {
    return SignedStatement.of(sign(signer, header));
  }

  private static CoseSign1 sign(TestCertificates signer, CoseHeader header) {
    return TestKeys.byJdk(
        signer.keys().getPrivate(), "SHA256withECDSAinP1363Format", -7, header, PAYLOAD);
  }

  private static CoseHeader chain(TestCertificates... chain) {
    return chain(List.of(chain));
  }

  private static CoseHeader chain(List<TestCertificates> chain) {
    return header(CborItem.of(chain.stream().map(X509ChainTest::bytes).toList()));
  }

  private static CoseHeader header(CborItem chain) {
    return TestKeys.claims(ISSUER, "lot").with(CoseHeader.X5CHAIN, chain);
  }

  private static CborItem bytes(TestCertificates of) {
    return CborItem.of(concat(of, new byte[0]));
  }

  private static byte[] concat(TestCertificates of, byte[] more) {
    try {
      byte[] encoded = of.certificate().getEncoded();
      byte[] all = java.util.Arrays.copyOf(encoded, encoded.length + more.length);
      System.arraycopy(more, 0, all, encoded.length, more.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CborItem digest(long number, String name, TestCertificates of)
      throws GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance(name).digest(of.certificate().getEncoded());
    return CborItem.of(List.of(CborItem.of(number), CborItem.of(digest)));
  }
}
