package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.pkcs11.SoftHsm;
import dev.vitrine.gateway.testing.Components;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.audit.CheckpointVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.v1.GetCheckpointRequest;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose log key is in SoftHSM and in no file. */
class HsmJarIT {
  private static final int REFUSED = 3;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void checkpointsAreSignedByTheDevice() throws Exception {
    Optional<SoftHsm> found = SoftHsm.in(folder.resolve("hsm"));
    if (found.isEmpty() && Components.required()) {
      fail("SoftHSM is not installed");
    }
    Assumptions.assumeTrue(found.isPresent(), "SoftHSM is not installed: skipped");
    SoftHsm hsm = found.get().here();
    hsm.token("gateway");
    hsm.generate("gateway", "log");
    Path data = folder.resolve("data");
    Map<String, String> settings = new HashMap<>();
    settings.put("vitrine.origin", "hsm.example/log");
    settings.put("vitrine.keys.log.pkcs11.module", hsm.module().toString());
    settings.put("vitrine.keys.log.pkcs11.token", "gateway");
    settings.put("vitrine.keys.log.pkcs11.key", "log");
    settings.put("vitrine.keys.log.pkcs11.pin-file", hsm.pinFile("000111").toString());
    Map<String, String> environment = Map.of("SOFTHSM2_CONF", hsm.configuration().toString());
    try (GatewayProcess wrongPin = GatewayProcess.launch(data, settings, environment)) {
      assertEquals(REFUSED, wrongPin.exitCode());
      assertTrue(wrongPin.errors().contains("CKR_PIN_INCORRECT"), wrongPin.errors());
      assertFalse(wrongPin.errors().contains("\tat "), wrongPin.errors());
      assertFalse(wrongPin.errors().contains("000111"), "a PIN is shown nowhere");
    }
    settings.put("vitrine.keys.log.pkcs11.pin-file", hsm.pinFile(SoftHsm.PIN).toString());
    try (GatewayProcess gateway = GatewayProcess.launch(data, settings, environment);
        GrpcClient client = new GrpcClient(gateway.port())) {
      submit(client);
      SignedCheckpoint signed = checkpoint(client, 3);
      TrustFile trust = TrustFile.read(data.resolve("trust.json"));
      assertEquals("hsm.example/log", trust.log().name());
      new CheckpointVerifier(trust.policy()).verify(signed, step -> {});
      assertFalse(Files.exists(data.resolve("keys").resolve("log.key")), "in no file");

      hsm.destroy("gateway", "log");
      long before = checkpoint(client, 3).checkpoint().size();
      submit(client);
      Thread.sleep(3000);
      assertEquals(before, checkpoint(client, 3).checkpoint().size(), "nothing is published");
      submit(client);
      assertFalse(gateway.errors().contains(SoftHsm.PIN), "a PIN is shown nowhere");
    }
  }

  private static void submit(GrpcClient client) {
    client.intake(Tokens.of(Roles.SUPPLIER, "hsm")).submit(Documents.epcis(Documents.event()));
  }

  /** The newest checkpoint, once it has so many entries. */
  private static SignedCheckpoint checkpoint(GrpcClient client, long size)
      throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      try {
        SignedCheckpoint signed =
            SignedCheckpoint.parse(
                client
                    .audit(Tokens.of(Roles.AUDITOR, "hsm"))
                    .getCheckpoint(GetCheckpointRequest.getDefaultInstance())
                    .getCheckpoint()
                    .getNote()
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        if (signed.checkpoint().size() >= size) {
          return signed;
        }
      } catch (StatusRuntimeException e) {
        // nothing is published yet
      }
      Thread.sleep(100);
    }
    throw new IllegalStateException("the log does not move");
  }
}
