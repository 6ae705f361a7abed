package dev.vitrine.gateway.store;

import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Which of several gateways on one database uses a ledger: one at a time, for a while, by the
 * database's clock. A claim is a courtesy, so that two do not pay for the same; what is right is
 * held by {@link PgOutbox} and the ledgers themselves.
 */
@ApplicationScoped
public class LedgerClaims {
  private final Database database;

  LedgerClaims(Database database) {
    this.database = database;
  }

  /**
   * Takes a ledger, or keeps it.
   *
   * @param holder who asks
   * @param lease how long it is held from now on
   * @return whether the holder has it now
   */
  public boolean claim(String ledger, UUID holder, Duration lease) {
    return database
            .await(
                database
                    .pool()
                    .preparedQuery(
                        "insert into anchor_ledger as l values"
                            + " ($1, $2, now() + $3 * interval '1 millisecond')"
                            + " on conflict (name) do update"
                            + " set holder = excluded.holder, held_until = excluded.held_until"
                            + " where l.holder is null or l.holder = excluded.holder"
                            + " or l.held_until < now()")
                    .execute(Tuple.of(ledger, holder, (double) lease.toMillis())))
            .rowCount()
        == 1;
  }

  /** Gives a ledger back, if the holder has it. */
  public void release(String ledger, UUID holder) {
    database.await(
        database
            .pool()
            .preparedQuery(
                "update anchor_ledger set holder = null, held_until = null"
                    + " where name = $1 and holder = $2")
            .execute(Tuple.of(ledger, holder)));
  }
}
