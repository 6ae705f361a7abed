package dev.vitrine.gateway.store;

import dev.vitrine.gateway.keys.Keys;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions to named queries, and how far each is. One process at a time works on one: it
 * claims it for a while by the database's clock, and whatever it writes is written only while the
 * claim is its own. Calls block.
 */
@ApplicationScoped
public class SubscriptionStore {
  private static final String SCOPE = "epcis-subscription";
  private static final byte[] CONTEXT =
      "vitrine/subscription/1".getBytes(StandardCharsets.US_ASCII);

  /** One statement, so that two at once can't both be the last that there is room for by much. */
  private static final String INSERT =
      """
      insert into subscription (id, party, name_key, same_key, sealed, stream, created_at,
        log_cursor, chunk, suspended, next_at, attempts)
      select $1, q.party, q.name_key, $4, $5, $6, $7, $8, $9, false, $10, 0
      from named_query q
      where q.party = $2 and q.name_key = $3
        and (select count(*) from subscription s where s.party = $2) < $11
      on conflict do nothing
      """;

  /** A stream is due only when there is something it has not looked at. */
  private static final String CLAIM =
      """
      update subscription set claim = $1, claimed_until = now() + $2 * interval '1 millisecond'
      where id = (
        select id from subscription
        where not suspended and next_at <= $3 and (not stream or log_cursor <> $4)
          and (claim is null or claimed_until < now())
        order by next_at limit 1 for update skip locked)
      returning *
      """;

  private final Database database;
  private final Keys keys;
  private final SecureRandom random;

  SubscriptionStore(Database database, Keys keys, SecureRandom random) {
    this.database = database;
    this.keys = keys;
    this.random = random;
  }

  /**
   * A subscription.
   *
   * @param query the keyed hash of its query's name
   * @param terms what was agreed, in the clear
   * @param cursor all before it is done with
   * @param chunk how many events go into one delivery
   * @param nextAt when it is due
   * @param executedAt when its query ran to the logs' end
   * @param attempts how many deliveries have failed in a row
   * @param problem why the last one failed
   */
  public record Subscription(
      UUID id,
      String party,
      long query,
      byte[] terms,
      boolean stream,
      Instant createdAt,
      String cursor,
      int chunk,
      boolean suspended,
      Instant nextAt,
      Optional<Instant> executedAt,
      Optional<Instant> lastNotifiedAt,
      int attempts,
      Optional<Instant> failingSince,
      Optional<String> problem) {}

  /** What became of one that was to be made. */
  public enum Created {
    DONE,
    /** There is the same one. */
    DUPLICATE,
    /** The party has as many as it can have, or has its query no more. */
    FULL
  }

  /**
   * Makes a subscription durable.
   *
   * @param same what two that are the same have in common
   * @param most how many a party can have
   */
  public Created create(Subscription made, String same, int most) {
    long sameKey = keys.master().tagKey(SCOPE, made.party + '\0' + made.query + '\0' + same);
    byte[] sealed = keys.master().wrap(made.party, made.terms, context(made.id), random);
    Tuple row =
        Tuple.tuple()
            .addUUID(made.id)
            .addString(made.party)
            .addLong(made.query)
            .addLong(sameKey)
            .addValue(Buffer.buffer(sealed))
            .addBoolean(made.stream)
            .addOffsetDateTime(utc(made.createdAt))
            .addString(made.cursor)
            .addInteger(made.chunk)
            .addOffsetDateTime(utc(made.nextAt))
            .addInteger(most);
    if (changed(INSERT, row)) {
      return Created.DONE;
    }
    String others = "where party = $1 and name_key = $2 and same_key = $3";
    return read(others, Tuple.of(made.party, made.query, sameKey)).isEmpty()
        ? Created.FULL
        : Created.DUPLICATE;
  }

  /** The subscriptions to a party's query, oldest first. */
  public List<Subscription> list(String party, long query) {
    return read(
        "where party = $1 and name_key = $2 order by created_at, id", Tuple.of(party, query));
  }

  /** One of them. */
  public Optional<Subscription> find(String party, long query, UUID id) {
    return read("where party = $1 and name_key = $2 and id = $3", Tuple.of(party, query, id))
        .stream()
        .findFirst();
  }

  /** Ends one; false if there was none. */
  public boolean delete(String party, long query, UUID id) {
    return changed(
        "delete from subscription where party = $1 and name_key = $2 and id = $3",
        Tuple.of(party, query, id));
  }

