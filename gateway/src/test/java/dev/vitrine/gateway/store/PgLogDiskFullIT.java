package dev.vitrine.gateway.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.embedded.EmbeddedPostgres;
import dev.vitrine.gateway.embedded.Migrations;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogState;
import dev.vitrine.ledger.log.LogStorage;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.log.MemoryWitness;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real disk that is really full: one of the log's tables is in a tablespace on a small tmpfs. To
 * mount one takes a privilege; where it is missing this is skipped, and says so.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class PgLogDiskFullIT {
  private static final String ORIGIN = "example.com/full";
  private static final int ENTRIES = 100;

  @TempDir private Path folder;
  private Path disk;
  private EmbeddedPostgres postgres;
  private Vertx vertx;
  private Pool pool;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=3m", "vitrine", disk.toString());
    if (!mounted) {
      System.out.println("SKIPPED: no file system can be mounted here, the disk can't be filled");
    }
    Assumptions.assumeTrue(mounted, "mount is not permitted");
    postgres = EmbeddedPostgres.start(folder.resolve("postgres"), GatewayResource.BINARIES);
    Migrations.apply(postgres.jdbcUrl(), postgres.user(), postgres.password());
    vertx = Vertx.vertx();
    pool =
        Pool.newInstance(
            PgBuilder.pool()
                .connectingTo(
                    PgConnectOptions.fromUri(postgres.reactiveUrl())
                        .setUser(postgres.user())
                        .setPassword(postgres.password()))
                .using(vertx)
                .build());
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    if (pool != null) {
      pool.close().await().indefinitely();
      vertx.close().toCompletionStage().toCompletableFuture().join();
      postgres.close();
    }
    run("umount", "-l", disk.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"log_entry", "log_tile"})
  void aFullDiskStopsTheLogWhereItIsAndItGoesOnWhenThereIsRoom(String table) throws Exception {
    Path place = Files.createDirectory(disk.resolve("space"));
    sql("create tablespace small location '" + place + "'");
    sql("alter table " + table + " set tablespace small");
    LogStorage storage = SoleLog.claim(pool, ORIGIN, "test");
    NoteSigner key = NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
    MemoryWitness witness = new MemoryWitness();
    Log log = new Log(storage, LogSigner.of(key), witness);
    List<byte[]> acknowledged = new ArrayList<>();
    Random random = new Random(5);
    LogStorageException full = null;
    for (int round = 0; full == null && round < 2000; round++) {
      List<byte[]> entries = new ArrayList<>();
      for (int i = 0; i < ENTRIES; i++) {
        byte[] entry = new byte[400];
        random.nextBytes(entry);
        entries.add(entry);
      }
      try {
        assertEquals(acknowledged.size(), storage.append(entries));
        acknowledged.addAll(entries);
        log.integrateAndPublish();
      } catch (LogStorageException e) {
        full = e;
      }
    }
    assertNotNull(full, "the disk never was full");
    assertTrue(reasons(full).contains("53100"), reasons(full));

    LogState stuck = storage.load();
    assertEquals(acknowledged.size(), stuck.sequenced(), "what was not acknowledged is not there");
    checkTree(storage, stuck.published().orElseThrow().checkpoint(), acknowledged);
    assertEquals(
        witness.known().orElseThrow().size(), stuck.publishedSize(), "nothing else has left");

    assertTrue(run("mount", "-o", "remount,size=64m", disk.toString()));
    Log again = new Log(storage, LogSigner.of(key), witness);
    again.integrateAndPublish();
    Checkpoint whole = again.latest().orElseThrow().checkpoint();
    assertEquals(acknowledged.size(), whole.size());
    checkTree(storage, whole, acknowledged);
    assertEquals(Optional.empty(), again.halted());
  }

  private static void checkTree(LogStorage storage, Checkpoint checkpoint, List<byte[]> entries) {
    byte[][] leaves = new byte[(int) checkpoint.size()][];
    for (long from = 0; from < entries.size(); from += TileId.WIDTH) {
      for (LogEntry entry : storage.readEntries(from, from + TileId.WIDTH)) {
        int index = (int) entry.index();
        assertArrayEquals(entries.get(index), entry.bytes(), "entry " + index);
        if (index < leaves.length) {
          leaves[index] = MerkleHash.leaf(entry.bytes());
        }
      }
    }
    assertArrayEquals(MerkleTree.ofLeafHashes(leaves).root(), checkpoint.root());
  }

  private void sql(String statement) {
    pool.query(statement).execute().await().indefinitely();
  }

  private static String reasons(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      all.append(at).append('\n');
    }
    return all.toString();
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
