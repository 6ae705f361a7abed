package dev.vitrine.gateway.demo;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.gateway.client.GatewayProcess;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.transport.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Another hospital's gateway, a process of its own, whose witness cosigns the first one's
 * checkpoints. The two learn each other's keys from each other's files and addresses, as their
 * operators would over a channel that they trust.
 */
final class Peer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_KEYS = 16 << 10;

  private final Path folder;
  private final GatewayProcess gateway;

  private Peer(Path folder, GatewayProcess gateway) {
    this.folder = folder;
    this.gateway = gateway;
  }

  /** Starts it on a folder of its own below {@code work}. */
  static Peer start(Path work) throws IOException {
    Path folder = DataFolder.open(work.resolve("peer")).root();
    return new Peer(folder, GatewayProcess.start(folder, List.of()));
  }

  /** What a gateway writes into its {@code log.policy} to be cosigned by this one. */
  String policy() throws IOException {
    URI keys = gateway.base().resolve("/witness/keys");
    Reply reply = new HttpTransport(PATIENCE, MAX_KEYS).get(keys);
    if (!reply.ok()) {
      throw new IOException("the witness does not tell its keys: " + reply.status());
    }
    String ed25519 =
        new String(reply.body(), StandardCharsets.UTF_8)
            .lines()
            .findFirst()
            .orElseThrow(() -> new IOException("the witness has no key"));
    return "witness peer %s %s\nquorum peer\n"
        .formatted(ed25519, gateway.base().resolve("/witness"));
  }

  /** Tells it of the log that it is to witness. */
  void watch(TrustFile trust) throws IOException {
    Files.writeString(folder.resolve("witness.policy"), "log " + trust.log() + "\n");
  }

  @Override
  public void close() {
    gateway.close();
  }
}
