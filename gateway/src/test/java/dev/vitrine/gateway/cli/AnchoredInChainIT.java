package dev.vitrine.gateway.cli;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitrine.gateway.audit.TrustRoots;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Cable;
import dev.vitrine.gateway.testing.EvmResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.proofs.presentation.LedgerProof;
import dev.vitrine.proofs.presentation.Receipt;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records anchored in a contract on a real EVM node, and checked with {@code vitrine verify}. */
@QuarkusTest
@TestProfile(AnchoredInChainIT.WithChain.class)
@SuppressWarnings("NullAway.Init") // Quarkus and JUnit set the fields
class AnchoredInChainIT {
  private static final Pattern BLOCK = Pattern.compile("block (\\d+) ([0-9a-f]{64})");

  /** A gateway of its own, with a chain. */
  public static final class WithChain implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(EvmResource.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private final String token = Tokens.of(Roles.HOSPITAL, "hospital-" + UUID.randomUUID());

  @TestHTTPResource("/")
  URI gateway;

  @Inject TrustRoots roots;
  @TempDir Path folder;

  @BeforeEach
  void onlyWithNode() {
    Assumptions.assumeTrue(cable().isPresent(), "NOT TESTED: an EVM node is not there");
  }

  @Test
  void aReceiptIsAnchoredInABlockThatTheVerifierTrusts() throws Exception {
    Path receipt = anchored();
    Path policy = policy();

    // without the block: a good receipt, not anchored as far as this verifier can tell
    CommandRun unknowing = CommandRun.of("verify", receipt, "--policy", policy);
    assertEquals(ExitCode.OK, unknowing.exitCode(), unknowing.out());
    assertTrue(unknowing.out().contains("anchor-unchecked"), unknowing.out());
    assertTrue(unknowing.out().contains("published"), unknowing.out());
    CommandRun required =
        CommandRun.of("verify", receipt, "--policy", policy, "--require-anchor", "chain");
    assertEquals(ExitCode.CANNOT_TELL, required.exitCode(), required.out());
    assertTrue(required.out().contains("✗ evm-block"), required.out());

    // with the block's hash from the node
    CommandRun trusting = requiring(receipt, policy, trustedHash(receipt, policy));
    assertEquals(ExitCode.OK, trusting.exitCode(), trusting.out());
    for (String step : List.of("evm-receipt", "evm-event", "evm-block", "anchored")) {
      assertTrue(trusting.out().contains("✓ " + step), step + ": " + trusting.out());
    }
    assertTrue(trusting.out().contains("anchored in chain at block "), trusting.out());
  }

  @Test
  void tamperedEvidenceAndMissingAnchorsAreRefusedByName() throws Exception {
    Path file = anchored();
    Path policy = policy();
    Receipt receipt = Receipt.decode(Files.readAllBytes(file));
    LedgerProof good = receipt.anchors().get(0);
    String hash = trustedHash(file, policy);
    Path forged = folder.resolve("forged.cbor");
    for (int at = 0; at < good.evidence().length; at += 131) {
      byte[] bytes = good.evidence();
      bytes[at] ^= 1;
      Files.write(forged, with(receipt, good, bytes));
      // a changed header has another hash, of which nothing can be told; all else is false
      CommandRun run = requiring(forged, policy, hash);
      assertTrue(run.exitCode() != ExitCode.OK, "byte " + at + ": " + run.out());
      assertTrue(run.out().contains("✗ evm-"), "byte " + at + ": " + run.out());
    }
    // the evidence of another checkpoint
    Receipt later = Receipt.decode(Files.readAllBytes(anchored()));
    Files.write(forged, with(receipt, good, later.anchors().get(0).evidence()));
    CommandRun run = CommandRun.of("verify", forged, "--policy", policy);
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("✗ evm-event"), run.out());

    Path stripped = folder.resolve("stripped.cbor");
    Files.write(stripped, receipt.with(List.of()).encode());
    assertEquals(ExitCode.OK, CommandRun.of("verify", stripped, "--policy", policy).exitCode());
    CommandRun missing =
        CommandRun.of("verify", stripped, "--policy", policy, "--require-anchor", "chain");
    assertEquals(ExitCode.INVALID, missing.exitCode());
    assertTrue(missing.out().contains("✗ anchor-required"), missing.out());
    assertEquals(
        ExitCode.USAGE,
        CommandRun.of("verify", file, "--policy", policy, "--trusted-block", "12").exitCode());
  }

