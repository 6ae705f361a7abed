package dev.vitrine.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.Migrations;
import dev.vitrine.gateway.embedded.StartupException;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogState;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two writers on one log the older one is stopped at every door, on a real PostgreSQL. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class LogFenceIT {
  private static final String ORIGIN = "example.com/fence";
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir static Path folder;
  private static EmbeddedPostgres postgres;
  private static Vertx vertx;
  private static Database database;
  private static LogTable logs;

  private final NoteSigner signer = NoteSigner.generate(ORIGIN, SignatureType.ED25519, RANDOM);

  @BeforeAll
  static void startDatabase() throws IOException {
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), GatewayResource.BINARIES);
    Migrations.apply(postgres.jdbcUrl(), postgres.user(), postgres.password());
    vertx = Vertx.vertx();
    database =
        new Database(
            Pool.newInstance(
                PgBuilder.pool()
                    .connectingTo(
                        PgConnectOptions.fromUri(postgres.reactiveUrl())
                            .setUser(postgres.user())
                            .setPassword(postgres.password()))
                    .using(vertx)
                    .build()));
    logs = new LogTable(database);
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    database.pool().close().await().indefinitely();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @BeforeEach
  void empty() throws IOException {
    sql("truncate log_entry, log_tile, log_checkpoint, log_shard cascade");
    logs.ensureMain(ORIGIN);
  }

  @Test
  void theOlderWriterIsStoppedAndNothingForks() throws IOException {
    LogClaim older = claim("a").orElseThrow();
    PgLogStorage its = storage(older);
    Log log = new Log(its, signer);
    its.append(List.of(bytes("genesis")));
    log.integrateAndPublish();
    LogState before = its.load();

    sql("update log_shard set seen_at = now() - interval '1 hour'");
    LogClaim newer = claim("b").orElseThrow();
    assertEquals(older.epoch() + 1, newer.epoch());

    assertThrows(FencedException.class, () -> its.append(List.of(bytes("forked"))));
    assertTrue(older.lost());
    assertEquals(before, its.load());

    // each door by itself, as if the loss had not been noticed at another one
    LogClaim unaware = new LogClaim(LogId.MAIN, ORIGIN, older.epoch());
    BatchWriter writer =
        new BatchWriter(
            database, logs, new CustodyTable(database), Keys.open(folder, ORIGIN, RANDOM), RANDOM);
    assertInstanceOf(
        FencedException.class,
        assertThrows(GatewayException.Unavailable.class, () -> writer.store(unaware, List.of()))
            .getCause());
    assertTrue(unaware.lost());

    storage(newer).append(List.of(bytes("b's own")));
    LogClaim signing = new LogClaim(LogId.MAIN, ORIGIN, older.epoch());
    assertThrows(
        FencedException.class, () -> new Log(storage(signing), signer).integrateAndPublish());
    assertTrue(signing.lost());

    LogClaim publishing = new LogClaim(LogId.MAIN, ORIGIN, older.epoch());
    SignedCheckpoint published = before.published().orElseThrow();
    assertThrows(
        FencedException.class,
        () -> storage(publishing).publish(Optional.of(published), published));
    assertTrue(publishing.lost());

    LogClaim beating = new LogClaim(LogId.MAIN, ORIGIN, older.epoch());
    assertThrows(FencedException.class, () -> logs.renew(beating));
    assertTrue(beating.lost());

    assertEquals(before.published(), storage(newer).load().published());
    assertEquals(2, new Log(storage(newer), signer).integrateAndPublish().state().publishedSize());
  }

  @Test
  void aClaimThatWasLostOnceAsksNoMore() {
    LogClaim claim = claim("a").orElseThrow();
    claim.lose();
    assertThrows(FencedException.class, () -> storage(claim).append(List.of(bytes("x"))));
    assertThrows(FencedException.class, () -> logs.renew(claim));
    assertEquals(0, storage(claim).load().sequenced());
  }

  @Test
  void whoHasNoClaimOnlyReads() {
    PgLogStorage reading = new PgLogStorage(database, logs, LogId.MAIN, Optional::empty);
    assertThrows(FencedException.class, () -> reading.append(List.of(bytes("x"))));
    assertThrows(
        FencedException.class,
        () -> {
          storage(claim("a").orElseThrow()).append(List.of(bytes("x")));
          new Log(reading, signer).integrateAndPublish();
        });
    assertEquals(1, reading.load().sequenced());
  }

  @Test
  void aWriterThatLivesKeepsItsLog() {
    LogClaim first = claim("a").orElseThrow();
    assertEquals(Optional.empty(), claim("b"));
    LogClaim again = claim("a").orElseThrow();
    assertEquals(
        first.epoch() + 1, again.epoch(), "the same one in a later life, under a new epoch");
    logs.release(first);
    assertEquals(Optional.empty(), claim("b"), "an older life can't let go");
    logs.release(again);
    assertTrue(claim("b").isPresent(), "let go");
    sql("update log_shard set seen_at = now() - interval '61 seconds'");
    assertTrue(claim("c").isPresent(), "no sign of life");
    assertEquals(Optional.empty(), logs.claim(7, "c", LEASE), "there is no log 7");
  }

  @Test
  void aClaimWaitsForWhatIsBeingWritten() throws Exception {
    LogClaim claim = claim("a").orElseThrow();
    CountDownLatch holding = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Boolean> signing =
        CompletableFuture.supplyAsync(
            () ->
                database.transaction(
                    connection -> {
                      logs.hold(connection, claim);
                      holding.countDown();
                      return await(goOn);
                    }));
    assertTrue(await(holding));
    // appenders are not kept waiting by signers
    assertEquals(0, storage(claim).append(List.of(bytes("meanwhile"))));
    CompletableFuture<Optional<LogClaim>> claiming =
        CompletableFuture.supplyAsync(() -> claim("a"));
    Thread.sleep(300);
    assertFalse(claiming.isDone(), "the claim waits for the signer");
    goOn.countDown();
    assertTrue(signing.get(10, TimeUnit.SECONDS));
    assertEquals(claim.epoch() + 1, claiming.get(10, TimeUnit.SECONDS).orElseThrow().epoch());
  }

  @Test
  void theDatabaseItselfRefusesWhatHasNoRoom() {
    storage(claim("a").orElseThrow()).append(List.of(bytes("one")));
    refused("insert into log_entry values (1, 'x')", "no room");
    refused("insert into log_entry values (1099511627776, 'x')", "no room");
    refused("update log_shard set sequenced = 0", "go back");
    refused("update log_shard set epoch = 0", "go back");
    refused("update log_shard set origin = 'another'", "go back");
    sql("update log_shard set state = 'frozen', closed_at = now(), final_note = 'n'");
    refused("insert into log_entry values (0, 'x')", "frozen");
    refused("update log_shard set state = 'open'", "frozen");
    assertEquals(Optional.empty(), claim("a"), "nobody claims a frozen log");
  }

  @Test
  void anotherLogsDatabaseStopsTheStart() {
    StartupException refusal =
        assertThrows(StartupException.class, () -> logs.ensureMain("example.com/other"));
    assertTrue(String.valueOf(refusal.getMessage()).contains(ORIGIN), refusal.getMessage());
  }

  @Test
  void anOldDatabasesLogKeepsItsEntries() throws IOException {
    sql("truncate log_shard cascade");
    sql("alter table log_entry disable trigger log_entry_has_room");
    sql("insert into log_entry values (0, 'a'), (1, 'b')");
    sql("alter table log_entry enable trigger log_entry_has_room");
    logs.ensureMain(ORIGIN);
    assertEquals(2, storage(claim("a").orElseThrow()).append(List.of(bytes("c"))));
  }

  private static Optional<LogClaim> claim(String writer) {
    return logs.claim(LogId.MAIN, writer, LEASE);
  }

  private static PgLogStorage storage(LogClaim claim) {
    return new PgLogStorage(database, logs, LogId.MAIN, () -> Optional.of(claim));
  }

  private static void refused(String sql, String why) {
    Throwable refusal =
        assertThrows(GatewayException.Unavailable.class, () -> sql(sql), sql).getCause();
    assertTrue(assertInstanceOf(PgException.class, refusal).toString().contains(why), sql);
  }

  private static void sql(String sql) {
    database.await(database.pool().query(sql).execute());
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
