package dev.vitrine.gateway.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real Keycloak server, on loopback, with the realm that is shipped. */
public final class Keycloak implements AutoCloseable {

  private static final Path UNPACKED = Path.of("target", "keycloak");
  private static final Path REALM = Path.of("..", "k8s", "keycloak", "vitrine-realm.json");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Process process;
  private final int port;

  private Keycloak(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Whether its distribution was unpacked by the build; says so loudly when it was not. */
  public static boolean isThere() throws IOException {
    if (home() != null || Components.required()) {
      return true;
    }
    System.err.println(
        "SKIPPED: no Keycloak in "
            + UNPACKED.toAbsolutePath()
            + "; build with -Pkeycloak to test against the real one");
    return false;
  }

  private static @Nullable Path home() throws IOException {
    if (Files.notExists(UNPACKED)) {
      return null;
    }
    try (Stream<Path> files = Files.list(UNPACKED)) {
      return files.filter(file -> Files.exists(file.resolve("bin/kc.sh"))).findAny().orElse(null);
    }
  }

  /** Starts it and waits until the realm answers. */
  public static Keycloak start() throws IOException, InterruptedException {
    Path home = home();
    if (home == null) {
      throw new IOException("no Keycloak in " + UNPACKED + ": build with -Pkeycloak");
    }
    Path imports = Files.createDirectories(home.resolve("data").resolve("import"));
    Files.copy(
        REALM,
        imports.resolve("vitrine-realm.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin/kc.sh").toAbsolutePath().toString(),
            "start-dev",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--import-realm",
            "--db=dev-mem");
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
    for (String role : new String[] {"SUPPLIER", "HOSPITAL", "AUDITOR", "RESEARCHER"}) {
      builder.environment().put("VITRINE_" + role + "_SECRET", secret(role));
    }
    Path log = Path.of("target", "keycloak.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Keycloak keycloak = new Keycloak(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(keycloak::close));
    keycloak.awaitRealm(log);
    Components.tookPart("Keycloak", String.valueOf(home.getFileName()));
    return keycloak;
  }

  private void awaitRealm(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(realmUrl())).timeout(Duration.ofSeconds(10)).build();
        if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      Thread.sleep(250);
    }
    close();
    throw new IOException("Keycloak did not come up, see " + log.toAbsolutePath());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String secret(String role) {
    return "for-this-test-only-" + role.toLowerCase(java.util.Locale.ROOT);
  }

  /** What {@code quarkus.oidc.auth-server-url} is to be. */
  public String realmUrl() {
    return "http://127.0.0.1:" + port + "/realms/vitrine";
  }

  /** The token endpoint's answer to client credentials of {@code example-<role>}. */
  public static String token(String realmUrl, String role)
      throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder();
    Map.of(
            "grant_type",
            "client_credentials",
            "client_id",
            "example-" + role,
            "client_secret",
            secret(role))
        .forEach(
            (name, value) ->
                form.append(form.length() == 0 ? "" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpResponse<String> response =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(realmUrl + "/protocol/openid-connect/token"))
                .header("content-type", "application/x-www-form-urlencoded")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("no token for " + role + ": " + response.statusCode());
    }
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(response.body())
        .path("access_token")
        .asText();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
