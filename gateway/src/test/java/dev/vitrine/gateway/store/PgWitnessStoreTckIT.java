package dev.vitrine.gateway.store;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.Migrations;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.ledger.witness.WitnessStore;
import dev.vitrine.ledger.witness.WitnessStoreTck;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The witness's memory keeps its contract on a real PostgreSQL. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class PgWitnessStoreTckIT extends WitnessStoreTck {
  private static EmbeddedPostgres postgres;
  private static Vertx vertx;

  private Pool pool;
  private Pool secondPool;

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
  void empty() {
    pool = connect();
    secondPool = connect();
    pool.query("truncate witnessed_log").execute().await().indefinitely();
  }

  @AfterEach
  void disconnect() {
    pool.close().await().indefinitely();
    secondPool.close().await().indefinitely();
  }

  @Override
  protected WitnessStore store() {
    return new PgWitnessStore(new Database(pool));
  }

  @Override
  protected WitnessStore reopened() {
    return new PgWitnessStore(new Database(secondPool));
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
