package dev.vitrine.ledger.cose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Published COSE receipts and SCITT statements: the working group's examples, scitt-cose's vectors
 * of version 1, and real messages around Microsoft's SCITT ledger.
 *
 * <p>Of scitt-cose three folders are of formats that are not claimed here and not read: {@code mmr}
 * (Merkle mountain ranges, another data structure than RFC 9942 defines), {@code capsule-id} and
 * {@code tamper-states} (JSON records of one product).
 */
class CoseConformance {
  private static final ObjectMapper JSON = new ObjectMapper();

  // ---- draft-ietf-cose-merkle-tree-proofs, examples

  /**
   * The examples come without leaves and key, and no one P-256 key fits both signatures, so these
   * can't be checked. What can: the form to the byte, and that both proofs lead to one root; leaf 3
   * is in the consistency proof.
   */
  @Test
  void theWorkingGroupsReceiptsHaveOurFormAndLeadToOneRoot() {
    byte[] inclusionReceipt = bytes("cose-receipts/inclusion-receipt.cbor");
    byte[] consistencyReceipt = bytes("cose-receipts/consistency-receipt.cbor");
    CoseSign1 inclusion = CoseSign1.parse(inclusionReceipt);
    CoseSign1 consistency = CoseSign1.parse(consistencyReceipt);
    assertArrayEquals(inclusionReceipt, inclusion.encode());
    assertArrayEquals(consistencyReceipt, consistency.encode());
    for (CoseSign1 receipt : List.of(inclusion, consistency)) {
      assertEquals(
          Optional.of("https://transparency-service.example.com"),
          receipt.protectedHeader().claim(CoseHeader.ISSUER));
      assertEquals(Optional.of(1L), receipt.protectedHeader().integer(CoseHeader.VDS));
      assertEquals(Optional.of(-7L), receipt.protectedHeader().integer(CoseHeader.ALG));
      assertTrue(receipt.payload().isEmpty());
    }
    byte[] growthBytes = CoseReceipt.proof(consistency, CoseReceipt.CONSISTENCY);
    var growth = CoseReceipt.consistency(growthBytes);
    assertArrayEquals(growthBytes, CoseReceipt.encode(growth));
    byte[] older = MerkleHash.node(growth.path().get(2), growth.path().get(0));
    byte[] placeBytes = CoseReceipt.proof(inclusion, CoseReceipt.INCLUSION);
    InclusionProof place = CoseReceipt.inclusion(placeBytes);
    assertArrayEquals(placeBytes, CoseReceipt.encode(place));
    assertArrayEquals(
        growth.newer(older).orElseThrow(), place.root(growth.path().get(1)).orElseThrow());
  }

