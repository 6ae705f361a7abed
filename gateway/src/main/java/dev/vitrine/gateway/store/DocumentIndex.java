package dev.vitrine.gateway.store;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Finds the record that was made of a document before. */
@ApplicationScoped
public class DocumentIndex {
  private static final String FIND =
      """
      select d.key, d.ref, s.name, substring(b.roots from (d.ref & 255)::int * 32 + 1 for 32)
      from document_key d
      join batch b on b.log_index = d.ref >> 8
      join stored_schema s on s.schema_hash = b.schema_hash
      where d.key = any($1)
      """;

  private final Database database;

  DocumentIndex(Database database) {
    this.database = database;
  }

  /**
   * A record that was stored before.
   *
   * @param root its record root, 32 bytes
   */
  public record Known(RecordRef ref, String schema, byte[] root) {}

  /** Those of {@code keys} that are known, in one statement. */
  public Map<UUID, Known> find(Collection<UUID> keys) {
    Map<UUID, Known> known = new HashMap<>();
    if (!keys.isEmpty()) {
      Tuple wanted = Tuple.tuple().addArrayOfUUID(keys.toArray(UUID[]::new));
      for (Row row : database.await(database.pool().preparedQuery(FIND).execute(wanted))) {
        known.put(
            row.getUUID(0),
            new Known(RecordRef.of(row.getLong(1)), row.getString(2), row.getBuffer(3).getBytes()));
      }
    }
    return known;
  }
}
