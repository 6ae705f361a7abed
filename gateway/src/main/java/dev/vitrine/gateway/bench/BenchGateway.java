package dev.vitrine.gateway.bench;

import dev.vitrine.gateway.client.GatewayClient;
import dev.vitrine.gateway.client.GatewayProcess;
import dev.vitrine.gateway.embedded.DataFolder;
import dev.vitrine.gateway.embedded.EmbeddedIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gateway of the benchmark's own, its processes' use of the processor, and its database. */
final class BenchGateway implements AutoCloseable {
  /** Whose records all are. */
  static final String PARTY = "9506000000013";

  private static final String USER = "vitrine";
  private static final int PORT_LINE = 3;

  private final DataFolder folder;
  private final GatewayProcess process;
  private final GatewayClient client;

  private BenchGateway(DataFolder folder, GatewayProcess process, GatewayClient client) {
    this.folder = folder;
    this.process = process;
    this.client = client;
  }

  /** Starts one on this folder. */
  static BenchGateway start(Path data) throws IOException {
    DataFolder folder = DataFolder.open(data);
    GatewayProcess process = GatewayProcess.start(folder.root(), List.of());
    String token =
        EmbeddedIssuer.load(folder.issuer(), Clock.systemUTC())
            .token(
                "bench",
                Set.of("supplier", "operator"),
                Optional.of(PARTY),
                Optional.of("TREAT"),
                Optional.empty(),
                EmbeddedIssuer.MAX_TTL);
    return new BenchGateway(folder, process, new GatewayClient(process.base(), token));
  }

  /** Speaks to it. */
  GatewayClient client() {
    return client;
  }

  /** What the gateway's own process and PostgreSQL's processes have used so far. */
  Usage usage() {
    ProcessHandle gateway =
        ProcessHandle.of(process.pid()).orElseThrow(() -> new IllegalStateException("gone"));
    Duration own = gateway.info().totalCpuDuration().orElse(Duration.ZERO);
    Duration database =
        gateway
            .descendants()
            .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    return new Usage(own, database);
  }

  /** Processor time. */
  record Usage(Duration gateway, Duration database) {
    Usage minus(Usage before) {
      return new Usage(gateway.minus(before.gateway), database.minus(before.database));
    }
  }

  /** A connection to the gateway's own PostgreSQL. */
  Connection database() throws IOException, SQLException {
    List<String> pidFile = Files.readAllLines(folder.postgres().resolve("data/postmaster.pid"));
    String password =
        Files.readString(folder.postgres().resolve("password"), StandardCharsets.US_ASCII);
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + pidFile.get(PORT_LINE).strip() + "/postgres",
        USER,
        password.strip());
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
