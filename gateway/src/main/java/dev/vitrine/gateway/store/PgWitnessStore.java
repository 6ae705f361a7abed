package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.witness.WitnessStore;
import dev.vitrine.ledger.witness.WitnessStoreException;
import dev.vitrine.proofs.encoding.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the witness remembers, in PostgreSQL: one row a log. The compare-and-swap is one statement,
 * so it holds between gateways on one database too.
 */
@ApplicationScoped
public class PgWitnessStore implements WitnessStore {
  private final Database database;

  PgWitnessStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<SignedCheckpoint> load(String origin) {
    return stored(
        () -> {
          for (Row row :
              database.await(
                  database
                      .pool()
                      .preparedQuery("select note from witnessed_log where origin_hash = $1")
                      .execute(Tuple.of(key(origin))))) {
            return Optional.of(
                SignedCheckpoint.parse(row.getString(0).getBytes(StandardCharsets.UTF_8)));
          }
          return Optional.empty();
        });
  }

  @Override
  public boolean replace(Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
    String origin = next.checkpoint().origin();
    String note = next.note().toString();
    return stored(
        () ->
            database
                    .await(
                        expected.isEmpty()
                            ? database
                                .pool()
                                .preparedQuery(
                                    "insert into witnessed_log values ($1, $2, $3)"
                                        + " on conflict do nothing")
                                .execute(Tuple.of(key(origin), origin, note))
                            : database
                                .pool()
                                .preparedQuery(
                                    "update witnessed_log set note = $3"
                                        + " where origin_hash = $1 and note = $2")
                                .execute(
                                    Tuple.of(key(origin), expected.get().note().toString(), note)))
                    .rowCount()
                == 1);
  }

  private static Buffer key(String origin) {
    return Buffer.buffer(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)));
  }

  private static <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (GatewayException.Unavailable e) {
      throw new WitnessStoreException("the database failed", e);
    }
  }
}
