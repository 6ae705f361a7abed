package dev.vitrine.gateway.store;

import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.shard.CloseEntry;
import dev.vitrine.ledger.shard.GenesisEntry;
import dev.vitrine.ledger.shard.ShardName;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * The birth and the end of shards, each step one transaction. Rolling over takes two: {@link
 * #close} ends a shard with an entry that names its successor, and {@link #freeze}, when that entry
 * is signed, keeps the last checkpoint for good and gives the successor a genesis that names it.
 * Between the two neither takes entries; whoever claims the shard can do the second.
 */
@Singleton
public class Shards {
  private static final long FIRST_EPOCH = 1;

  private final Database database;
  private final LogTable logs;
  private final Keys keys;
  private final Clock clock;

  Shards(Database database, LogTable logs, Keys keys, Clock clock) {
    this.database = database;
    this.logs = logs;
    this.keys = keys;
    this.clock = clock;
  }

  /** Opens a new shard, claimed by {@code writer}, with its genesis. */
  LogClaim open(String writer) {
    return database.transaction(
        connection -> {
          LogClaim claim = insert(connection, writer, Optional.empty());
          genesis(connection, claim.log(), claim.origin(), Optional.empty());
          return claim;
        });
  }

  /**
   * Closes a shard and claims its successor, which takes no entries before the other is frozen.
   *
   * @throws FencedException if the claim is lost
   */
  public LogClaim close(LogClaim claim, String writer) {
    return database.transaction(
        connection -> {
          long index = logs.makeRoom(connection, claim, 1);
          LogClaim next = insert(connection, writer, Optional.of(claim.log()));
          ShardName successor = new ShardName(keys.log().name(), next.log());
          entry(connection, LogId.global(claim.log(), index), new CloseEntry(successor).encode());
          database.await(
              connection
                  .preparedQuery("update log_shard set successor = $2 where shard = $1")
                  .execute(Tuple.of(claim.log(), next.log())));
          return next;
        });
  }

  /**
   * Freezes a closed shard under its last checkpoint and lets its successor begin.
   *
   * @param last signed, of all entries
   * @throws FencedException if the claim is lost
   * @throws IllegalStateException if the shard is not closed, or has other entries than signed
   */
  public void freeze(LogClaim claim, SignedCheckpoint last) {
    database.transaction(
        connection -> {
          logs.hold(connection, claim);
          for (Row row :
              database.await(
                  connection
                      .preparedQuery(
                          "update log_shard set state = 'frozen', closed_at = now(),"
                              + " final_note = $2 where shard = $1 and successor is not null"
                              + " and sequenced = $3 returning successor")
                      .execute(
                          Tuple.of(
                              claim.log(),
                              new String(last.bytes(), StandardCharsets.UTF_8),
                              last.checkpoint().size())))) {
            int next = row.getInteger(0);
            database.await(
                connection
                    .preparedQuery(
                        "update log_shard set sequenced = 1 where shard = $1 and sequenced = 0")
                    .execute(Tuple.of(next)));
            genesis(connection, next, origin(next), Optional.of(last.checkpoint()));
            return true;
          }
          throw new IllegalStateException(
              "log " + claim.log() + " is not closed at size " + last.checkpoint().size());
        });
  }

  private LogClaim insert(SqlConnection connection, String writer, Optional<Integer> predecessor) {
    // of those that open shards at once each gets its own number
    database.await(
        connection.query("select pg_advisory_xact_lock(" + (LogId.MAX + 1) + ")").execute());
    int number =
        database
            .await(connection.query("select max(shard) + 1 from log_shard").execute())
            .iterator()
            .next()
            .getInteger(0);
    if (number > LogId.MAX) {
      throw new IllegalStateException("there are " + LogId.MAX + " shards: no more can be opened");
    }
    database.await(
        connection
            .preparedQuery(
                "insert into log_shard"
                    + " (shard, origin, epoch, writer, seen_at, sequenced, predecessor)"
                    + " values ($1, $2, $3, $4, now(), $5, $6)")
            .execute(
                Tuple.tuple()
                    .addInteger(number)
                    .addString(origin(number))
                    .addLong(FIRST_EPOCH)
                    .addString(writer)
                    .addLong(predecessor.isPresent() ? 0L : 1L)
                    .addInteger(predecessor.orElse(null))));
    return new LogClaim(number, origin(number), FIRST_EPOCH);
  }

  private void genesis(
      SqlConnection connection, int log, String origin, Optional<Checkpoint> predecessor) {
    byte[] key = keys.gateway().publicKey().encoded();
    byte[] genesis = new GenesisEntry(origin, key, clock.millis(), predecessor).encode();
    entry(connection, LogId.global(log, 0), genesis);
  }

  private void entry(SqlConnection connection, long global, byte[] entry) {
    database.await(
        connection
            .preparedQuery("insert into log_entry values ($1, $2)")
            .execute(Tuple.of(global, Buffer.buffer(entry))));
  }

  private String origin(int number) {
    return new ShardName(keys.log().name(), number).origin();
  }
}
