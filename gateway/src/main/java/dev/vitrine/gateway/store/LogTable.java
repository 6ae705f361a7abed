package dev.vitrine.gateway.store;

import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows that say which logs there are and who writes them. Three strengths of lock on a row:
 *
 * <ul>
 *   <li>a claim takes it for itself, and waits for all others;
 *   <li>an appender moves the row's counter, so appenders come one after the other;
 *   <li>a signer holds the row's key only, so that it keeps claims off but not appenders.
 * </ul>
 */
@Singleton
public class LogTable {
  private static final String LIST =
      """
      select l.shard, l.origin, l.state = 'frozen', l.writer,
        coalesce(l.seen_at > now() - make_interval(secs => $1), false), l.sequenced, c.signed,
        coalesce((select max(s.size) from shard_checkpoint s where s.shard = l.shard), 0),
        (extract(epoch from now() - l.opened_at) * 1000)::bigint, l.successor
      from log_shard l left join log_checkpoint c using (shard)
      where $2 or l.state = 'open' or l.sequenced >
        coalesce((select max(s.size) from shard_checkpoint s where s.shard = l.shard), 0)
      order by l.shard
      """;

  private final Database database;

  LogTable(Database database) {
    this.database = database;
  }

  /**
   * Makes the row of log 0 where there is none, with what is already in the log.
   *
   * @throws StartupException if the database holds a log of another name
   */
  void ensureMain(String origin) throws StartupException {
    database.await(
        database
            .pool()
            .preparedQuery(
                "insert into log_shard (shard, origin, sequenced)"
                    + " select 0, $1, coalesce(max(log_index) + 1, 0) from log_entry"
                    + " where log_index < 1099511627776"
                    + " on conflict (shard) do nothing")
            .execute(Tuple.of(origin)));
    String there =
        database
            .await(database.pool().query("select origin from log_shard where shard = 0").execute())
            .iterator()
            .next()
            .getString(0);
    if (!there.equals(origin)) {
      throw new StartupException(
          "The database holds the log "
              + there
              + " and the keys are those of "
              + origin
              + ": use the data folder that belongs to the database.");
    }
  }

  /**
   * Claims an open log, if its writer is {@code writer} itself in an earlier life, has let go, or
   * has shown no sign of life for {@code lease}. Whoever wrote it before never will again.
   *
   * @return the claim; none if somebody else seems alive, or there is no such open log
   */
  Optional<LogClaim> claim(int log, String writer, Duration lease) {
    return database.transaction(
        connection -> {
          // for itself: signers of the epoch before are waited for
          RowSet<Row> rows =
              database.await(
                  connection
                      .preparedQuery(
                          "select origin, epoch from log_shard where shard = $1 and state = 'open'"
                              // a successor begins when its predecessor is frozen
                              + " and (shard = 0 or sequenced > 0)"
                              + " and (writer = $2 or seen_at is null"
                              + " or seen_at < now() - make_interval(secs => $3)) for update")
                      .execute(Tuple.of(log, writer, lease.toMillis() / 1000.0)));
          for (Row row : rows) {
            LogClaim claim = new LogClaim(log, row.getString(0), row.getLong(1) + 1);
            database.await(
                connection
                    .preparedQuery(
                        "update log_shard set epoch = $2, writer = $3, seen_at = now()"
                            + " where shard = $1")
                    .execute(Tuple.of(log, claim.epoch(), writer)));
            return Optional.of(claim);
          }
          return Optional.<LogClaim>empty();
        });
  }

  /** All logs, by number. */
  public List<LogRow> all(Duration lease) {
    return list(lease, true);
  }

  /** The logs with which something may have to be done: all but frozen ones that are covered. */
  public List<LogRow> active(Duration lease) {
    return list(lease, false);
  }

  private List<LogRow> list(Duration lease, boolean all) {
    List<LogRow> logs = new ArrayList<>();
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery(LIST)
                .execute(Tuple.of(lease.toMillis() / 1000.0, all)))) {
      logs.add(
          new LogRow(
              row.getInteger(0),
              row.getString(1),
              row.getBoolean(2),
              row.getString(3),
              row.getBoolean(4),
              row.getLong(5),
              Optional.ofNullable(row.getString(6)).map(LogTable::size).orElse(0L),
              row.getLong(7),
              Duration.ofMillis(row.getLong(8)),
              Optional.ofNullable(row.getInteger(9))));
    }
    return logs;
  }

  private static long size(String note) {
    return SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8)).checkpoint().size();
  }

  /**
   * Gives a sign of life.
   *
   * @throws FencedException if the claim is lost
   */
  void renew(LogClaim claim) {
    claim.require();
    requireOne(
        claim,
        database.await(
            database
                .pool()
                .preparedQuery(
                    "update log_shard set seen_at = now() where shard = $1 and epoch = $2")
                .execute(Tuple.of(claim.log(), claim.epoch()))));
  }

  /** Lets go of a log, so that the next one need not wait. */
  void release(LogClaim claim) {
    database.await(
        database
            .pool()
            .preparedQuery(
                "update log_shard set seen_at = null"
                    + " where shard = $1 and epoch = $2 and state = 'open'")
            .execute(Tuple.of(claim.log(), claim.epoch())));
  }

  /**
   * Makes room for {@code count} entries and gives the index of the first within its log. Until the
   * transaction ends no other can append, and none can claim the log.
   *
   * @throws FencedException if the claim is lost
   * @throws GatewayException.Unavailable if the log takes no entries, being rolled over
   */
  long makeRoom(SqlConnection connection, LogClaim claim, int count) {
    claim.require();
    RowSet<Row> rows =
        database.await(
            connection
                .preparedQuery(
                    "update log_shard set sequenced = sequenced + $3"
                        + " where shard = $1 and epoch = $2 and state = 'open'"
                        + " and successor is null and (shard = 0 or sequenced > 0)"
                        + " returning sequenced")
                .execute(Tuple.of(claim.log(), claim.epoch(), (long) count)));
    if (rows.rowCount() != 1) {
      hold(connection, claim);
      throw new GatewayException.Unavailable("The log is being rolled over; try again.", null);
    }
    return rows.iterator().next().getLong(0) - count;
  }

  /**
   * Keeps all others from claiming the log until the transaction ends.
   *
   * @throws FencedException if the claim is lost
   */
  void hold(SqlConnection connection, LogClaim claim) {
    claim.require();
    requireOne(
        claim,
        database.await(
            connection
                .preparedQuery(
                    "select 1 from log_shard where shard = $1 and epoch = $2 for key share")
                .execute(Tuple.of(claim.log(), claim.epoch()))));
  }

  private static void requireOne(LogClaim claim, RowSet<Row> rows) {
    if (rows.rowCount() != 1) {
      throw claim.lose();
    }
  }
}
