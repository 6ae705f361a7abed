package dev.vitrine.gateway.store;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.anchor.Anchoring;
import dev.vitrine.ledger.anchor.AnchoringState;
import dev.vitrine.ledger.anchor.Outbox;
import dev.vitrine.ledger.anchor.OutboxConflictException;
import dev.vitrine.ledger.anchor.OutboxException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The outbox of anchors in PostgreSQL. */
@ApplicationScoped
public class PgOutbox implements Outbox {
  private static final String COLUMNS =
      "ledger, note, state, anchor_id, attempts, next_attempt, media_type, evidence, problem,"
          + " intended_at, changed_at, version";

  private final Database database;

  PgOutbox(Database database) {
    this.database = database;
  }

  @Override
  public Anchoring intend(String ledger, SignedCheckpoint checkpoint, Instant now) {
    Anchoring first = Anchoring.intended(ledger, checkpoint, now);
    outbox(
        () ->
            database.transaction(
                connection -> {
                  database.await(
                      connection
                          .preparedQuery(
                              "insert into anchor_ledger (name) values ($1) on conflict do nothing")
                          .execute(Tuple.of(ledger)));
                  return database.await(
                      connection
                          .preparedQuery(
                              "insert into anchoring (ledger, digest, size, note, state, attempts,"
                                  + " next_attempt, intended_at, changed_at, version) values ($1,"
                                  + " $2, $3, $4, 'INTENDED', 0, $5, $5, $5, 1) on conflict do"
                                  + " nothing")
                          .execute(
                              Tuple.tuple()
                                  .addString(ledger)
                                  .addValue(Buffer.buffer(first.digest()))
                                  .addLong(first.size())
                                  .addString(new String(checkpoint.bytes(), StandardCharsets.UTF_8))
                                  .addOffsetDateTime(time(now))));
                }));
    return find(ledger, first.digest())
        .orElseThrow(() -> new OutboxException("the intent is not there: " + first));
  }

  @Override
  public Anchoring move(Anchoring next) {
    Anchoring stored = next.stored();
    Optional<AnchorEvidence> evidence = stored.evidence();
    Tuple row =
        Tuple.tuple()
            .addString(stored.ledger())
            .addValue(Buffer.buffer(stored.digest()))
            .addLong(next.version())
            .addString(stored.state().name())
            .addString(stored.id().map(AnchorId::text).orElse(null))
            .addInteger(stored.attempts())
            .addOffsetDateTime(time(stored.nextAttempt()))
            .addString(evidence.map(AnchorEvidence::mediaType).orElse(null))
            .addValue(evidence.map(AnchorEvidence::bytes).map(Buffer::buffer).orElse(null))
            .addString(stored.problem().orElse(null))
            .addOffsetDateTime(time(stored.changedAt()));
    int moved =
        outbox(
            () ->
                database
                    .await(
                        database
                            .pool()
                            .preparedQuery(
                                "update anchoring set state = $4, anchor_id = $5, attempts = $6,"
                                    + " next_attempt = $7, media_type = $8, evidence = $9,"
                                    + " problem = $10, changed_at = $11, version = version + 1"
                                    + " where ledger = $1 and digest = $2 and version = $3")
                            .execute(row))
                    .rowCount());
    if (moved != 1) {
      throw new OutboxConflictException("the row was moved by another: " + next);
    }
    return stored;
  }

  @Override
  public List<Anchoring> open(String ledger, int max) {
    return rows(
        "ledger = $1 and state in ('INTENDED', 'SUBMITTED', 'INCLUDED') order by size limit $2",
        Tuple.of(ledger, bounded(max)));
  }

  @Override
  public Standing standing(String ledger) {
    Optional<Anchoring> newestFinal =
        row("ledger = $1 and state = 'FINAL' order by size desc limit 1", Tuple.of(ledger));
    long covered = newestFinal.map(Anchoring::size).orElse(0L);
    return new Standing(
        row("ledger = $1 order by size desc limit 1", Tuple.of(ledger)),
        newestFinal,
        row("ledger = $1 and size > $2 order by size limit 1", Tuple.of(ledger, covered)));
  }

  @Override
  public Optional<Anchoring> find(String ledger, byte[] digest) {
    return row("ledger = $1 and digest = $2", Tuple.of(ledger, Buffer.buffer(digest)));
  }

  @Override
  public Optional<Anchoring> firstFinal(String ledger, long index) {
    return row(
        "ledger = $1 and state = 'FINAL' and size > $2 order by size limit 1",
        Tuple.of(ledger, index));
  }

  @Override
  public List<Anchoring> list(String ledger, long below, int max) {
    return rows(
        "ledger = $1 and size < $2 order by size desc limit $3",
        Tuple.of(ledger, below, bounded(max)));
  }

  @Override
  public List<String> ledgers() {
    List<String> names = new ArrayList<>();
    RowSet<Row> rows =
        outbox(
            () ->
                database.await(
                    database
                        .pool()
                        .query(
                            "select name from anchor_ledger where exists (select 1 from anchoring"
                                + " where ledger = name) order by name collate \"C\"")
                        .execute()));
    rows.forEach(row -> names.add(row.getString(0)));
    return names;
  }

  private Optional<Anchoring> row(String where, Tuple values) {
    return rows(where, values).stream().findFirst();
  }

  private List<Anchoring> rows(String where, Tuple values) {
    return outbox(
        () -> {
          List<Anchoring> rows = new ArrayList<>();
          database
              .await(
                  database
                      .pool()
                      .preparedQuery("select " + COLUMNS + " from anchoring where " + where)
                      .execute(values))
              .forEach(row -> rows.add(anchoring(row)));
          return rows;
        });
  }

  private static Anchoring anchoring(Row row) {
    byte[] evidence =
        row.getValue("evidence") == null ? new byte[0] : row.getBuffer("evidence").getBytes();
    return new Anchoring(
        row.getString("ledger"),
        SignedCheckpoint.parse(row.getString("note").getBytes(StandardCharsets.UTF_8)),
        AnchoringState.valueOf(row.getString("state")),
        Optional.ofNullable(row.getString("anchor_id")).map(AnchorId::new),
        row.getInteger("attempts"),
        row.getOffsetDateTime("next_attempt").toInstant(),
        evidence.length == 0
            ? Optional.empty()
            : Optional.of(new AnchorEvidence(row.getString("media_type"), evidence)),
        Optional.ofNullable(row.getString("problem")),
        row.getOffsetDateTime("intended_at").toInstant(),
        row.getOffsetDateTime("changed_at").toInstant(),
        row.getLong("version"));
  }

  private static int bounded(int max) {
    if (max < 1 || max > MAX_ROWS) {
      throw new IllegalArgumentException("1 to " + MAX_ROWS + " rows");
    }
    return max;
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static <T> T outbox(Supplier<T> work) {
    try {
      return work.get();
    } catch (GatewayException.Unavailable e) {
      throw new OutboxException("the database failed", e);
    }
  }
}
