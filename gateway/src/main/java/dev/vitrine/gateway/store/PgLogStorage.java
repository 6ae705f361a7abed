package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogState;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.log.Publication;
import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One log in PostgreSQL. Batches' entries are inserted by {@link BatchWriter} with the batch;
 * appending here is safe beside it. Whoever has no claim to the log can read it, and is refused
 * with a {@link FencedException} when appending or publishing.
 */
public final class PgLogStorage implements LogStorage {
  private final Database database;
  private final LogTable logs;
  private final int log;
  private final Supplier<Optional<LogClaim>> claim;

  /**
   * A log's storage.
   *
   * @param log its number
   * @param claim this process's claim to it, if it has one now
   */
  PgLogStorage(Database database, LogTable logs, int log, Supplier<Optional<LogClaim>> claim) {
    this.database = database;
    this.logs = logs;
    this.log = log;
    this.claim = claim;
  }

  @Override
  public long append(List<byte[]> entries) {
    return storage(() -> database.transaction(connection -> append(connection, entries)));
  }

  /** Appends as part of a transaction, so that what belongs to the entries is stored with them. */
  long append(SqlConnection connection, List<byte[]> entries) {
    for (byte[] entry : entries) {
      if (entry.length > EntryBundle.MAX_ENTRY) {
        throw new LogStorageException("an entry of " + entry.length + " bytes");
      }
    }
    long first = logs.makeRoom(connection, own(), entries.size());
    List<Tuple> rows = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      rows.add(Tuple.of(LogId.global(log, first + i), Buffer.buffer(entries.get(i))));
    }
    if (!rows.isEmpty()) {
      database.await(
          connection.preparedQuery("insert into log_entry values ($1, $2)").executeBatch(rows));
    }
    return first;
  }

  @Override
  public LogState load() {
    return storage(() -> state(database.pool()));
  }

  @Override
  public List<LogEntry> readEntries(long from, long to) {
    return storage(() -> entries(database.pool(), from, to));
  }

  /** The entries that are statements about keys, in the log's order. */
  public List<LogEntry> readKeyStatements() {
    long start = LogId.global(log, 0);
    return storage(
        () -> {
          List<LogEntry> entries = new ArrayList<>();
          for (Row row :
              database.await(
                  database
                      .pool()
                      .preparedQuery(
                          "select log_index, entry from log_entry"
                              + " where substring(entry from 1 for 2) = '\\x8303'::bytea"
                              + " and log_index >= $1 and log_index < $2 order by log_index")
                      .execute(Tuple.of(start, start + LogId.MAX_SIZE)))) {
            entries.add(new LogEntry(row.getLong(0) - start, row.getBuffer(1).getBytes()));
          }
          return entries;
        });
  }

  @Override
  public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
    return storage(() -> tiles(database.pool(), ids));
  }

  @Override
  public void sign(Publication publication) {
    storage(
        () ->
            database.transaction(
                connection -> {
                  sign(connection, publication);
                  return true;
                }));
  }

  @Override
  public void publish(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned) {
    storage(
        () ->
            database.transaction(
                connection -> {
                  lockedState(connection).requirePublishable(previous, cosigned);
                  return database.await(
                      connection
                          .preparedQuery(
                              "update log_checkpoint set published = $2 where shard = $1")
                          .execute(Tuple.of(log, text(cosigned))));
                }));
  }

  private void sign(SqlConnection connection, Publication publication) {
    lockedState(connection).requireSignable(publication);
    List<Tuple> rows = new ArrayList<>();
    publication
        .tiles()
        .forEach(
            (id, tile) ->
                rows.add(
                    Tuple.of(log, (short) id.level(), id.index(), Buffer.buffer(tile.bytes()))));
    if (!rows.isEmpty()) {
      database.await(
          connection
              .preparedQuery(
                  "insert into log_tile (shard, level, tile_index, hashes) values ($1, $2, $3, $4)"
                      + " on conflict (shard, level, tile_index) do update set hashes = excluded.hashes")
              .executeBatch(rows));
    }
    SignedCheckpoint sealed =
        publication.seal(
            new LogReader() {
              @Override
              public List<LogEntry> readEntries(long from, long to) {
                return entries(connection, from, to);
              }

              @Override
              public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
                return tiles(connection, ids);
              }
            });
    database.await(
        connection
            .preparedQuery(
                "update log_checkpoint set signed = $2, published = coalesce($3, published)"
                    + " where shard = $1")
            .execute(
                Tuple.of(log, text(sealed), publication.publishesAtOnce() ? text(sealed) : null)));
  }

  private LogClaim own() {
    return claim
        .get()
        .orElseThrow(() -> new FencedException("this process does not write log " + log));
  }

  /**
   * The state, which nobody else changes until this transaction ends, and nobody can claim the log.
   */
  private LogState lockedState(SqlConnection connection) {
    logs.hold(connection, own());
    // makes the row to lock when there is none, so that the first checkpoint has it too
    database.await(
        connection
            .preparedQuery(
                "insert into log_checkpoint (shard) values ($1) on conflict (shard) do nothing")
            .execute(Tuple.of(log)));
    database.await(
        connection
            .preparedQuery("select 1 from log_checkpoint where shard = $1 for update")
            .execute(Tuple.of(log)));
    return state(connection);
  }

  /** In one statement, so that all is of one moment. A log that is not there is empty. */
  private LogState state(SqlClient client) {
    for (Row row :
        database.await(
            client
                .preparedQuery(
                    "select sequenced, signed, published"
                        + " from log_shard left join log_checkpoint using (shard)"
                        + " where shard = $1")
                .execute(Tuple.of(log)))) {
      return new LogState(row.getLong(0), checkpoint(row, 1), checkpoint(row, 2));
    }
    return LogState.EMPTY;
  }

  private static Optional<SignedCheckpoint> checkpoint(Row row, int column) {
    return Optional.ofNullable(row.getString(column))
        .map(note -> SignedCheckpoint.parse(note.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(SignedCheckpoint checkpoint) {
    return new String(checkpoint.bytes(), StandardCharsets.UTF_8);
  }

  private List<LogEntry> entries(SqlClient client, long from, long to) {
    List<LogEntry> entries = new ArrayList<>();
    long start = LogId.global(log, 0);
    for (Row row :
        database.await(
            client
                .preparedQuery(
                    "select log_index, entry from log_entry"
                        + " where log_index >= $1 and log_index < $2 order by log_index")
                .execute(Tuple.of(start + from, start + to)))) {
      entries.add(new LogEntry(row.getLong(0) - start, row.getBuffer(1).getBytes()));
    }
    return entries;
  }

  private Map<TileId, HashTile> tiles(SqlClient client, Collection<TileId> ids) {
    Map<TileId, HashTile> tiles = new HashMap<>();
    if (ids.isEmpty()) {
      return tiles;
    }
    Tuple wanted =
        Tuple.tuple()
            .addInteger(log)
            .addArrayOfShort(ids.stream().map(id -> (short) id.level()).toArray(Short[]::new))
            .addArrayOfLong(ids.stream().map(TileId::index).toArray(Long[]::new));
    for (Row row :
        database.await(
            client
                .preparedQuery(
                    "select level, tile_index, hashes from log_tile join"
                        + " unnest($2::smallint[], $3::bigint[]) as w(l, i)"
                        + " on shard = $1 and level = w.l and tile_index = w.i")
                .execute(wanted))) {
      tiles.put(
          new TileId(row.getShort(0), row.getLong(1)), HashTile.of(row.getBuffer(2).getBytes()));
    }
    return tiles;
  }

  private static <T> T storage(Supplier<T> work) {
    try {
      return work.get();
    } catch (GatewayException.Unavailable e) {
      throw new LogStorageException("the database failed", e);
    }
  }
}
