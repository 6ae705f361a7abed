package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.PeerResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records anchored with a peer's witness, and checked with {@code vitrine verify}. */
@QuarkusTest
@TestProfile(PeerWitnessedIT.WithPeer.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class PeerWitnessedIT {
  /** A gateway of its own, with a peer. */
  public static final class WithPeer implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(PeerResource.class));
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
  void aReceiptHoldsThePeersCosignatureAndNoOther() throws Exception {
    Path policy = folder.resolve("trust.json");
    Files.write(policy, roots.file().encode());
    Path file = folder.resolve("receipt.cbor");
    Receipt receipt = anchored();
    Files.write(file, receipt.encode());
    CommandRun good = verify(file, policy);
    assertEquals(ExitCode.OK, good.exitCode(), good.out());
    assertTrue(good.out().contains("✓ witness-quorum"), good.out());
    assertTrue(good.out().contains("anchored in north at north.example"), good.out());

    LedgerProof anchor = receipt.anchors().get(0);
    for (int at = 0; at < anchor.evidence().length; at += 7) {
      byte[] bytes = anchor.evidence();
      bytes[at] ^= 1;
      Files.write(
          file,
          receipt
              .with(
                  List.of(
                      new LedgerProof(
                          anchor.ledger(), anchor.logProof(), anchor.mediaType(), bytes)))
              .encode());
      CommandRun forged = verify(file, policy);
      assertTrue(forged.exitCode() != ExitCode.OK, "byte " + at + ": " + forged.out());
      assertTrue(forged.out().contains("✗ witness-"), "byte " + at + ": " + forged.out());
    }
  }

  private static CommandRun verify(Path file, Path policy) {
    return CommandRun.of("verify", file, "--policy", policy, "--require-anchor", "north");
  }

  private Receipt anchored() throws Exception {
    byte[] document =
        "{\"resourceType\": \"Patient\", \"id\": \"%s\"}"
            .formatted(UUID.randomUUID())
            .getBytes(StandardCharsets.UTF_8);
    String location = Rest.post(token, "/fhir/Patient", Rest.FHIR, document).header("Location");
    String address = location.substring(location.indexOf("/receipts/"));
    for (int i = 0; i < 300; i++) {
      String state = Rest.as(token).accept("application/json").get(address).path("state");
      if (state.equals("ANCHORED")) {
        return Receipt.decode(Rest.as(token).get(address).asByteArray());
      }
      Thread.sleep(100);
    }
    throw new AssertionError("not anchored after thirty seconds");
  }
}
