package dev.vitrine.gateway.store;

import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import dev.vitrine.proofs.record.Schema;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Every schema that a stored record may be of, old ones too. */
@ApplicationScoped
public class SchemaStore {
  private final Database database;
  private final Map<String, Schema> byHash = new ConcurrentHashMap<>();
  private final Map<String, Schema> byName = new ConcurrentHashMap<>();

  SchemaStore(Database database) {
    this.database = database;
  }

  /**
   * Refuses schemas that differ from one of the same name that records may have been made under.
   *
   * @throws IllegalStateException if one does; the message says which and what to do
   */
  public void requireUnchanged(List<Schema> schemas) {
    for (Schema schema : schemas) {
      boolean changed =
          database
              .await(
                  database
                      .pool()
                      .preparedQuery(
                          "select 1 from stored_schema where name = $1 and schema_hash <> $2"
                              + " limit 1")
                      .execute(Tuple.of(schema.id(), Buffer.buffer(schema.hash()))))
              .iterator()
              .hasNext();
      if (changed) {
        throw new IllegalStateException(
            "The template "
                + schema.id()
                + " has changed since records may have been made under it: give the new one another"
                + " version.");
      }
    }
  }

  /** Makes {@code schemas} known for ever. */
  public void register(List<Schema> schemas) {
    for (Schema schema : schemas) {
      CborWriter out = new CborWriter();
      schema.write(out);
      database.await(
          database
              .pool()
              .preparedQuery("insert into stored_schema values ($1, $2, $3) on conflict do nothing")
              .execute(
                  Tuple.of(
                      Buffer.buffer(schema.hash()), schema.id(), Buffer.buffer(out.toBytes()))));
      byHash.put(HexFormat.of().formatHex(schema.hash()), schema);
      byName.put(schema.id(), schema);
    }
  }

  /**
   * The schema with this hash.
   *
   * @throws IllegalStateException if none was ever stored
   */
  public Schema byHash(byte[] hash) {
    return byHash.computeIfAbsent(HexFormat.of().formatHex(hash), this::load);
  }

  /** The newest schema of this name, of those that records are taken in under. */
  public Optional<Schema> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The names of all schemas that a stored record may be of. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Row row :
        database.await(
            database.pool().query("select distinct name from stored_schema").execute())) {
      names.add(row.getString(0));
    }
    return names;
  }

  private Schema load(String hash) {
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery("select encoded from stored_schema where schema_hash = $1")
                .execute(Tuple.of(Buffer.buffer(HexFormat.of().parseHex(hash)))))) {
      try {
        return Schema.read(new CborReader(row.getBuffer(0).getBytes()));
      } catch (CborException e) {
        throw new IllegalStateException("a stored schema is damaged", e);
      }
    }
    throw new IllegalStateException("a stored record is of a schema that is not stored");
  }
}