  @Test
  void aNodeThatIsDownShowsAsAlarmThenRecovers() throws Exception {
    anchored();
    URI way = URI.create(cable().orElseThrow());
    Cable.cut(way);
    try {
      String address = post();
      await(() -> given().get("/q/health/well").path("status").equals("DOWN"));
      given().get("/q/health/ready").then().statusCode(200);
      CommandRun listed = CommandRun.of("anchor", "list", "--url", gateway);
      assertEquals(ExitCode.OK, listed.exitCode(), listed.err());
      assertTrue(listed.out().contains("ALARM"), listed.out());
      Cable.mend(way);
      await(() -> state(address).equals("ANCHORED"));
      await(() -> given().get("/q/health/well").path("status").equals("UP"));
    } finally {
      Cable.mend(way);
    }
  }

  @Test
  void theCommandListsWhatIsAnchored() throws Exception {
    anchored();
    CommandRun listed = CommandRun.of("anchor", "list", "--url", gateway, "--ledger", "chain");
    assertEquals(ExitCode.OK, listed.exitCode(), listed.err());
    assertTrue(listed.out().contains("chain (evm): "), listed.out());
    assertTrue(listed.out().contains("FINAL"), listed.out());
    CommandRun json = CommandRun.of("anchor", "list", "--url", gateway, "--json");
    assertEquals("chain", Report.JSON.readTree(json.out()).at("/ledgers/0/name").asText());
    assertEquals(ExitCode.USAGE, CommandRun.of("anchor").exitCode());
    assertEquals(
        ExitCode.USAGE,
        CommandRun.of("anchor", "list", "--url", gateway, "--ledger", "?x=").exitCode());
    given().get("/anchors").then().body("ledgers[0].kind", equalTo("evm"));
  }

  /** The hash of the block that the evidence leads to, from the node and not from the evidence. */
  private static String trustedHash(Path receipt, Path policy) throws Exception {
    CommandRun required =
        CommandRun.of("verify", receipt, "--policy", policy, "--require-anchor", "chain");
    Matcher block = BLOCK.matcher(required.out());
    assertTrue(block.find(), required.out());
    String hash = hashOf(Long.parseLong(block.group(1)));
    assertEquals(hash, block.group(2));
    return hash;
  }

  private static CommandRun requiring(Path receipt, Path policy, String block) {
    return CommandRun.of(
        "verify",
        receipt,
        "--policy",
        policy,
        "--require-anchor",
        "chain",
        "--trusted-block",
        "0x" + block);
  }

  private static byte[] with(Receipt receipt, LedgerProof good, byte[] evidence) {
    LedgerProof changed =
        new LedgerProof(good.ledger(), good.logProof(), good.mediaType(), evidence);
    return receipt.with(List.of(changed)).encode();
  }

  /** The file of a new record's receipt once it is anchored. */
  private Path anchored() throws Exception {
    String address = post();
    await(() -> state(address).equals("ANCHORED"));
    Path file = folder.resolve(UUID.randomUUID() + ".cbor");
    Files.write(file, Rest.as(token).get(address).asByteArray());
    return file;
  }

  private Path policy() throws Exception {
    Path file = folder.resolve("trust.json");
    Files.write(file, roots.file().encode());
    return file;
  }

  private String state(String address) {
    return Rest.as(token).accept("application/json").get(address).path("state");
  }

  private String post() {
    byte[] document =
        "{\"resourceType\": \"Patient\", \"id\": \"%s\"}"
            .formatted(UUID.randomUUID())
            .getBytes(StandardCharsets.UTF_8);
    String location = Rest.post(token, "/fhir/Patient", Rest.FHIR, document).header("Location");
    return location.substring(location.indexOf("/receipts/"));
  }

  private static String hashOf(long block) throws Exception {
    String question =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_getBlockByNumber\",\"params\":[\"0x%s\",false]}"
            .formatted(Long.toHexString(block));
    byte[] answer =
        new HttpTransport(Duration.ofSeconds(10), 1 << 20)
            .post(
                URI.create(cable().orElseThrow()),
                "application/json",
                question.getBytes(StandardCharsets.UTF_8))
            .body();
    JsonNode hash = Report.JSON.readTree(answer).at("/result/hash");
    return hash.asText().substring(2);
  }

  private static Optional<String> cable() {
    return ConfigProvider.getConfig().getOptionalValue("vitrine.anchors.chain.url", String.class);
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
