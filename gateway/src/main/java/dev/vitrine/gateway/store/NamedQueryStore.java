package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Queries that parties have named: sealed under the party's key, found by a keyed hash of the name.
 * Calls block.
 */
@ApplicationScoped
public class NamedQueryStore {
  private static final String SCOPE = "epcis-named-query";
  private static final byte[] CONTEXT = "vitrine/named-query/1".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_TEXT = 1 << 20;

  /** One statement, so that two at once can't both be the last that there is room for by much. */
  private static final String INSERT =
      """
      insert into named_query
      select $1, $2, $3, $4 where (select count(*) from named_query where party = $1) < $5
      on conflict do nothing
      """;

  private final Database database;
  private final Keys keys;
  private final SecureRandom random;

  NamedQueryStore(Database database, Keys keys, SecureRandom random) {
    this.database = database;
    this.keys = keys;
    this.random = random;
  }

  /**
   * A named query.
   *
   * @param key the name's keyed hash
   * @param definition as it was sent
   */
  public record Named(long key, String name, String definition, Instant createdAt) {}

  /**
   * Names a query.
   *
   * @param most how many a party can have
   * @return false if the party has one of that name, or as many as it can have
   */
  public boolean create(String party, String name, String definition, Instant now, int most) {
    byte[] plain = new CborWriter().array(2).text(name).text(definition).toBytes();
    return database
            .await(
                database
                    .pool()
                    .preparedQuery(INSERT)
                    .execute(
                        Tuple.of(
                            party,
                            key(party, name),
                            Buffer.buffer(keys.master().wrap(party, plain, CONTEXT, random)),
                            now.atOffset(ZoneOffset.UTC),
                            most)))
            .rowCount()
        == 1;
  }

  /** The party's query of that name. */
  public Optional<Named> find(String party, String name) {
    return read(
            party,
            "select name_key, sealed, created_at from named_query"
                + " where party = $1 and name_key = $2",
            Tuple.of(party, key(party, name)))
        .stream()
        .filter(named -> named.name().equals(name))
        .findFirst();
  }

  /** Takes the name back; false if there was none. */
  public boolean delete(String party, String name) {
    return database
            .await(
                database
                    .pool()
                    .preparedQuery("delete from named_query where party = $1 and name_key = $2")
                    .execute(Tuple.of(party, key(party, name))))
            .rowCount()
        == 1;
  }

  /**
   * The party's queries, oldest first.
   *
   * @param after only those behind this time and key
   */
  public List<Named> list(String party, Instant after, long afterKey, int limit) {
    return read(
        party,
        "select name_key, sealed, created_at from named_query"
            + " where party = $1 and (created_at, name_key) > ($2, $3)"
            + " order by created_at, name_key limit $4",
        Tuple.of(party, after.atOffset(ZoneOffset.UTC), afterKey, limit));
  }

  private List<Named> read(String party, String sql, Tuple parameters) {
    List<Named> found = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(sql).execute(parameters))) {
      try {
        CborReader in =
            new CborReader(keys.master().unwrap(party, row.getBuffer(1).getBytes(), CONTEXT));
        in.arrayOf(2);
        String name = in.text(MAX_TEXT);
        String definition = in.text(MAX_TEXT);
        in.end();
        found.add(
            new Named(row.getLong(0), name, definition, row.getOffsetDateTime(2).toInstant()));
      } catch (CborException e) {
        throw new GatewayException.Internal(e);
      }
    }
    return found;
  }

  private long key(String party, String name) {
    return keys.master().tagKey(SCOPE, party + '\0' + name);
  }
}
