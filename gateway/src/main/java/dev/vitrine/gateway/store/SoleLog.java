package dev.vitrine.gateway.store;

import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.ledger.log.LogStorage;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Optional;

/** The log of a database that no gateway runs on, for whoever measures or repairs it. */
public final class SoleLog {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private SoleLog() {}

  /**
   * Claims log 0, which is made if it is not there.
   *
   * @param origin the log's name
   * @throws StartupException if the log has another name, or a gateway writes it
   */
  public static LogStorage claim(Pool pool, String origin, String writer) throws StartupException {
    Database database = new Database(pool);
    LogTable logs = new LogTable(database);
    logs.ensureMain(origin);
    Optional<LogClaim> claim = logs.claim(LogId.MAIN, writer, LEASE);
    if (claim.isEmpty()) {
      throw new StartupException("A running gateway writes the log " + origin + ".");
    }
    return new PgLogStorage(database, logs, LogId.MAIN, () -> claim);
  }
}
