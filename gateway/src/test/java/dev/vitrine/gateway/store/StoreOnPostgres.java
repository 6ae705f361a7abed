package dev.vitrine.gateway.store;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.Migrations;
import dev.vitrine.gateway.testing.GatewayResource;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A real PostgreSQL with the tables of the migrations, for tests of the store without a gateway.
 */
final class StoreOnPostgres implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Vertx vertx = Vertx.vertx();

  StoreOnPostgres(Path folder) throws IOException {
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), GatewayResource.BINARIES);
    Migrations.apply(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  /** A pool of its own, as another process would have. */
  Database connect() {
    return new Database(
        Pool.newInstance(
            PgBuilder.pool()
                .connectingTo(
                    PgConnectOptions.fromUri(postgres.reactiveUrl())
                        .setUser(postgres.user())
                        .setPassword(postgres.password()))
                .using(vertx)
                .build()));
  }

  /** Empties these tables. */
  static void empty(Database database, String tables) {
    database.await(database.pool().query("truncate " + tables + " cascade").execute());
  }

  @Override
  public void close() throws IOException {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }
}
