package dev.vitrine.gateway.process;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.testing.Components;
import dev.vitrine.gateway.testing.GatewayResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Several gateways, as processes, on one database and one data folder. */
final class Cluster implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres postgres;

  Cluster(Path folder) throws IOException {
    this.folder = folder;
    this.postgres = EmbeddedPostgres.start(folder.resolve("db"), GatewayResource.BINARIES);
    Components.tookPart("PostgreSQL", "embedded, shared by gateways, port " + postgres.port());
  }

  /** The data folder of all. */
  Path data() {
    return folder.resolve("data");
  }

  /** Launches a member under a name. The first of all must be up before others are launched. */
  GatewayProcess launch(String member, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.put("quarkus.datasource.reactive.url", postgres.reactiveUrl());
    all.put("quarkus.datasource.username", postgres.user());
    all.put("quarkus.datasource.password", postgres.password());
    all.put("vitrine.log.lease", "2s");
    all.put("vitrine.log.writer", member);
    return GatewayProcess.launch(data(), all);
  }

  /** Sends a signal to a process. */
  static void signal(String name, GatewayProcess process) throws Exception {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("kill -" + name + " gives " + code);
    }
  }

  @Override
  public void close() throws IOException {
    postgres.close();
  }
}
