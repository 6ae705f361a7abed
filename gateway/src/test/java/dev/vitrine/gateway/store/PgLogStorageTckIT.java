package dev.vitrine.gateway.store;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.Migrations;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.ledger.log.LogStorageTck;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The log's storage keeps its contract on a real PostgreSQL, with the tables of the migrations. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class PgLogStorageTckIT extends LogStorageTck {
  private static EmbeddedPostgres postgres;
  private static Vertx vertx;

  private Pool pool;
  private Pool secondPool;
  private Optional<LogClaim> claim;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), GatewayResource.BINARIES);
    Migrations.apply(postgres.jdbcUrl(), postgres.user(), postgres.password());
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @BeforeEach
  void empty() throws IOException {
    pool = connect();
    secondPool = connect();
    pool.query("truncate log_entry, log_tile, log_checkpoint, log_shard cascade")
        .execute()
        .await()
        .indefinitely();
    LogTable logs = new LogTable(new Database(pool));
    logs.ensureMain("example.com/tck");
    claim = logs.claim(LogId.MAIN, "tck", Duration.ofMinutes(1));
  }

  @AfterEach
  void disconnect() {
    pool.close().await().indefinitely();
    secondPool.close().await().indefinitely();
  }

  @Override
  protected LogStorage storage() {
    return storage(pool);
  }

  @Override
  protected LogStorage reopened() {
    return storage(secondPool);
  }

  private LogStorage storage(Pool connections) {
    Database database = new Database(connections);
    return new PgLogStorage(database, new LogTable(database), LogId.MAIN, () -> claim);
  }

  private static Pool connect() {
    return Pool.newInstance(
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(postgres.reactiveUrl())
                    .setUser(postgres.user())
                    .setPassword(postgres.password()))
            .using(vertx)
            .build());
  }
}
