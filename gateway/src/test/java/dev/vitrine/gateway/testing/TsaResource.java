package dev.vitrine.gateway.testing;

import dev.vitrine.ledger.anchor.tsa.OpenSslTsa;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gateway with a real time-stamping authority (OpenSSL's) as its ledger {@code stamps}, behind a
 * {@link Cable}. Without openssl there is no ledger. The argument {@value #DAYS} says how long the
 * authority's certificate lives, if not for ten years.
 */
public final class TsaResource implements QuarkusTestResourceLifecycleManager {
  /** The argument. */
  public static final String DAYS = "days";

  private final GatewayResource gateway = new GatewayResource();
  private Map<String, String> arguments = Map.of();
  private @Nullable OpenSslTsa tsa;
  private @Nullable Cable cable;

  @Override
  public void init(Map<String, String> given) {
    arguments = given;
  }

  @Override
  public Map<String, String> start() {
    Map<String, String> settings = new HashMap<>(gateway.start());
    try {
      Path folder = Files.createTempDirectory("vitrine-tsa");
      OpenSslTsa started = OpenSslTsa.start(folder);
      tsa = started;
      if (arguments.containsKey(DAYS)) {
        OpenSslTsa.stampFor(folder, Integer.parseInt(arguments.get(DAYS)));
        settings.put("vitrine.anchors.stamps.renew-every", "1s");
      }
      Components.tookPart("OpenSSL TSA", "time-stamps for a gateway");
      Cable way = new Cable(started.address());
      cable = way;
      settings.put("vitrine.anchors.stamps.kind", "rfc3161");
      settings.put("vitrine.anchors.stamps.url", way.address() + "/");
      settings.put("vitrine.anchors.stamps.ca", folder.resolve("ca.pem").toString());
      settings.put("vitrine.anchors.stamps.every", "300ms");
      settings.put("vitrine.anchors.stamps.alarm-after", "3s");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (org.opentest4j.TestAbortedException e) {
      return settings;
    }
  }

  @Override
  public void stop() {
    if (cable != null) {
      cable.close();
    }
    if (tsa != null) {
      tsa.close();
    }
    gateway.stop();
  }
}
