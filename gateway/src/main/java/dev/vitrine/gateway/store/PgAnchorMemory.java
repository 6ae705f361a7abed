package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.anchor.AnchorMemory;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/** One ledger's memory in PostgreSQL. */
public final class PgAnchorMemory implements AnchorMemory {
  private final Database database;
  private final String ledger;

  /** The memory of this ledger. */
  public PgAnchorMemory(Database database, String ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  @Override
  public Optional<byte[]> read(AnchorId id) {
    for (Row row :
        run(
            "select value from anchor_memory where ledger = $1 and id = $2",
            Tuple.of(ledger, id.text()))) {
      return Optional.of(row.getBuffer(0).getBytes());
    }
    return Optional.empty();
  }

  @Override
  public boolean replace(AnchorId id, Optional<byte[]> seen, byte[] value) {
    if (value.length == 0 || value.length > MAX_BYTES) {
      throw new IllegalArgumentException("a value of " + value.length + " bytes");
    }
    Buffer next = Buffer.buffer(value);
    RowSet<Row> done =
        seen.isEmpty()
            ? run(
                "insert into anchor_memory values ($1, $2, $3) on conflict do nothing",
                Tuple.of(ledger, id.text(), next))
            : run(
                "update anchor_memory set value = $3"
                    + " where ledger = $1 and id = $2 and value = $4",
                Tuple.of(ledger, id.text(), next, Buffer.buffer(seen.get())));
    return done.rowCount() == 1;
  }

  private RowSet<Row> run(String sql, Tuple values) {
    try {
      return database.await(database.pool().preparedQuery(sql).execute(values));
    } catch (GatewayException.Unavailable e) {
      throw new AnchorException(AnchorException.Kind.UNAVAILABLE, "the database failed", e);
    }
  }
}
