package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.v1.RecordReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping the jar, in order and refused. */
class ServeJarIT {
  private static final int REFUSED = 3;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aStoppedGatewayLeavesNoProcessAndKeepsWhatItTook() throws Exception {
    Path data = folder.resolve("data");
    RecordReceipt receipt;
    String event = Documents.event();
    try (GatewayProcess gateway = GatewayProcess.launch(data)) {
      int port = gateway.port();
      try (GrpcClient client = new GrpcClient(port)) {
        receipt = submit(client, event);
      }
      List<ProcessHandle> children = gateway.children();
      assertFalse(children.isEmpty(), "PostgreSQL runs");
      secondIsRefused(data);
      gateway.terminate();
      int code = gateway.exitCode();
      assertTrue(code == 0 || code == 143, "ended by itself, with " + code);
      assertTrue(GatewayProcess.gone(children, Duration.ofSeconds(5)), "PostgreSQL is gone too");
      assertFalse(gateway.errors().contains("\tat "), gateway.errors());
    }
    try (GatewayProcess again = GatewayProcess.launch(data)) {
      try (GrpcClient client = new GrpcClient(again.port())) {
        RecordReceipt known = submit(client, event);
        assertTrue(known.getDuplicate());
        assertEquals(receipt.getRecordId(), known.getRecordId());
      }
    }
    aKeyThatOthersMayReadIsRefused(data);
    aDamagedPolicyIsRefused(data);
  }

  private void secondIsRefused(Path data) throws Exception {
    try (GatewayProcess second = GatewayProcess.launch(data)) {
      assertEquals(REFUSED, second.exitCode());
      assertTrue(second.errors().contains("Another gateway runs on"), second.errors());
    }
  }

  private void aKeyThatOthersMayReadIsRefused(Path data) throws Exception {
    Path key = data.resolve("keys").resolve("log.key");
    String secret = Files.readString(key).strip();
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    String errors = refused(data);
    assertTrue(errors.contains("log.key must be readable by its owner only"), errors);
    assertFalse(errors.contains(secret));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  private void aDamagedPolicyIsRefused(Path data) throws Exception {
    Path policy = data.resolve("policy").resolve("broken.json");
    Files.writeString(policy, "{\"id\": \"p\", \"owner\": \"*\", \"grant\": []}");
    String errors = refused(data);
    assertTrue(errors.contains("broken.json") && errors.contains("grant"), errors);
    Files.delete(policy);
  }

  private String refused(Path data) throws IOException, InterruptedException {
    try (GatewayProcess gateway = GatewayProcess.launch(data)) {
      assertEquals(REFUSED, gateway.exitCode());
      String errors = gateway.errors();
      assertFalse(errors.contains("\tat "), errors);
      assertNotEquals("", errors);
      return errors;
    }
  }

  private static RecordReceipt submit(GrpcClient client, String event) {
    return client
        .intake(Tokens.of(Roles.SUPPLIER, "jar"))
        .submit(Documents.epcis(event))
        .getReceipts(0);
  }
}
