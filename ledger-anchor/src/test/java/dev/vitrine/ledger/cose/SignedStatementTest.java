package dev.vitrine.ledger.cose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Statements: their bytes, their digest, and a cheat for each check. */
class SignedStatementTest {
  private static final String ISSUER = "https://supplier.example";
  private static final byte[] PAYLOAD = "{\"recall\": false}".getBytes(StandardCharsets.UTF_8);
  private final SigningKey key = TestKeys.ed25519(1);
  private final SignedStatement statement =
      TestKeys.statement(key, ISSUER, new String(PAYLOAD, StandardCharsets.UTF_8));
  private final StatementVerifier verifier = trusting(TestKeys.publicKey(key));

  @Test
  void aStatementVerifiesStepByStep() throws Exception {
    List<String> steps = new ArrayList<>();
    verifier.verify(statement, Optional.empty(), Instant.EPOCH, step -> steps.add(step.name()));
    assertEquals(
        List.of("statement-headers", "statement-issuer", "statement-key", "statement-signature"),
        steps);
    assertEquals(ISSUER, statement.issuer());
    assertEquals(Optional.of("lot VX26B014"), statement.subject());
  }

  @Test
  void theEntryFollowsFromTheStatementAloneAndNotFromItsReceipts() {
    byte[] file = statement.encode();
    assertArrayEquals(Sha256.of(file), statement.digest());
    assertEquals(
        "82055820" + HexFormat.of().formatHex(Sha256.of(file)),
        HexFormat.of().formatHex(statement.entry()));
    SignedStatement transparent = statement.withReceipts(List.of(new byte[] {1}, new byte[] {2}));
    assertFalse(Arrays.equals(file, transparent.encode()));
    SignedStatement again = SignedStatement.parse(transparent.encode());
    assertArrayEquals(statement.entry(), again.entry());
    assertEquals(2, again.receipts().size());
    assertArrayEquals(file, again.withReceipts(List.of()).encode());
  }

  /** Longer heads, or another unprotected header: the same statement. */
  @Test
  void theDigestIsOfOneEncoding() {
    byte[] file = statement.encode();
    byte[] longer = new byte[file.length + 1];
    // 18(array of 4) with its count in a byte of its own
    longer[0] = file[0];
    longer[1] = (byte) 0x98;
    longer[2] = 4;
    System.arraycopy(file, 2, longer, 3, file.length - 2);
    assertArrayEquals(statement.digest(), SignedStatement.parse(longer).digest());
    byte[] other =
        statement
            .message()
            .withUnprotected(CoseHeader.EMPTY.with(CoseHeader.KID, CborItem.of(new byte[1])))
            .encode();
    assertArrayEquals(statement.digest(), SignedStatement.parse(other).digest());
  }

  @Test
  void cheatsFailWhereTheyShould() {
    refused(StatementVerifier.SIGNATURE, Outcome.INVALID, trusting(publicKey(2)), statement);
    refused(
        StatementVerifier.ISSUER,
        Outcome.CANNOT_TELL,
        verifier,
        TestKeys.statement(key, "https://other.example", "x"));
    CoseSign1 message = statement.message();
    refused(
        StatementVerifier.SIGNATURE,
        Outcome.INVALID,
        verifier,
        SignedStatement.of(
            new CoseSign1(
                message.protectedBytes(),
                message.protectedHeader(),
                message.unprotectedHeader(),
                Optional.of("{\"recall\": true}".getBytes(StandardCharsets.UTF_8)),
                message.signature())));
    refused(StatementVerifier.HEADERS, Outcome.CANNOT_TELL, verifier, signed(header(), false));
    refused(
        StatementVerifier.HEADERS,
        Outcome.INVALID,
        verifier,
        signed(
            CoseHeader.EMPTY.with(
                CoseHeader.CWT_CLAIMS, CborItem.of(Map.of(CborItem.of(1), CborItem.of(ISSUER)))),
            true));
    refused(
        StatementVerifier.HEADERS,
        Outcome.CANNOT_TELL,
        verifier,
        signed(
            header()
                .with(CborItem.of("attested"), CborItem.of(1))
                .with(CoseHeader.CRIT, CborItem.of(List.of(CborItem.of("attested")))),
            true));
    // a key of another kind than the algorithm
    KeyPair p384 = TestKeys.ec("secp384r1");
    refused(
        StatementVerifier.KEY,
        Outcome.INVALID,
        trusting(CoseKey.ofInfo(p384.getPublic().getEncoded())),
        statement);
    refused(
        StatementVerifier.KEY,
        Outcome.INVALID,
        verifier,
        signed(header().with(CoseHeader.X5CHAIN, CborItem.of(new byte[] {1})), true));
    refused(
        StatementVerifier.HEADERS,
        Outcome.CANNOT_TELL,
        verifier,
        SignedStatement.of(
            new CoseSign1(
                CborItems.encode(header().with(CoseHeader.ALG, CborItem.of(-47)).item()),
                header().with(CoseHeader.ALG, CborItem.of(-47)),
                CoseHeader.EMPTY,
                Optional.of(PAYLOAD),
                new byte[64])));
    refused(
        StatementVerifier.HEADERS,
        Outcome.INVALID,
        verifier,
        SignedStatement.of(
            new CoseSign1(
                CborItems.encode(header().item()),
                header(),
                CoseHeader.EMPTY,
                Optional.of(PAYLOAD),
                new byte[64])));
  }

