package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.audit.TrustFile;
import dev.vitrine.ledger.shard.CloseEntry;
import dev.vitrine.ledger.shard.ShardWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit fsck} follows a super-log into its shards. */
class ShardedAuditCommandTest {
  @TempDir private Path folder = Path.of("");
  private final ShardWorld world = new ShardWorld();
  private final LogServer server;

  ShardedAuditCommandTest() throws Exception {
    server = new LogServer(world.log);
    world.anchor(world.grow(1, 300));
    world.anchor(world.grow(2, 5));
    world.anchor(world.grow(1, 20));
    server.shards.put(1, world.log(1));
    server.shards.put(2, world.log(2));
  }

  @BeforeEach
  void pin() throws Exception {
    TrustFile trust = new TrustFile(world.key.verifier(), List.of(), 0, List.of(), List.of());
    Files.write(folder.resolve("pinned.json"), trust.encode());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void honestShardsAreDerivedAgain() {
    CommandRun run = fsck();
    assertEquals(ExitCode.OK, run.exitCode(), run.out());
    assertTrue(run.out().contains("shard 1: 321 entries"), run.out());
    assertTrue(run.out().contains("shard 2: 6 entries"), run.out());
    assertTrue(run.out().contains("✓ shards               2 shards only grew"), run.out());
  }

  @Test
  void aChangedEntryOfAShardIsFound() {
    server.lies.put("shard/1/tile/entries/000", ShardedAuditCommandTest::lastByteFlipped);
    CommandRun run = fsck();
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("INVALID at step fsck: entry 255 "), run.out());
  }

  @Test
  void aShardThatIsHiddenIsRefused() {
    server.shards.remove(2);
    CommandRun run = fsck();
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("INVALID at step shards: entry 2 "), run.out());
    assertTrue(run.out().contains("can't be had"), run.out());
  }

  @Test
  void whatComesAfterACloseEntryIsFound() {
    world.anchor(world.grow(2, new CloseEntry(ShardWorld.name(3)).encode(), new byte[] {1}));
    CommandRun run = fsck();
    assertEquals(ExitCode.INVALID, run.exitCode(), run.out());
    assertTrue(run.out().contains("comes after the shard was closed by entry 6"), run.out());
  }

  private CommandRun fsck() {
    return CommandRun.of(
        "audit", "fsck", "--policy", folder.resolve("pinned.json"), "--url", server.url());
  }

  private static byte[] lastByteFlipped(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }
}