  /** Lets a suspended one, or one that waits after a failure, go on at once; false if none. */
  public boolean resume(String party, long query, UUID id, Instant now) {
    return changed(
        "update subscription set suspended = false, attempts = 0, failing_since = null,"
            + " problem = null, next_at = $4 where party = $1 and name_key = $2 and id = $3",
        Tuple.of(party, query, id, utc(now)));
  }

  /**
   * Claims one that is due, the one that waits longest first.
   *
   * @param claim a new name for the claim
   * @param head the cursor of one who has looked at everything
   * @param lease how long it is held from now on
   */
  public Optional<Subscription> claim(UUID claim, Instant now, String head, Duration lease) {
    Tuple asked = Tuple.of(claim, (double) lease.toMillis(), utc(now), head);
    List<Subscription> claimed = new ArrayList<>();
    for (Row row : database.await(database.pool().preparedQuery(CLAIM).execute(asked))) {
      claimed.add(subscription(row));
    }
    return claimed.stream().findFirst();
  }

  /** Holds a claim for longer; false if it is lost, or there is no such subscription any more. */
  public boolean renew(UUID id, UUID claim, Duration lease) {
    return changed(
        "update subscription set claimed_until = now() + $3 * interval '1 millisecond'"
            + " where id = $1 and claim = $2",
        Tuple.of(id, claim, (double) lease.toMillis()));
  }

  /**
   * Moves the cursor; failures are forgotten. False if the claim is lost.
   *
   * @param notified when the receiver took a delivery; null if there was none to take
   */
  public boolean advance(UUID id, UUID claim, String cursor, @Nullable Instant notified) {
    return changed(
        "update subscription set log_cursor = $3, attempts = 0, failing_since = null,"
            + " problem = null, last_notified_at = coalesce($4, last_notified_at)"
            + " where id = $1 and claim = $2",
        Tuple.of(id, claim, cursor, notified == null ? null : utc(notified)));
  }

  /**
   * Gives the claim back.
   *
   * @param executed when the query ran; null if it did not
   */
  public void release(UUID id, UUID claim, Instant nextAt, @Nullable Instant executed) {
    boolean unused =
        changed(
            "update subscription set claim = null, claimed_until = null, next_at = $3,"
                + " executed_at = coalesce($4, executed_at) where id = $1 and claim = $2",
            Tuple.of(id, claim, utc(nextAt), executed == null ? null : utc(executed)));
  }

  /**
   * Writes a failure down and gives the claim back.
   *
   * @param since when deliveries began to fail
   * @param chunk how many events the next attempt has at most
   */
  public void fail(
      UUID id,
      UUID claim,
      Instant nextAt,
      Instant since,
      String problem,
      boolean suspend,
      int chunk) {
    boolean unused =
        changed(
            "update subscription set claim = null, claimed_until = null, next_at = $3,"
                + " attempts = attempts + 1, failing_since = $4, problem = $5, suspended = $6,"
                + " chunk = $7 where id = $1 and claim = $2",
            Tuple.tuple()
                .addUUID(id)
                .addUUID(claim)
                .addOffsetDateTime(utc(nextAt))
                .addOffsetDateTime(utc(since))
                .addString(problem)
                .addBoolean(suspend)
                .addInteger(chunk));
  }

  private boolean changed(String sql, Tuple parameters) {
    return database.await(database.pool().preparedQuery(sql).execute(parameters)).rowCount() == 1;
  }

  private List<Subscription> read(String where, Tuple parameters) {
    List<Subscription> found = new ArrayList<>();
    String sql = "select * from subscription " + where;
    for (Row row : database.await(database.pool().preparedQuery(sql).execute(parameters))) {
      found.add(subscription(row));
    }
    return found;
  }

  private Subscription subscription(Row row) {
    UUID id = row.getUUID("id");
    String party = row.getString("party");
    return new Subscription(
        id,
        party,
        row.getLong("name_key"),
        keys.master().unwrap(party, row.getBuffer("sealed").getBytes(), context(id)),
        row.getBoolean("stream"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getString("log_cursor"),
        row.getInteger("chunk"),
        row.getBoolean("suspended"),
        row.getOffsetDateTime("next_at").toInstant(),
        time(row, "executed_at"),
        time(row, "last_notified_at"),
        row.getInteger("attempts"),
        time(row, "failing_since"),
        Optional.ofNullable(row.getString("problem")));
  }

  private static Optional<Instant> time(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** Binds what is sealed to its row. */
  private static byte[] context(UUID id) {
    return ByteBuffer.allocate(CONTEXT.length + 2 * Long.BYTES)
        .put(CONTEXT)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
