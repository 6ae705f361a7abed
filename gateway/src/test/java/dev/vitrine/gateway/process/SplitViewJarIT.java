package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.client.VitrineTool;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.Documents;
import dev.vitrine.gateway.testing.GrpcClient;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three gateways as processes: one has its log cosigned by the other two. Its operator puts an old
 * copy beside it and shows a second log. The copy can publish nothing while it asks the witnesses;
 * made to ask nobody, it is refused by whoever pins the quorum, and convicted by whoever compares.
 */
class SplitViewJarIT {
  private static final String ORIGIN = "split.example/log";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http = HttpClient.newHttpClient();

  /** The genesis entry, and a statement about each of four keys. */
  private static final int BEGIN = 5;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void anOperatorWhoShowsTwoLogsIsCaught() throws Exception {
    Path data = folder.resolve("honest");
    String vkey = logKey(data);
    Path copy = folder.resolve("copy");
    Path pinned = folder.resolve("pinned.json");
    try (GatewayProcess east = witness("east", vkey);
        GatewayProcess west = witness("west", vkey)) {
      Files.writeString(
          data.resolve("log.policy"),
          "witness east %s %s\nwitness west %s %s\ngroup both all east west\nquorum both\n"
              .formatted(key(east), address(east), key(west), address(west)));
      try (GatewayProcess gateway = GatewayProcess.launch(data)) {
        post(gateway, 3);
        awaitSize(gateway, BEGIN + 3);
        assertEquals(3, checkpoint(gateway).note().signatures().size());
        Files.copy(data.resolve("trust.json"), pinned);
        assertMonitor(0, gateway, pinned, "honest.state", "✓ witness");
        gateway.terminate();
        gateway.exitCode();
      }
      assertEquals(0, run("cp", "-a", data.toString(), copy.toString()));

      // the true log goes on, and the witnesses see it
      try (GatewayProcess gateway = GatewayProcess.launch(data)) {
        post(gateway, 4);
        awaitSize(gateway, BEGIN + 7);
        assertMonitor(0, gateway, pinned, "honest.state", "✓ consistency");
        gateway.terminate();
        gateway.exitCode();
      }

      // the copy takes records in, but its witnesses know better: it publishes nothing
      try (GatewayProcess fork = GatewayProcess.launch(copy)) {
        long before = checkpoint(fork).checkpoint().size();
        assertTrue(before < BEGIN + 7, "the copy is older");
        post(fork, 9);
        Thread.sleep(Duration.ofSeconds(5).toMillis());
        assertEquals(before, checkpoint(fork).checkpoint().size());
        assertTrue(fork.errors().contains("RolledBackException"), fork.errors());
        fork.terminate();
        fork.exitCode();
      }

      // so its operator lets it ask nobody
      Files.delete(copy.resolve("log.policy"));
      try (GatewayProcess fork = GatewayProcess.launch(copy)) {
        post(fork, 1);
        awaitSize(fork, BEGIN + 12);
        // who pins the quorum and compares with nobody refuses it
        VitrineTool.Result alone = audit(fork, pinned, "alone", "fsck");
        assertEquals(1, alone.exitCode(), alone.output());
        assertTrue(alone.output().contains("INVALID at step quorum"), alone.output());
        // who asks the witnesses, or has seen the true log, convicts it
        assertMonitor(1, fork, pinned, "stranger", "✓ split-view");
        assertMonitor(1, fork, pinned, "honest.state", "✓ split-view");
        Path evidence = folder.resolve("stranger.fork-" + checkpoint(fork).checkpoint().size());
        VitrineTool.Result third =
            VitrineTool.run(List.of("audit", "fork", evidence.toString(), "--log", vkey));
        assertEquals(0, third.exitCode(), third.output());
        assertTrue(third.output().contains("is no prefix of"), third.output());
        assertFalse(third.output().contains("CANNOT"), third.output());
      }
    }
  }

  private static String logKey(Path data) throws IOException {
    Files.createDirectories(data.resolve("keys"));
    assertEquals(0, run("chmod", "-R", "go-rwx", data.toString()));
    Keys keys = Keys.open(data.resolve("keys"), ORIGIN, new SecureRandom());
    return keys.log().verifier().toString();
  }

  private GatewayProcess witness(String name, String vkey) throws IOException {
    Path data = Files.createDirectories(folder.resolve(name));
    Files.writeString(data.resolve("witness.policy"), "log " + vkey + "\n");
    return GatewayProcess.launch(data);
  }

  /** The first key of a witness, Ed25519. */
  private String key(GatewayProcess witness) throws IOException, InterruptedException {
    return get(witness, "/witness/keys").lines().findFirst().orElseThrow();
  }

  private static String address(GatewayProcess witness) throws IOException, InterruptedException {
    return "http://127.0.0.1:" + witness.port() + "/witness";
  }

  private static void post(GatewayProcess gateway, int records)
      throws IOException, InterruptedException {
    Tokens.use(gateway.data().resolve("issuer"));
    try (GrpcClient client = new GrpcClient(gateway.port())) {
      for (int i = 0; i < records; i++) {
        var answer =
            client
                .intake(Tokens.of(Roles.SUPPLIER, "splitter"))
                .submit(Documents.epcis(Documents.event()));
        assertEquals(1, answer.getReceiptsCount(), answer.toString());
      }
    }
  }

  private void awaitSize(GatewayProcess gateway, long size) throws Exception {
    await(
        () -> {
          try {
            return checkpoint(gateway).checkpoint().size() >= size;
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
          }
        },
        gateway);
  }

  private static void await(BooleanSupplier condition, GatewayProcess gateway) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, gateway.errors());
      Thread.sleep(100);
    }
  }

  private void assertMonitor(
      int exitCode, GatewayProcess gateway, Path pinned, String state, String said)
      throws IOException, InterruptedException {
    VitrineTool.Result result = audit(gateway, pinned, state, "monitor");
    assertEquals(exitCode, result.exitCode(), result.output());
    assertTrue(result.output().contains(said), result.output());
  }

  private VitrineTool.Result audit(GatewayProcess gateway, Path pinned, String state, String what)
      throws IOException, InterruptedException {
    return VitrineTool.run(
        List.of(
            "audit",
            what,
            "--policy",
            pinned.toString(),
            "--url",
            "http://127.0.0.1:" + gateway.port(),
            "--state",
            folder.resolve(state).toString()));
  }

  private SignedCheckpoint checkpoint(GatewayProcess gateway)
      throws IOException, InterruptedException {
    return SignedCheckpoint.parse(get(gateway, "/log/checkpoint").getBytes(StandardCharsets.UTF_8));
  }

  private String get(GatewayProcess gateway, String path) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + gateway.port() + path);
    var response = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.statusCode());
    }
    return response.body();
  }

  private static int run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
