package dev.vitrine.gateway.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The chains of custody: where each instance stands, and the records that hold its steps. */
@ApplicationScoped
public class CustodyTable {
  private static final String HEADS =
      """
      select k.key, c.sequence, c.root, c.newest
      from unnest($1::uuid[]) as k(key)
      cross join lateral (
        select sequence, root, newest from custody
        where key = k.key order by sequence desc limit 1) c
      """;
  private static final String INSERT =
      """
      insert into custody
      select * from unnest($1::uuid[], $2::int[], $3::bigint[], $4::bytea[], $5::bigint[],
        $6::bigint[]) as s(k, n, r, h, e, t) order by 1, 2
      on conflict do nothing
      """;
  private static final String STEPS =
      """
      select c.sequence, c.ref, b.party, c.event
      from custody c join batch b on b.log_index = c.ref >> 8
      where c.key = $1 and c.sequence >= $2 order by c.sequence desc limit $3
      """;

  private final Database database;

  CustodyTable(Database database) {
    this.database = database;
  }

  /**
   * The last step of a chain.
   *
   * @param sequence its number
   * @param root the root of the record that holds it
   * @param newest the newest event time up to it; null where no event had one
   */
  public record Head(int sequence, byte[] root, @Nullable Long newest) {}

  /**
   * A step that is stored.
   *
   * @param ref the custody record that holds it
   * @param sender the party that handed in its event
   * @param event the event's record
   */
  public record Stored(int sequence, RecordRef ref, String sender, RecordRef event) {}

  /** The heads of those of {@code keys} that have a chain, in one statement. */
  public Map<UUID, Head> heads(Collection<UUID> keys) {
    Map<UUID, Head> heads = new HashMap<>();
    if (!keys.isEmpty()) {
      Tuple wanted = Tuple.tuple().addArrayOfUUID(keys.toArray(UUID[]::new));
      for (Row row : database.await(database.pool().preparedQuery(HEADS).execute(wanted))) {
        heads.put(
            row.getUUID(0),
            new Head(row.getInteger(1), row.getBuffer(2).getBytes(), row.getLong(3)));
      }
    }
    return heads;
  }

  /** The newest {@code limit} steps of a chain from number {@code from} on, oldest first. */
  public List<Stored> steps(UUID key, int from, int limit) {
    List<Stored> steps = new ArrayList<>();
    for (Row row :
        database.await(database.pool().preparedQuery(STEPS).execute(Tuple.of(key, from, limit)))) {
      steps.add(
          new Stored(
              row.getInteger(0),
              RecordRef.of(row.getLong(1)),
              row.getString(2),
              RecordRef.of(row.getLong(3))));
    }
    steps.sort(Comparator.comparingInt(Stored::sequence));
    return steps;
  }

  /**
   * Adds the steps of {@code batches}, in key order, so that two writers never wait for each other.
   *
   * @param first the global index of the first batch; the others follow it
   * @throws CustodyRaceException if one of them is taken: the transaction must not be committed
   */
  void insert(SqlConnection connection, List<NewBatch> batches, long first) {
    List<UUID> keys = new ArrayList<>();
    List<Integer> sequences = new ArrayList<>();
    List<Long> refs = new ArrayList<>();
    List<Buffer> roots = new ArrayList<>();
    List<Long> events = new ArrayList<>();
    List<@Nullable Long> newest = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      for (CustodyStep step : batches.get(i).custody()) {
        keys.add(step.key());
        sequences.add(step.sequence());
        refs.add(new RecordRef(first + i, step.position()).packed());
        roots.add(Buffer.buffer(batches.get(i).sealed().roots().get(step.position())));
        events.add(new RecordRef(first + step.event().batch(), step.event().position()).packed());
        newest.add(step.newest());
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    int added =
        database
            .await(
                connection
                    .preparedQuery(INSERT)
                    .execute(
                        Tuple.tuple()
                            .addArrayOfUUID(keys.toArray(UUID[]::new))
                            .addArrayOfInteger(sequences.toArray(Integer[]::new))
                            .addArrayOfLong(refs.toArray(Long[]::new))
                            .addValue(roots.toArray(Buffer[]::new))
                            .addArrayOfLong(events.toArray(Long[]::new))
                            .addArrayOfLong(newest.toArray(Long[]::new))))
            .rowCount();
    if (added < keys.size()) {
      throw new CustodyRaceException();
    }
  }
}
