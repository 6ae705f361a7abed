package dev.vitrine.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As {@link GatewayResource}, with the real Keycloak in place of the embedded issuer. */
public final class KeycloakGatewayResource implements QuarkusTestResourceLifecycleManager {

  private final GatewayResource gateway = new GatewayResource();
  private @Nullable Keycloak keycloak;

  @Override
  public Map<String, String> start() {
    try {
      Keycloak started = Keycloak.start();
      keycloak = started;
      Map<String, String> settings = new HashMap<>(gateway.start());
      settings.keySet().removeIf(name -> name.startsWith("quarkus.oidc."));
      settings.put("quarkus.oidc.auth-server-url", started.realmUrl());
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Keycloak was starting", e);
    }
  }

  @Override
  public void stop() {
    gateway.stop();
    if (keycloak != null) {
      keycloak.close();
    }
  }
}
