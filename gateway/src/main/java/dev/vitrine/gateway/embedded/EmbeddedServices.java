package dev.vitrine.gateway.embedded;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what of the embedded services a gateway needs, starts that, and says how the rest of the
 * gateway is to be configured for it. Ran before Quarkus, because the connection pool wants its URL
 * at start.
 */
public final class EmbeddedServices implements AutoCloseable {

  /** What the gateway reads its data folder from. */
  public static final String DATA_PROPERTY = "vitrine.data";

  private static final String DB_URL = "quarkus.datasource.reactive.url";
  private static final String DB_USER = "quarkus.datasource.username";
  private static final String DB_PASSWORD = "quarkus.datasource.password";
  private static final String OIDC_SERVER = "quarkus.oidc.auth-server-url";
  private static final String OIDC_KEY = "quarkus.oidc.public-key";

  private final @Nullable EmbeddedPostgres postgres;
  private final Map<String, String> settings;
  private final List<String> made;

  private EmbeddedServices(
      @Nullable EmbeddedPostgres postgres, Map<String, String> settings, List<String> made) {
    this.postgres = postgres;
    this.settings = Map.copyOf(settings);
    this.made = List.copyOf(made);
  }

  /** Where settings come from. */
  @FunctionalInterface
  public interface Settings {
    Optional<String> get(String name);
  }

  /**
   * Starts what is not configured and migrates the database.
   *
   * @param host what the gateway will listen on
   * @throws StartupException when that would be unsafe or can't work
   */
  public static EmbeddedServices start(DataFolder folder, Settings configured, String host)
      throws IOException {
    boolean ownDatabase = configured.get(DB_URL).isEmpty();
    // before the database: a refusal must not leave one behind
    Map<String, String> identity = identity(folder, configured, host);
    List<String> made = new ArrayList<>();
    if (!identity.isEmpty()) {
      made.add("embedded issuer: key in " + folder.issuer());
    }
    EmbeddedPostgres postgres = null;
    if (ownDatabase) {
      postgres = EmbeddedPostgres.start(folder.postgres());
      made.add("embedded PostgreSQL: " + folder.postgres());
    }
    try {
      return new EmbeddedServices(postgres, configure(folder, postgres, configured, host), made);
    } catch (IOException | RuntimeException e) {
      if (postgres != null) {
        postgres.close();
      }
      throw e;
    }
  }

  /**
   * Migrates the database and says how the gateway is to be configured.
   *
   * @param postgres the embedded server, or null to use the configured one
   */
  public static Map<String, String> configure(
      DataFolder folder, @Nullable EmbeddedPostgres postgres, Settings configured, String host)
      throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(identity(folder, configured, host));
    settings.put(DATA_PROPERTY, folder.root().toString());
    if (postgres == null) {
      Migrations.apply(
          Migrations.jdbcUrl(configured.get(DB_URL).orElseThrow()),
          configured.get(DB_USER).orElse(""),
          configured.get(DB_PASSWORD).orElse(""));
      return settings;
    }
    Migrations.apply(postgres.jdbcUrl(), postgres.user(), postgres.password());
    settings.put(DB_URL, postgres.reactiveUrl());
    settings.put(DB_USER, postgres.user());
    settings.put(DB_PASSWORD, postgres.password());
    return settings;
  }

  /** Settings of the embedded issuer; none when an own one is configured. */
  private static Map<String, String> identity(DataFolder folder, Settings configured, String host)
      throws IOException {
    if (configured.get(OIDC_SERVER).isPresent() || configured.get(OIDC_KEY).isPresent()) {
      return Map.of();
    }
    if (!EmbeddedIssuer.isLoopback(host)) {
      throw new StartupException(
          "The embedded issuer is for loopback only, and "
              + host
              + " is not: configure an OIDC server ("
              + OIDC_SERVER
              + "), or listen on 127.0.0.1.");
    }
    EmbeddedIssuer issuer = EmbeddedIssuer.open(folder.issuer(), Clock.systemUTC());
    return Map.of(
        OIDC_KEY,
        issuer.publicKey(),
        "quarkus.oidc.token.issuer",
        EmbeddedIssuer.ISSUER,
        "quarkus.oidc.token.audience",
        EmbeddedIssuer.AUDIENCE);
  }

  /** System properties for the gateway. Holds a password: not for the log. */
  public Map<String, String> settings() {
    return settings;
  }

  /** What runs embedded, in words for the operator. */
  public List<String> made() {
    return made;
  }

  /** Stops what was started. */
  @Override
  public void close() throws IOException {
    if (postgres != null) {
      postgres.close();
    }
  }
}
