package dev.vitrine.gateway.store;

import dev.vitrine.gateway.keys.Keys;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds records by the keyed hashes of their tags. */
@ApplicationScoped
public class TagIndex {
  private static final String FIND =
      """
      select t.ref, b.party
      from tag t join batch b on b.log_index = t.ref >> 8
      where t.key = $1 and t.ref > $2
        and not exists (
          select 1 from unnest($3::bigint[]) as other(key)
          where not exists (select 1 from tag o where o.key = other.key and o.ref = t.ref))
      order by t.ref
      limit $4
      """;

  private static final String OF_SENDER =
      """
      select distinct t.ref
      from unnest($1::bigint[], $2::bigint[]) as wanted(name, other)
      join tag t on t.key = wanted.name
      join tag o on o.key = wanted.other and o.ref = t.ref
      join batch b on b.log_index = t.ref >> 8
      where b.party = $3
      limit $4
      """;

  /** So many records of all senders are looked at to tell that one sender has none. */
  private static final long LOOKED_AT = 10_000;

  private static final String MAY_HAVE =
      """
      select count(*) >= $3 or coalesce(bool_or(b.party = $2), false)
      from (select ref from tag where key = any($1) limit $3) t
      join batch b on b.log_index = t.ref >> 8
      """;

  private final Database database;
  private final Keys keys;

  TagIndex(Database database, Keys keys) {
    this.database = database;
    this.keys = keys;
  }

  /**
   * A record that carries the tags.
   *
   * @param sender the party that handed it in
   */
  public record Hit(RecordRef ref, String sender) {}

  /**
   * Records of {@code schema} that carry all of {@code tags}, oldest first.
   *
   * @param tags at least one, as {@code name=value}
   * @param after only records behind this one, packed; −1 for all
   */
  public List<Hit> find(String schema, List<String> tags, long after, int limit) {
    Long[] hashes =
        tags.stream().map(tag -> keys.master().tagKey(schema, tag)).toArray(Long[]::new);
    Tuple parameters =
        Tuple.tuple().addLong(hashes[0]).addLong(after).addArrayOfLong(hashes).addInteger(limit);
    List<Hit> hits = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(FIND).execute(parameters))) {
      hits.add(new Hit(RecordRef.of(row.getLong(0)), row.getString(1)));
    }
    return hits;
  }

  /**
   * Records of one sender that carry any of some tags and another one, in no order.
   *
   * @param schemas names of all schemas that they may be of
   */
  public List<RecordRef> ofSender(
      String sender, Collection<String> schemas, Collection<String> any, String and, int limit) {
    List<Long> names = new ArrayList<>();
    List<Long> others = new ArrayList<>();
    for (String schema : schemas) {
      long other = keys.master().tagKey(schema, and);
      for (String tag : any) {
        names.add(keys.master().tagKey(schema, tag));
        others.add(other);
      }
    }
    Tuple parameters =
        Tuple.tuple()
            .addArrayOfLong(names.toArray(Long[]::new))
            .addArrayOfLong(others.toArray(Long[]::new))
            .addString(sender)
            .addInteger(limit);
    List<RecordRef> refs = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(OF_SENDER).execute(parameters))) {
      refs.add(RecordRef.of(row.getLong(0)));
    }
    return refs;
  }

  /** Whether a sender has records with a tag: no is certain, yes is not. */
  public boolean mayHave(String sender, Collection<String> schemas, String tag) {
    Long[] hashes =
        schemas.stream().map(schema -> keys.master().tagKey(schema, tag)).toArray(Long[]::new);
    Tuple parameters = Tuple.tuple().addArrayOfLong(hashes).addString(sender).addLong(LOOKED_AT);
    return database
        .await(database.pool().preparedQuery(MAY_HAVE).execute(parameters))
        .iterator()
        .next()
        .getBoolean(0);
  }
}
