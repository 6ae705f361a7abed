package dev.vitrine.gateway.store;

import dev.vitrine.ledger.log.LogStorage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The storage of each log, to be written by who has a claim to it, or read. */
@Singleton
public class LogStores {
  private final Database database;
  private final LogTable table;
  private final ShardCheckpoints checkpoints;
  private final PgLogStorage main;

  LogStores(Database database, LogTable table, ShardCheckpoints checkpoints, LogClaims claims) {
    this.database = database;
    this.table = table;
    this.checkpoints = checkpoints;
    this.main = new PgLogStorage(database, table, LogId.MAIN, claims::main);
  }

  /** Log 0. Who has no claim to it can only read. */
  @Produces
  @Singleton
  PgLogStorage main() {
    return main;
  }

  /** A log that this process writes. */
  public LogStorage of(LogClaim claim) {
    return new PgLogStorage(database, table, claim.log(), () -> Optional.of(claim));
  }

  /** A shard as readers see it: no further than log 0 is published. */
  public LogStorage published(int shard) {
    return new CoveredLog(
        new PgLogStorage(database, table, shard, Optional::empty),
        () ->
            checkpoints
                .newest(shard, main.load().publishedSize())
                .map(ShardCheckpoints.Covering::checkpoint));
  }

  /** A shard as it is signed, to be covered. */
  public LogStorage signed(int shard) {
    return new PgLogStorage(database, table, shard, Optional::empty);
  }
}
