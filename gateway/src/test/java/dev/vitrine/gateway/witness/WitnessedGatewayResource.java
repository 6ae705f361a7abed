package dev.vitrine.gateway.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.witness.ForkWatcher;
import dev.vitrine.ledger.witness.InMemoryWitnessStore;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Witness;
import dev.vitrine.ledger.witness.WitnessAnswer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A gateway whose log needs the cosignature of one real witness, which is away until it is sent a
 * POST to {@code /open}. Its address is the setting {@value #ADDRESS}.
 */
public final class WitnessedGatewayResource implements QuarkusTestResourceLifecycleManager {
  static final String ADDRESS = "test.witness";

  private final GatewayResource gateway = new GatewayResource();
  private final AtomicBoolean open = new AtomicBoolean();
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(gateway.start());
    Path data = Path.of(String.valueOf(settings.get("vitrine.data")));
    SecureRandom random = new SecureRandom();
    try {
      Keys keys = Keys.open(DataFolder.open(data).keys(), "witnessed.example/log", random);
      NoteSigner key = NoteSigner.generate("w.example", SignatureType.SUBTREE_V1, random);
      LogPolicy known = LogPolicy.of(keys.log().verifier());
      Witness witness =
          new Witness(
              List.of(key),
              () -> known,
              new InMemoryWitnessStore(),
              Clock.systemUTC(),
              ForkWatcher.NONE);
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server = started;
      started.createContext("/witness/add-checkpoint", exchange -> answer(exchange, witness));
      started.createContext(
          "/open",
          exchange -> {
            open.set(true);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      started.start();
      String address = "http://127.0.0.1:" + started.getAddress().getPort();
      settings.put(ADDRESS, address);
      Files.writeString(
          data.resolve("log.policy"),
          "# one witness\nwitness w " + key.verifier() + " " + address + "/witness\nquorum w\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  private void answer(HttpExchange exchange, Witness witness) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    if (!open.get()) {
      exchange.sendResponseHeaders(503, -1);
    } else {
      WitnessAnswer answer = witness.addCheckpoint(request);
      exchange.getResponseHeaders().add("Content-Type", answer.mediaType());
      exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
      exchange.getResponseBody().write(answer.bytes());
    }
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
    gateway.stop();
  }
}
