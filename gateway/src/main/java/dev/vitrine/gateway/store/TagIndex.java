package dev.vitrine.gateway.store;

import dev.vitrine.gateway.keys.Keys;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
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
}
