package dev.vitrine.gateway.cli;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Cable;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.gateway.testing.TsaResource;
import dev.vitrine.ledger.anchor.tsa.EvidenceRecord;
import dev.vitrine.ledger.anchor.tsa.OpenSslTsa;
import dev.vitrine.ledger.anchor.tsa.TimeStampReply;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records in shards, stamped by a real authority whose certificate soon expires, and renewed once
 * it has a new one: by the gateway, and in a file at hand.
 */
@QuarkusTest
@TestProfile(RenewedStampsIT.WithShortCertificate.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class RenewedStampsIT {
  /** A gateway of its own, with two shards and a time-stamping authority. */
  public static final class WithShortCertificate implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TsaResource.class, Map.of(TsaResource.DAYS, "30")));
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("vitrine.log.shards", "2");
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @Inject TrustRoots roots;
  @TempDir Path folder;

  @Test
  void aRecordInAShardIsAnchoredAndItsEvidenceRenewed() throws Exception {
    Assumptions.assumeTrue(setting("url").isPresent(), "NOT TESTED: openssl is not there");
    Path policy = folder.resolve("trust.json");
    Files.write(policy, roots.file().encode());
    String address = post();
    Path old = anchored(address);
    Receipt receipt = Receipt.decode(Files.readAllBytes(old));
    assertTrue(
        receipt.origin().startsWith(roots.file().log().name() + "/shard/"), receipt.origin());
    assertEquals(TimeStampReply.MEDIA_TYPE, receipt.anchors().get(0).mediaType());
    valid(old, policy, "tsa-time");

    // nothing is gained by the same certificate; without an authority nothing happens at all
    String way = setting("url").orElseThrow();
    Path kept = folder.resolve("kept.cbor");
    CommandRun early = renew(old, policy, way, kept);
    assertEquals(ExitCode.CANNOT_TELL, early.exitCode(), early.out());
    assertTrue(early.err().contains("gains too little"), early.err());
    Cable.cut(URI.create(way));
    CommandRun down = renew(old, policy, way, kept);
    Cable.mend(URI.create(way));
    assertEquals(ExitCode.CANNOT_TELL, down.exitCode(), down.out());
    assertFalse(Files.exists(kept));

    OpenSslTsa.stampFor(Path.of(setting("ca").orElseThrow()).resolveSibling("."), 3000);
    await(
        () -> {
          Receipt now = decoded(Rest.as(token).get(address).asByteArray());
          return now.anchors().get(0).mediaType().equals(EvidenceRecord.MEDIA_TYPE);
        });
    Path fresh = anchored(address);
    CommandRun verified = valid(fresh, policy, "ers-renewal");
    assertTrue(verified.out().contains("VALID"), verified.out());
    assertEquals("UP", given().get("/q/health/well").path("status"));
    String metrics = Rest.as(token).get("/q/metrics").asString();
    assertTrue(metrics.contains("vitrine_anchor_renewed_total{"), metrics);

    // the file that was kept all the time
    CommandRun renewed = renew(old, policy, way, kept);
    assertEquals(ExitCode.OK, renewed.exitCode(), renewed.err());
    valid(kept, policy, "ers-renewal");
    Path again = folder.resolve("again.cbor");
    CommandRun idle = renew(kept, policy, way, again);
    assertEquals(ExitCode.OK, idle.exitCode(), idle.err());
    assertTrue(idle.out().contains("not due"), idle.out());
    assertFalse(Files.exists(again));
    assertEquals(ExitCode.USAGE, renew(old, policy, way, kept).exitCode(), "is there already");

    // the renewed record of another checkpoint
    Receipt later = Receipt.decode(Files.readAllBytes(anchored(post())));
    LedgerProof other = later.anchors().get(0);
    LedgerProof good = decoded(Files.readAllBytes(kept)).anchors().get(0);
    Path forged = folder.resolve("forged.cbor");
    LedgerProof cheat =
        new LedgerProof(other.ledger(), other.logProof(), good.mediaType(), good.evidence());
    Files.write(forged, later.with(List.of(cheat)).encode());
    CommandRun refused = CommandRun.of("verify", forged, "--policy", policy);
    assertEquals(ExitCode.INVALID, refused.exitCode(), refused.out());
    assertTrue(refused.out().contains("✗ tsa-imprint"), refused.out());
    CommandRun notDone = renew(forged, policy, way, again);
    assertEquals(ExitCode.INVALID, notDone.exitCode(), notDone.out());
    assertTrue(notDone.err().contains("tsa-imprint"), notDone.err());
  }

  private static CommandRun renew(Path receipt, Path policy, String url, Path out) {
    return CommandRun.of(
        "anchor", "renew", receipt, "--policy", policy, "--url", url, "--out", out);
  }

  private static CommandRun valid(Path receipt, Path policy, String step) {
    CommandRun run =
        CommandRun.of("verify", receipt, "--policy", policy, "--require-anchor", "stamps");
    assertEquals(ExitCode.OK, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("✓ " + step), run.out());
    assertTrue(run.out().contains("✓ anchored"), run.out());
    return run;
  }

  /** The file of a record's receipt once it is anchored. */
  private Path anchored(String address) throws Exception {
    await(
        () ->
            Rest.as(token)
                .accept("application/json")
                .get(address)
                .path("state")
                .equals("ANCHORED"));
    Path file = folder.resolve(UUID.randomUUID() + ".cbor");
    Files.write(file, Rest.as(token).get(address).asByteArray());
    return file;
  }

  private static Receipt decoded(byte[] file) {
    try {
      return Receipt.decode(file);
    } catch (dev.vitrine.proofs.encoding.CborException e) {
      throw new AssertionError(e);
    }
  }

  private String post() {
    byte[] document =
        "{\"resourceType\": \"Patient\", \"id\": \"%s\"}"
            .formatted(UUID.randomUUID())
            .getBytes(StandardCharsets.UTF_8);
    String location = Rest.post(token, "/fhir/Patient", Rest.FHIR, document).header("Location");
    return location.substring(location.indexOf("/receipts/"));
  }

  private static Optional<String> setting(String name) {
    return ConfigProvider.getConfig()
        .getOptionalValue("vitrine.anchors.stamps." + name, String.class);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not after thirty seconds");
  }
}
