package dev.vitrine.gateway.store;

import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.shard.CheckpointEntry;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The shards' checkpoints in log 0, and where they stand there. */
@Singleton
public class ShardCheckpoints {
  private final Database database;
  private final LogTable logs;

  ShardCheckpoints(Database database, LogTable logs) {
    this.database = database;
    this.logs = logs;
  }

  /**
   * A shard's checkpoint in log 0.
   *
   * @param index of its entry in log 0
   * @param checkpoint with the shard's signature
   */
  public record Covering(long index, SignedCheckpoint checkpoint) {}

  /**
   * Appends shards' checkpoints to log 0, in one transaction.
   *
   * @param claim to log 0
   * @throws FencedException if the claim is lost
   */
  public void cover(LogClaim claim, Map<Integer, SignedCheckpoint> grown) {
    database.transaction(
        connection -> {
          long first = logs.makeRoom(connection, claim, grown.size());
          List<Tuple> entries = new ArrayList<>();
          List<Tuple> rows = new ArrayList<>();
          grown.forEach(
              (shard, signed) -> {
                long index = first + entries.size();
                entries.add(
                    Tuple.of(index, Buffer.buffer(CheckpointEntry.encode(signed.checkpoint()))));
                rows.add(
                    Tuple.of(
                        index,
                        shard,
                        signed.checkpoint().size(),
                        new String(signed.bytes(), StandardCharsets.UTF_8)));
              });
          database.await(
              connection
                  .preparedQuery("insert into log_entry values ($1, $2)")
                  .executeBatch(entries));
          return database.await(
              connection
                  .preparedQuery("insert into shard_checkpoint values ($1, $2, $3, $4)")
                  .executeBatch(rows));
        });
  }

  /**
   * The newest checkpoint of a shard among the first entries of log 0.
   *
   * @param before how many entries of log 0 to look at
   */
  public Optional<Covering> newest(int shard, long before) {
    RowSet<Row> rows =
        database.await(
            database
                .pool()
                .preparedQuery(
                    "select log_index, note from shard_checkpoint"
                        + " where shard = $1 and log_index < $2 order by size desc limit 1")
                .execute(Tuple.of(shard, before)));
    for (Row row : rows) {
      byte[] note = row.getString(1).getBytes(StandardCharsets.UTF_8);
      return Optional.of(new Covering(row.getLong(0), SignedCheckpoint.parse(note)));
    }
    return Optional.empty();
  }

  /**
   * Where in log 0 the first checkpoint of a shard stands that covers an entry of it.
   *
   * @param index the entry's index in the shard
   */
  public OptionalLong firstOver(int shard, long index) {
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery(
                    "select log_index from shard_checkpoint"
                        + " where shard = $1 and size > $2 order by size limit 1")
                .execute(Tuple.of(shard, index)))) {
      return OptionalLong.of(row.getLong(0));
    }
    return OptionalLong.empty();
  }

  /** How much of each shard the first {@code before} entries of log 0 cover. */
  public Map<Integer, Long> sizes(long before) {
    Map<Integer, Long> sizes = new HashMap<>();
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery(
                    "select shard, max(size) from shard_checkpoint where log_index < $1"
                        + " group by shard")
                .execute(Tuple.of(before)))) {
      sizes.put(row.getInteger(0), row.getLong(1));
    }
    return sizes;
  }
}
