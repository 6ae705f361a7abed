package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/**
 * The pool, for threads that may block: the intake's writer, the log's integrator and the workers
 * that answer queries. Never to be called on an event loop.
 */
@ApplicationScoped
public class Database {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Pool pool;

  Database(Pool pool) {
    this.pool = pool;
  }

  /** The pool itself. */
  public Pool pool() {
    return pool;
  }

  /**
   * Waits for {@code work}, at most 30 seconds.
   *
   * @throws GatewayException.Unavailable if the database fails or does not answer
   */
  public <T> T await(Uni<T> work) {
    try {
      return work.await().atMost(PATIENCE);
    } catch (GatewayException e) {
      throw e;
    } catch (RuntimeException e) {
      // time is up, an error of the server, or a lost connection, for which there are many types
      throw new GatewayException.Unavailable("The database does not answer; try again.", e);
    }
  }

  /** Runs {@code work} in one transaction; an exception rolls it back and goes on. */
  public <T> T transaction(Function<SqlConnection, T> work) {
    SqlConnection connection = await(pool.getConnection());
    boolean done = false;
    try {
      Transaction transaction = await(connection.begin());
      try {
        T result = work.apply(connection);
        await(transaction.commit());
        done = true;
        return result;
      } finally {
        if (!done) {
          rollback(transaction);
        }
      }
    } finally {
      await(connection.close());
    }
  }

  private static void rollback(Transaction transaction) {
    try {
      transaction.rollback().await().atMost(PATIENCE);
    } catch (RuntimeException e) {
      // the connection is gone, and with it the transaction; what failed first is on its way up
      io.quarkus.logging.Log.debug("rollback failed", e);
    }
  }
}