  // ---- scitt-cose v1

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valid-eddsa",
        "valid-es256",
        "valid-ccf-vds2",
        "fail-tampered-path",
        "fail-unsupported-vds",
        "fail-bad-statement-sig"
      })
  void statementAndReceiptAreAsTheVectorSays(String id) throws Exception {
    String folder = "scitt-cose/v1/" + id + "/";
    JsonNode expected = JSON.readTree(bytes(folder + "expected.json"));
    SignedStatement statement = SignedStatement.parse(bytes(folder + "statement.cose"));
    assertEquals(
        expected.get("leaf_entry").textValue(), HexFormat.of().formatHex(statement.digest()));
    assertEquals(
        expected.get("payload_sha256").textValue(),
        HexFormat.of().formatHex(Sha256.of(statement.message().payload().orElseThrow())));
    JsonNode header = expected.get("protected_header").get("statement");
    assertEquals(header.get("issuer").textValue(), statement.issuer());
    assertEquals(Optional.ofNullable(header.get("subject").textValue()), statement.subject());
    assertEquals(
        expected.get("statement_signature_valid").booleanValue(),
        statement
            .message()
            .signedBy(
                pem(folder + "issuer-key.pub"),
                statement.message().algorithm("test"),
                statement.message().payload().orElseThrow()));

    Optional<RefusedException> refused = Optional.empty();
    try {
      var shown =
          scittCose(folder).statement(statement, bytes(folder + "receipt.cose"), step -> {});
      assertEquals(
          expected.get("reconstructed_root").textValue(), HexFormat.of().formatHex(shown.root()));
      assertEquals(expected.get("leaf_index").isNull(), shown.index().isEmpty(), "index of " + id);
    } catch (RefusedException e) {
      refused = Optional.of(e);
    }
    assertEquals(expected.get("receipt_valid").booleanValue(), refused.isEmpty());
    String step =
        switch (expected.path("failure_code").asText()) {
          case "TAMPERED_INCLUSION_PATH" -> CoseReceiptVerifier.SIGNATURE;
          // 2 is CCF's number by now, and the proof is none of CCF's
          case "UNSUPPORTED_VDS" -> CoseReceiptVerifier.INCLUSION;
          default -> "";
        };
    assertEquals(step, refused.map(RefusedException::step).orElse(""));
  }

  @Test
  void theManifestNamesNoVectorThatIsNotRun() throws Exception {
    Set<String> named = new HashSet<>();
    JSON.readTree(bytes("scitt-cose/manifest.json"))
        .get("vectors")
        .forEach(vector -> named.add(vector.get("id").textValue()));
    assertEquals(
        Set.of(
            "valid-eddsa",
            "valid-es256",
            "valid-ccf-vds2",
            "fail-tampered-path",
            "fail-unsupported-vds",
            "fail-bad-statement-sig"),
        named);
  }

  @Test
  void theCertificatesOfTheCcfVectorLeadToTheirRoot() throws Exception {
    CoseSign1 message = CoseSign1.parse(bytes("scitt-cose/v1/valid-ccf-vds2/statement.cose"));
    X509Chain chain = X509Chain.of(message.protectedHeader()).orElseThrow();
    assertEquals(pem("scitt-cose/v1/valid-ccf-vds2/issuer-key.pub"), chain.key());
  }

  // ---- scitt-ccf

  /** Whether each real statement verifies, and if not, at which step and why that is right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "cosesign1tool-scitt-a3be7e5.cose VALID",
        "cts-hashv-cwtclaims-b64url.cose VALID",
        "manifest.spdx.json.sha384.digest.cose VALID",
        // crit names an attestation that is not understood here
        "css-attested-cosesign1-20250617.cose statement-headers",
        "css-attested-cosesign1-20250812.cose statement-headers",
        "css-attested-cosesign1-20250925.cose statement-headers",
        "css-attested-cosesign1-20260302.cose statement-headers",
        "../transparent_statements/uvm_0.2.10.cose VALID"
      })
  void realStatementsVerifyUnderTheirOwnRoots(String line) throws Exception {
    String[] parts = line.split(" ");
    SignedStatement statement = SignedStatement.parse(bytes("scitt-ccf/test/payloads/" + parts[0]));
    List<CborItem> chain =
        statement.message().protectedHeader().get(CoseHeader.X5CHAIN).stream()
            .flatMap(item -> item.items().orElseThrow().stream())
            .toList();
    var issuer =
        chain.isEmpty()
            ? new StatementIssuer(
                statement.issuer(), List.of(TestKeys.publicKey(TestKeys.ed25519(1))), List.of())
            : new StatementIssuer(
                statement.issuer(),
                List.of(),
                List.of(X509Chain.certificate(chain.get(chain.size() - 1).bytes().orElseThrow())));
    var at =
        chain.isEmpty()
            ? java.time.Instant.EPOCH
            : X509Chain.certificate(chain.get(0).bytes().orElseThrow())
                .getNotBefore()
                .toInstant()
                .plusSeconds(1);
    String outcome = "VALID";
    try {
      new StatementVerifier(List.of(issuer)).verify(statement, Optional.empty(), at, step -> {});
    } catch (RefusedException e) {
      assertEquals(Outcome.CANNOT_TELL, e.outcome(), e.getMessage());
      outcome = e.step();
    }
    assertEquals(parts[1], outcome);
  }

  /** The receipt in it is from before RFC 9942: an array without a tag. */
  @Test
  void aReceiptOfAnOlderFormIsRefused() throws Exception {
    SignedStatement statement =
        SignedStatement.parse(bytes("scitt-ccf/test/payloads/cts-hashv-cwtclaims-b64url.cose"));
    byte[] receipt = statement.receipts().get(0);
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> new CoseReceiptVerifier(ccf()).statement(statement, receipt, step -> {}));
    assertEquals(CoseReceiptVerifier.RECEIPT, refused.step());
  }

  @Test
  void theTransparentStatementsReceiptVerifiesUnderItsLedger() throws Exception {
    byte[] file = bytes("scitt-ccf/test/transparent_statements/uvm_0.2.10.cose");
    SignedStatement statement = SignedStatement.parse(file);
    byte[] receipt = statement.receipts().get(0);
    CoseReceiptVerifier verifier = new CoseReceiptVerifier(ccf());
    List<String> steps = new ArrayList<>();
    verifier.statement(statement, receipt, step -> steps.add(step.name()));
    assertEquals(List.of("cose-receipt", "cose-log", "cose-inclusion", "cose-signature"), steps);
    for (int at = 0; at < receipt.length; at++) {
      byte[] forged = receipt.clone();
      forged[at] ^= 1;
      assertThrows(
          RefusedException.class,
          () -> verifier.statement(statement, forged, step -> {}),
          "byte " + at);
    }
  }

  private static List<ReceiptLog> ccf() throws Exception {
    List<ReceiptLog> logs = new ArrayList<>();
    Set<CoseKey> seen = new HashSet<>();
    for (JsonNode ledger :
        JSON.readTree(bytes("scitt-ccf/test/transparent_statements/esrp-cts-db.json"))
            .get("parameters")) {
      CoseKey key =
          CoseKey.ofInfo(
              X509Chain.certificate(
                      java.util.Base64.getDecoder()
                          .decode(ledger.get("serviceCertificate").textValue()))
                  .getPublicKey()
                  .getEncoded());
      if (seen.add(key)) {
        logs.add(
            new ReceiptLog(
                "esrp-cts-db.confidential-ledger.azure.com", key, ReceiptLog.EntryForm.DIGEST));
      }
    }
    return logs;
  }

  private static CoseReceiptVerifier scittCose(String folder) throws Exception {
    String issuer =
        CoseSign1.parse(bytes(folder + "receipt.cose"))
            .protectedHeader()
            .claim(CoseHeader.ISSUER)
            .orElse("the simulated log");
    return new CoseReceiptVerifier(
        List.of(new ReceiptLog(issuer, pem(folder + "log-key.pub"), ReceiptLog.EntryForm.DIGEST)));
  }

  private static CoseKey pem(String path) {
    return CoseKey.ofPem(new String(bytes(path), StandardCharsets.US_ASCII));
  }

  private static byte[] bytes(String path) {
    return SharedVectors.bytes(SharedVectors.at(path));
  }
}
