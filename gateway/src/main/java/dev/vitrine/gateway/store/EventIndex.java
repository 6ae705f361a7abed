package dev.vitrine.gateway.store;

import dev.vitrine.gateway.keys.Keys;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the records of a schema that some senders handed in, by groups of tags of which each record
 * carries one, or all of them. What other senders have is never touched, so it shows neither in the
 * answer nor in the time that takes. Calls block.
 */
@ApplicationScoped
public class EventIndex {
  /** Walks from one sender to the next, without a look at what is between. */
  private static final String SENDERS =
      """
      with recursive schemas as (select schema_hash from stored_schema where name = $1),
      sender(schema_hash, party) as (
        select schema_hash, (select min(b.party) from batch b where b.schema_hash = s.schema_hash)
        from schemas s
        union all
        select s.schema_hash, (select min(b.party) from batch b
                               where b.schema_hash = s.schema_hash and b.party > s.party)
        from sender s where s.party is not null)
      select distinct party from sender where party is not null
      """;

  private static final String ALL =
      """
      select log_index, record_count from batch
      where schema_hash in (select schema_hash from stored_schema where name = $1)
        and party = any($2) and log_index >= $3 and log_index < $7
        and (closed_at is null or closed_at between $4 and $5)
      order by log_index limit $6
      """;

  private static final String SINCE =
      """
      select s.shard, coalesce(
        (select min(b.log_index) from batch b
         where b.log_index >= s.shard::bigint << 40 and b.log_index < (s.shard + 1)::bigint << 40
           and b.closed_at >= $1),
        s.sequenced)
      from log_shard s
      """;

  private static final String FIRST =
      """
      select k.key, (
        select t.ref from tag t join batch b on b.log_index = t.ref >> 8
        where t.key = k.key and b.party = any($2) order by t.ref limit 1)
      from unnest($1::bigint[]) as k(key)
      """;

  private final Database database;
  private final Keys keys;

  EventIndex(Database database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * Where to look.
   *
   * @param schema the schema's name
   * @param senders whose records
   * @param groups of each, a record carries at least one tag {@code name=value}; the first group
   *     leads, so it should be the rarest; none for all records
   * @param recordedFrom batches closed before that, in milliseconds, are left out
   * @param recordedTo batches closed after that, in milliseconds, are left out
   * @param before only records before this one, packed
   */
  public record Where(
      String schema,
      List<String> senders,
      List<List<String>> groups,
      long recordedFrom,
      long recordedTo,
      long before) {
    /** Copies the lists. */
    public Where {
      senders = List.copyOf(senders);
      groups = groups.stream().map(List::copyOf).toList();
    }
  }

  /** Everyone who handed in records of the schema. */
  public List<String> senders(String schema) {
    List<String> senders = new ArrayList<>();
    for (Row row :
        database.await(database.pool().preparedQuery(SENDERS).execute(Tuple.of(schema)))) {
      senders.add(row.getString(0));
    }
    return senders;
  }

  /**
   * The next records, in the order of their refs.
   *
   * @param after only records behind this one, packed; −1 for all
   * @param limit about how many: whole batches are given where there are no groups
   */
  public List<RecordRef> find(Where where, long after, int limit) {
    if (where.senders.isEmpty()) {
      return List.of();
    }
    return where.groups.isEmpty() ? all(where, after, limit) : tagged(where, after, limit);
  }

  /** For each log, the index that its next entry gets: all before that are there to be found. */
  public SortedMap<Integer, Long> heads() {
    SortedMap<Integer, Long> heads = new TreeMap<>();
    for (Row row :
        database.await(database.pool().query("select shard, sequenced from log_shard").execute())) {
      heads.put(row.getInteger(0), row.getLong(1));
    }
    return heads;
  }

  /**
   * For each log, the index of its first batch that was closed at that time or later, in
   * milliseconds; where there is none, the index that its next entry gets. Goes through the
   * batches.
   */
  public SortedMap<Integer, Long> since(long time) {
    SortedMap<Integer, Long> since = new TreeMap<>();
    Tuple asked = Tuple.of(time);
    for (Row row : database.await(database.pool().preparedQuery(SINCE).execute(asked))) {
      since.put(row.getInteger(0), LogId.index(row.getLong(1)));
    }
    return since;
  }

  /** For each tag, the first record of one of the senders that carries it. */
  public Map<String, RecordRef> first(String schema, List<String> senders, List<String> tags) {
    Map<Long, String> byKey = new HashMap<>();
    tags.forEach(tag -> byKey.put(keys.master().tagKey(schema, tag), tag));
    Map<String, RecordRef> found = new HashMap<>();
    Tuple asked =
        Tuple.tuple()
            .addArrayOfLong(byKey.keySet().toArray(Long[]::new))
            .addArrayOfString(senders.toArray(String[]::new));
    for (Row row : database.await(database.pool().preparedQuery(FIRST).execute(asked))) {
      String tag = byKey.get(row.getLong(0));
      if (tag != null && row.getLong(1) != null) {
        found.put(tag, RecordRef.of(row.getLong(1)));
      }
    }
    return found;
  }

  private List<RecordRef> all(Where where, long after, int limit) {
    long first = after < 0 ? 0 : after >> 8;
    Tuple asked =
        Tuple.tuple()
            .addString(where.schema)
            .addArrayOfString(where.senders.toArray(String[]::new))
            .addLong(first)
            .addLong(where.recordedFrom)
            .addLong(where.recordedTo)
            .addInteger(limit)
            .addLong(where.before >> 8);
    List<RecordRef> refs = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(ALL).execute(asked))) {
      for (int k = 0; k < row.getInteger(1); k++) {
        RecordRef ref = new RecordRef(row.getLong(0), k);
        if (ref.packed() > after) {
          refs.add(ref);
        }
      }
      if (refs.size() >= limit) {
        break;
      }
    }
    return refs;
  }

  private List<RecordRef> tagged(Where where, long after, int limit) {
    StringBuilder others = new StringBuilder();
    Tuple asked =
        Tuple.tuple()
            .addArrayOfLong(hashes(where, 0))
            .addLong(after)
            .addArrayOfString(where.senders.toArray(String[]::new))
            .addInteger(limit)
            .addLong(where.recordedFrom)
            .addLong(where.recordedTo)
            .addLong(where.before);
    for (int i = 1; i < where.groups.size(); i++) {
      others.append(
          " and exists (select 1 from tag o where o.key = any($%d) and o.ref = t.ref)"
              .formatted(7 + i));
      asked.addArrayOfLong(hashes(where, i));
    }
    // the first of each tag, then the first of all: no tag's records are read to their end
    String sql =
        """
        select distinct h.ref from unnest($1::bigint[]) as k(key)
        cross join lateral (
          select t.ref from tag t join batch b on b.log_index = t.ref >> 8
          where t.key = k.key and t.ref > $2 and t.ref < $7 and b.party = any($3)
            and (b.closed_at is null or b.closed_at between $5 and $6)%s
          order by t.ref limit $4) h
        order by h.ref limit $4
        """
            .formatted(others);
    List<RecordRef> refs = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(sql).execute(asked))) {
      refs.add(RecordRef.of(row.getLong(0)));
    }
    return refs;
  }

  private Long[] hashes(Where where, int group) {
    return where.groups.get(group).stream()
        .map(tag -> keys.master().tagKey(where.schema, tag))
        .distinct()
        .toArray(Long[]::new);
  }
}