  @Test
  void aDetachedPayloadIsGivenBesideTheStatement() throws Exception {
    SignedStatement detached = signed(header(), false);
    verifier.verify(detached, Optional.of(PAYLOAD), Instant.EPOCH, step -> {});
    assertEquals(
        StatementVerifier.SIGNATURE,
        assertThrows(
                RefusedException.class,
                () ->
                    verifier.verify(detached, Optional.of(new byte[1]), Instant.EPOCH, step -> {}))
            .step());
    assertEquals(
        StatementVerifier.HEADERS,
        assertThrows(
                RefusedException.class,
                () -> verifier.verify(statement, Optional.of(PAYLOAD), Instant.EPOCH, step -> {}))
            .step());
  }

  @Test
  void ecdsaOfTheJdkVerifiesOnItsCurveOnly() throws Exception {
    KeyPair p256 = TestKeys.ec("secp256r1");
    KeyPair p384 = TestKeys.ec("secp384r1");
    for (long algorithm : new long[] {-7, -9}) {
      var made =
          SignedStatement.of(
              TestKeys.byJdk(
                  p256.getPrivate(), "SHA256withECDSAinP1363Format", algorithm, header(), PAYLOAD));
      trusting(CoseKey.ofInfo(p256.getPublic().getEncoded()))
          .verify(made, Optional.empty(), Instant.EPOCH, step -> {});
    }
    for (long algorithm : new long[] {-35, -51}) {
      var made =
          SignedStatement.of(
              TestKeys.byJdk(
                  p384.getPrivate(), "SHA384withECDSAinP1363Format", algorithm, header(), PAYLOAD));
      trusting(CoseKey.ofInfo(p384.getPublic().getEncoded()))
          .verify(made, Optional.empty(), Instant.EPOCH, step -> {});
    }
    // ES256 on P-384
    refused(
        StatementVerifier.KEY,
        Outcome.INVALID,
        trusting(CoseKey.ofInfo(p384.getPublic().getEncoded())),
        SignedStatement.of(
            TestKeys.byJdk(
                p384.getPrivate(), "SHA256withECDSAinP1363Format", -7, header(), PAYLOAD)));
  }

