package dev.vitrine.gateway.testing;

import dev.vitrine.gateway.embedded.PrivateFiles;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.WitnessHttp;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gateway with a real witness over HTTP as its ledger {@code north}, which knows its log. */
public final class PeerResource implements QuarkusTestResourceLifecycleManager {
  private final GatewayResource gateway = new GatewayResource();
  private @Nullable WitnessHttp witness;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(gateway.start());
    try {
      // the log's key is made here instead of at the start, so that the witness can know it
      NoteSigner log =
          NoteSigner.generate("peered.example/log", SignatureType.ED25519, new SecureRandom());
      PrivateFiles.write(
          Path.of(settings.get("vitrine.data")).resolve("keys").resolve("log.key"),
          (log.secret() + '\n').getBytes(StandardCharsets.US_ASCII));
      WitnessHttp started = new WitnessHttp("north.example", LogPolicy.of(log.verifier()));
      witness = started;
      settings.put("vitrine.anchors.north.kind", "peer");
      settings.put("vitrine.anchors.north.url", started.member().url().orElseThrow().toString());
      settings.put("vitrine.anchors.north.vkey", started.member().key().toString());
      settings.put("vitrine.anchors.north.every", "300ms");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (witness != null) {
      witness.close();
    }
    gateway.stop();
  }
}
