package dev.vitrine.gateway.store;

import dev.vitrine.ledger.cose.SignedStatement;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Registered signed statements, each stored in the transaction that logs it. Calls block. */
@Singleton
public class StatementStore {
  private final Database database;
  private final PgLogStorage log;

  StatementStore(Database database, PgLogStorage log) {
    this.database = database;
    this.log = log;
  }

  /**
   * A statement that is in the log.
   *
   * @param logIndex where
   * @param bytes the statement, its unprotected header empty
   */
  public record Stored(long logIndex, byte[] bytes) {}

  /** The statement with this digest. */
  public Optional<Stored> find(byte[] digest) {
    for (Row row :
        database.await(
            database
                .pool()
                .preparedQuery("select log_index, statement from scitt_statement where digest = $1")
                .execute(Tuple.of(Buffer.buffer(digest))))) {
      return Optional.of(new Stored(row.getLong(0), row.getBuffer(1).getBytes()));
    }
    return Optional.empty();
  }

  /**
   * Logs and stores a statement, once: the same again finds the first, also when several come at
   * once. Durable when this returns.
   *
   * @param party who sent it
   * @throws dev.vitrine.ledger.LedgerException if this process does not write the log
   */
  public Stored register(SignedStatement statement, String party, Instant now) {
    byte[] digest = statement.digest();
    Optional<Stored> before = find(digest);
    if (before.isPresent()) {
      return before.get();
    }
    byte[] bytes = statement.bare().encode();
    try {
      return database.transaction(connection -> insert(connection, statement, bytes, party, now));
    } catch (AnotherWasFirst e) {
      return find(digest).orElseThrow();
    }
  }

  private Stored insert(
      SqlConnection connection,
      SignedStatement statement,
      byte[] bytes,
      String party,
      Instant now) {
    // appenders come one after the other, so whoever was first is seen below
    long index = log.append(connection, List.of(statement.entry()));
    int inserted =
        database
            .await(
                connection
                    .preparedQuery(
                        "insert into scitt_statement values ($1, $2, $3, $4, $5)"
                            + " on conflict (digest) do nothing")
                    .execute(
                        Tuple.of(
                            Buffer.buffer(statement.digest()),
                            index,
                            party,
                            now.atOffset(ZoneOffset.UTC),
                            Buffer.buffer(bytes))))
            .rowCount();
    if (inserted == 0) {
      throw new AnotherWasFirst();
    }
    return new Stored(index, bytes);
  }

  /** Takes the entry back with the transaction. */
  private static final class AnotherWasFirst extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