  @Test
  void malformedMessagesAreRefused() {
    byte[] untagged = Arrays.copyOfRange(statement.encode(), 1, statement.encode().length);
    malformed(untagged, "tag 18");
    CoseSign1 message = statement.message();
    malformed(
        message.withUnprotected(CoseHeader.EMPTY.with(CoseHeader.ALG, CborItem.of(-7))).encode(),
        "both headers");
    malformed(
        message
            .withUnprotected(
                CoseHeader.EMPTY.with(CoseHeader.CRIT, CborItem.of(List.of(CborItem.of(1)))))
            .encode(),
        "crit is not protected");
    malformed(
        signed(header().with(CoseHeader.CRIT, CborItem.of(List.of())), true).encode(),
        "names no label");
    malformed(
        signed(
                header().with(CoseHeader.CRIT, CborItem.of(List.of(CborItem.of(CoseHeader.KID)))),
                true)
            .encode(),
        "not there");
    malformed(
        CoseSign1.sign(key, CoseHeader.EMPTY, CoseHeader.EMPTY, PAYLOAD, true).encode(),
        "no issuer");
    malformed(new byte[CoseSign1.MAX_BYTES + 1], "more than");
    SignedStatement strange =
        SignedStatement.of(
            message.withUnprotected(
                CoseHeader.EMPTY.with(CoseHeader.RECEIPTS, CborItem.of(List.of()))));
    assertThrows(MalformedCoseException.class, strange::receipts);
  }

  @Test
  void keysAreReadInTheirOwnFormOnly() {
    for (String bad :
        new String[] {"", "x", "-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----"}) {
      assertThrows(MalformedCoseException.class, () -> CoseKey.ofPem(bad));
    }
    assertThrows(MalformedCoseException.class, () -> CoseKey.ed25519(new byte[31]));
    // of small order
    assertThrows(MalformedCoseException.class, () -> CoseKey.ed25519(new byte[32]));
    assertThrows(
        MalformedCoseException.class,
        () -> CoseKey.ofInfo(TestKeys.ec("secp521r1").getPublic().getEncoded()));
    byte[] offCurve = TestKeys.ec("secp256r1").getPublic().getEncoded();
    offCurve[offCurve.length - 1] ^= 1;
    assertThrows(MalformedCoseException.class, () -> CoseKey.ofInfo(offCurve));
  }

  /** The example of RFC 9679 §6: a P-256 key and its thumbprint by SHA-256. */
  @Test
  void thumbprintsAreThoseOfTheRfc() throws Exception {
    byte[] x =
        HexFormat.of().parseHex("65eda5a12577c2bae829437fe338701a10aaa375e1bb5b5de108de439c08551d");
    byte[] y =
        HexFormat.of().parseHex("1e52ed75701163f7f9e40ddf9f341b3dc9ba860af7e0ca7ca7e9eecd0084d19c");
    byte[] point = new byte[65];
    point[0] = 4;
    System.arraycopy(x, 0, point, 1, 32);
    System.arraycopy(y, 0, point, 33, 32);
    CoseKey example =
        CoseKey.ofInfo(
            new org.bouncycastle.asn1.x509.SubjectPublicKeyInfo(
                    new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                        org.bouncycastle.asn1.x9.X9ObjectIdentifiers.id_ecPublicKey,
                        org.bouncycastle.asn1.sec.SECObjectIdentifiers.secp256r1),
                    point)
                .getEncoded());
    assertEquals(
        "496bd8afadf307e5b08c64b0421bf9dc01528a344a43bda88fadd1669da253ec",
        HexFormat.of().formatHex(example.thumbprint()));
  }

  private SignedStatement signed(CoseHeader header, boolean attached) {
    return SignedStatement.of(CoseSign1.sign(key, header, CoseHeader.EMPTY, PAYLOAD, attached));
  }

  private static CoseHeader header() {
    return TestKeys.claims(ISSUER, "lot VX26B014");
  }

  private static CoseKey publicKey(int seed) {
    return TestKeys.publicKey(TestKeys.ed25519(seed));
  }

  private static StatementVerifier trusting(CoseKey key) {
    return new StatementVerifier(List.of(new StatementIssuer(ISSUER, List.of(key), List.of())));
  }

  private static void malformed(byte[] bytes, String reason) {
    MalformedCoseException refused =
        assertThrows(MalformedCoseException.class, () -> SignedStatement.parse(bytes));
    org.junit.jupiter.api.Assertions.assertTrue(
        refused.getMessage().contains(reason), refused.getMessage());
  }

  private static void refused(
      String step, Outcome outcome, StatementVerifier verifier, SignedStatement statement) {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> verifier.verify(statement, Optional.empty(), Instant.EPOCH, each -> {}));
    assertEquals(step, refused.step(), refused.getMessage());
    assertEquals(outcome, refused.outcome(), refused.getMessage());
  }
}
