package dev.vitrine.gateway.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.gateway.ledgers.LedgerPins;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.proofs.presentation.GatewayKey;
import dev.vitrine.proofs.presentation.IssuerKey;
import dev.vitrine.proofs.presentation.IssuerSuite;
import dev.vitrine.proofs.presentation.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustFileTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private final NoteSigner log =
      NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
  private final NoteSigner witness =
      NoteSigner.generate("w1", SignatureType.COSIGNATURE_V1, RANDOM);
  private final GatewayKey gateway = GatewayKey.random(RANDOM);
  private final TrustedIssuer issuer =
      IssuerKey.generate(IssuerSuite.BLS12_381_SHA_256, RANDOM.generateSeed(32))
          .trusted("example.com/log");
  private final TrustFile file =
      new TrustFile(
          log.verifier(),
          List.of(witness.verifier()),
          1,
          List.of(gateway.publicKey()),
          List.of(issuer));
  private final String text = new String(file.encode(), StandardCharsets.UTF_8);

  @Test
  void whatIsWrittenIsRead() throws Exception {
    TrustFile read = TrustFile.parse(file.encode());
    assertEquals(log.verifier(), read.log());
    assertEquals(List.of(witness.verifier()), read.witnesses());
    assertArrayEquals(gateway.publicKey().encoded(), read.gatewayKeys().get(0).encoded());
    assertEquals(issuer, read.issuers().get(0));
    assertEquals(1, read.policy().quorum().witnesses().count());
    assertArrayEquals(file.encode(), read.encode());
  }

  @Test
  void everyMemberMustBeThereOnceAndNoOther() {
    refused("");
    refused("[]");
    refused("null");
    refused("{}");
    refused(text + "{}");
    refused(text.replace("\"policy\"", "\"policies\""));
    refused(text.replace("\"namings\" : [ ],", ""));
    refused(text.replace("\"namings\" : [ ],", "\"namings\" : [ ], \"namings\" : [ ],"));
    refused(text.replace("\"namings\" : [ ],", "\"namings\" : [ ], \"comment\" : \"\","));
    refused(text.replace("\"suite\"", "\"suites\""));
  }

  @Test
  void everyValueMustBeInItsForm() {
    refused(text.replace("group quorum 1", "group quorum 2"));
    refused(text.replace("group quorum 1", "group quorum 0"));
    refused(text.replace("\"quorum quorum\"", "17"));
    refused(text.replace("\"quorum quorum\"", "\"quorum none\\nquorum none\""));
    refused(text.replace("\"quorum quorum\"", "\"\""));
    refused(text.replace("\"log " + log.verifier() + "\",", ""));
    NoteSigner second = NoteSigner.generate("example.com/2", SignatureType.ED25519, RANDOM);
    refused(
        text.replace("\"quorum quorum\"", "\"quorum quorum\", \"log " + second.verifier() + "\""));
    refused(text.replace("BLS12-381-SHA-256", "BLS12-381-MD5"));
    refused(text.replace("example.com/log+", "example.com/log2+"));
    // a log's key is no witness's
    refused(text.replace(witness.verifier().toString(), log.verifier().toString()));
    String hex = HexFormat.of().formatHex(gateway.publicKey().encoded());
    refused(text.replace(hex, hex.substring(2)));
    refused(text.replace(hex, hex.substring(1) + "g"));
    refused(text.replace(hex, "AA" + hex.substring(2)));
    refused(text.replace("\"" + hex + "\"", "17"));
    String bbs = HexFormat.of().formatHex(issuer.encoded());
    refused(text.replace(bbs, "00".repeat(96)));
    // the identity
    refused(text.replace(bbs, "c0" + "00".repeat(95)));
    refused(text.replace("\n", " ".repeat(270_000) + "\n"));
  }

  @Test
  void aLogMayHaveSeveralKeysAndWitnessesBeyondTheQuorum() throws Exception {
    NoteSigner next = NoteSigner.generate("example.com/log", SignatureType.ED25519, RANDOM);
    NoteSigner quantum = NoteSigner.generate("w1", SignatureType.SUBTREE_V1, RANDOM);
    PinnedPolicy pinned =
        PinnedPolicy.of(
            List.of(next.verifier(), log.verifier()),
            List.of(
                "witness a " + witness.verifier() + " https://w.example/witness",
                "witness b " + quantum.verifier(),
                "quorum b"));
    TrustFile two =
        new TrustFile(pinned, List.of(), List.of(), List.of(), List.of(), LedgerPins.NONE);
    TrustFile read = TrustFile.parse(two.encode());
    assertEquals(pinned, read.pinned());
    assertEquals(2, read.policy().logs().size());
    assertEquals(List.of(witness.verifier(), quantum.verifier()), read.witnesses());
    assertEquals(List.of(quantum.verifier()), read.policy().quorum().witnesses().toList());
  }

  private static void refused(String changed) {
    assertThrows(
        InvalidTrustFileException.class,
        () -> TrustFile.parse(changed.getBytes(StandardCharsets.UTF_8)),
        changed);
  }
}
