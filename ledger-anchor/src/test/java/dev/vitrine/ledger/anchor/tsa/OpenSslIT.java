package dev.vitrine.ledger.anchor.tsa;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.InMemoryAnchorMemory;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What we ask OpenSSL for and keep, OpenSSL verifies offline; what it makes, we verify. */
class OpenSslIT {
  private static OpenSslTsa tsa;
  private final SignedCheckpoint checkpoint =
      SignedCheckpoint.sign(
          new Checkpoint(Samples.ORIGIN, 7, MerkleHash.empty()), Samples.logKey());

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    tsa = OpenSslTsa.start(folder);
  }

  @AfterAll
  static void stop() {
    tsa.close();
  }

  @ParameterizedTest
  @EnumSource
  void ourEvidenceIsVerifiedByOpenSslAgainstTheCheckpointsText(TimeStampHash hash)
      throws Exception {
    TsaAnchor anchor = anchor(hash, tsa.trust(), Optional.empty());
    AnchorEvidence evidence = anchor.evidence(anchor.submit(checkpoint));
    List<Step> steps = anchor.verify(evidence, checkpoint.checkpoint());
    assertEquals(
        List.of(
            "tsa-status",
            "tsa-imprint",
            "tsa-policy",
            "tsa-certificate",
            "tsa-signature",
            "tsa-path",
            "tsa-time",
            "tsa-format"),
        steps.stream().map(Step::name).toList());
    assertTrue(steps.get(6).detail().endsWith("Z ± 1500 ms by policy " + OpenSslTsa.POLICY));

    tsa.write("evidence.tsr", evidence.bytes());
    tsa.write("checkpoint.txt", checkpoint.checkpoint().text().getBytes(StandardCharsets.UTF_8));
    String verify = "ts -verify -in evidence.tsr -CAfile ca.pem -data checkpoint.txt";
    assertTrue(tsa.openssl(verify).contains("Verification: OK"));
    // and it would not say so of anything
    tsa.write("checkpoint.txt", "another".getBytes(StandardCharsets.UTF_8));
    assertThrows(IOException.class, () -> tsa.openssl(verify));
    // the very answer to our request, nonce and all
    assertTrue(
        tsa.openssl("ts -verify -in reply.tsr -CAfile ca.pem -queryfile query.tsq")
            .contains("Verification: OK"));
  }

  @Test
  void theImprintBySha256IsTheCheckpointsDigest() throws Exception {
    TsaAnchor anchor = anchor(TimeStampHash.SHA256, tsa.trust(), Optional.empty());
    byte[] evidence = anchor.evidence(anchor.submit(checkpoint)).bytes();
    assertArrayEquals(
        checkpoint.checkpoint().digest(), TimeStampReply.parse(evidence).stamp().imprint());
  }

  @Test
  void aPolicyIsAskedForAndInsistedOn() throws Exception {
    TimeStampTrust trust = tsa.trust().under(Set.of(OpenSslTsa.OTHER_POLICY));
    TsaAnchor anchor = anchor(TimeStampHash.SHA256, trust, Optional.of(OpenSslTsa.OTHER_POLICY));
    AnchorEvidence evidence = anchor.evidence(anchor.submit(checkpoint));
    anchor.verify(evidence, checkpoint.checkpoint());
    TsaAnchor strict =
        anchor(TimeStampHash.SHA256, tsa.trust().under(Set.of("1.2.3")), Optional.empty());
    assertEquals(
        "tsa-policy",
        assertThrows(RefusedException.class, () -> strict.verify(evidence, checkpoint.checkpoint()))
            .step());
  }

  @Test
  void aPolicyThatItDoesNotKnowIsRejectedByTheAuthority() {
    TsaAnchor anchor = anchor(TimeStampHash.SHA256, tsa.trust(), Optional.of("1.2.3.4"));
    AnchorException refused = assertThrows(AnchorException.class, () -> anchor.submit(checkpoint));
    assertEquals(AnchorException.Kind.REJECTED, refused.kind());
    assertTrue(refused.getMessage().contains("tsa-status"), refused.getMessage());
  }

  @Test
  void queriesMadeByOpenSslAreAnsweredInFormsThatWeRead() throws Exception {
    tsa.write("data.txt", "hello".getBytes(StandardCharsets.UTF_8));
    tsa.openssl("ts -query -data data.txt -sha512 -cert -out its.tsq");
    tsa.openssl("ts -reply -config tsa.cnf -section service -queryfile its.tsq -out its.tsr");
    TimeStampHash hash = TimeStampHash.SHA512;
    new TimeStampVerifier(tsa.trust())
        .verify(
            TimeStampReply.parse(tsa.bytes("its.tsr")).stamp(),
            hash,
            hash.of(tsa.bytes("data.txt")),
            step -> {});
  }

  @Test
  void aRenewalStampsTheTokenBeforeAsOpenSslSeesIt() throws Exception {
    TimeStampTrust trust = tsa.trust();
    TsaAnchor anchor = anchor(TimeStampHash.SHA256, trust, Optional.empty());
    EvidenceRenewal.Aged aged =
        new EvidenceRenewal.Aged(
            anchor.evidence(anchor.submit(checkpoint)), checkpoint.checkpoint());
    EvidenceRenewal renewal =
        new EvidenceRenewal(tsa.client(trust, Optional.empty()), TimeStampHash.SHA256, trust);
    EvidenceRenewal.Result result = renewal.renew(List.of(aged), Instant.MAX, Set.of());
    AnchorEvidence renewed = result.renewed().get(0).evidence();
    anchor.verify(renewed, checkpoint.checkpoint());
    List<ArchivedStamp> chain = EvidenceRecord.parse(renewed.bytes()).chains().get(0);
    assertEquals(2, chain.size());
    tsa.write("before.der", chain.get(0).stamp().der());
    tsa.write("after.der", chain.get(1).stamp().der());
    assertTrue(
        tsa.openssl("ts -verify -token_in -in after.der -data before.der -CAfile ca.pem")
            .contains("Verification: OK"));
  }

  private static TsaAnchor anchor(
      TimeStampHash hash, TimeStampTrust trust, Optional<String> policy) {
    return new TsaAnchor(
        "openssl", tsa.client(trust, policy), hash, trust, new InMemoryAnchorMemory());
  }
}
