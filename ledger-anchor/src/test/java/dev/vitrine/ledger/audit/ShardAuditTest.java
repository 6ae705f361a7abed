package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.log.TamperedStorage;
import dev.vitrine.ledger.shard.CheckpointEntry;
import dev.vitrine.ledger.shard.CloseEntry;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.ledger.shard.ShardWorld;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.witness.LogPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ShardAuditTest {
  private final ShardWorld world = new ShardWorld();
  private final ShardRules rules = new ShardRules(ShardWorld.name(1));

  @Test
  void honestShardsAreClean() {
    for (int round = 0; round < 5; round++) {
      world.anchor(world.grow(1, 100 + 60 * round));
      world.anchor(world.grow(2, 3));
    }
    SignedCheckpoint same = world.log(1).latest().orElseThrow();
    world.anchor(same); // once more the same
    ShardAudit audit = audit();
    assertEquals(List.of(), audit.problems());
    assertTrue(audit.clean());
    assertEquals(same.checkpoint(), audit.last().get(1));
    assertFalse(audit.closed(1));
    assertFalse(audit.closed(9));
  }

  @Test
  void aShardThatWasClosedAndItsSuccessorAreClean() {
    world.anchor(world.grow(1, 300));
    closeFor(1, 2);
    world.openAfter(2, 1);
    world.anchor(world.grow(2, 3));
    ShardAudit audit = audit();
    assertEquals(List.of(), audit.problems());
    assertTrue(audit.closed(1));
    assertFalse(audit.closed(2));
  }

  @Test
  void whatGrowsAfterItWasClosedIsFound() {
    world.anchor(world.grow(1, 10));
    closeFor(1, 2);
    world.anchor(world.grow(1, 1));
    found("grew to 13 after it was closed at 12", audit());
    FsckReport report =
        Fsck.run(
            world.shard(1),
            world.log(1).latest().orElseThrow(),
            new CheckpointVerifier(policy()),
            done -> {},
            rules);
    assertEquals(1, report.found(), "the key is new in each world, nothing else is wrong");
    assertEquals(1, rules.problems().size());
    assertTrue(rules.problems().get(0).reason().contains("after the shard was closed by entry 11"));
  }

  @Test
  void aCloseEntryHiddenAmongOthersIsFoundByReadingAll() {
    world.anchor(world.grow(1, 10));
    byte[] close = new CloseEntry(ShardWorld.name(2)).encode();
    world.anchor(world.grow(1, close, new byte[] {1}));
    assertEquals(List.of(), audit().problems(), "tiles alone don't show it");
    world.shard(1).readEntries(0, 13).forEach(rules);
    assertEquals(
        List.of("example.com/log/shard/1 entry 12"),
        rules.problems().stream().map(FsckProblem::place).toList());
  }

  @Test
  void aShardThatShrinksOrHasTwoRootsIsFound() {
    SignedCheckpoint small = world.grow(1, 10);
    world.anchor(small);
    world.anchor(world.grow(1, 10));
    world.anchor(small);
    found("shrank from 21 to 11", audit());
    anchor(new Checkpoint(ShardWorld.name(1).origin(), 21, new byte[32]));
    found("has two roots for size 21", audit());
  }

  @Test
  void aForkOfAShardIsFound() {
    world.anchor(world.grow(1, 10));
    InMemoryLogStorage fork = new InMemoryLogStorage();
    fork.append(Samples.entries(50, 80));
    Checkpoint forked =
        new Log(fork, ShardWorld.shardKey(1))
            .integrateAndPublish()
            .newlyPublished()
            .orElseThrow()
            .checkpoint();
    anchor(forked);
    world.grow(1, 60);
    found("can't show that size 11 is a prefix of size 30", audit());
    // nor do the fork's own tiles help
    ShardAudit forks = new ShardAudit(Samples.ORIGIN, name -> Optional.of(fork));
    entries().forEach(forks);
    assertFalse(forks.clean());
  }

  @Test
  void aShardThatHidesItsTilesOrEntriesIsFound() {
    world.anchor(world.grow(1, 300));
    world.anchor(world.grow(1, 300));
    LogReader real = world.shard(1);
    found("can't be had", audit(name -> Optional.empty()));
    TamperedStorage without = new TamperedStorage(world.shard(1)).lose(new TileId(0, 1));
    found("is missing", audit(name -> Optional.of(without)));
    TamperedStorage flipped = new TamperedStorage(world.shard(1)).flip(new TileId(0, 1), 40);
    assertFalse(audit(name -> Optional.of(flipped)).clean());
    TamperedStorage empty = new TamperedStorage(world.shard(1)).entries(read -> List.of());
    found("can't be shown", audit(name -> Optional.of(empty)));
    assertTrue(audit(name -> Optional.of(real)).clean());
  }

  @Test
  void aGenesisOfAnotherLogIsFound() {
    InMemoryLogStorage two = world.shard(2);
    SignedCheckpoint second = world.grow(2, 5);
    anchor(
        new Checkpoint(
            ShardWorld.name(1).origin(), second.checkpoint().size(), second.checkpoint().root()));
    found("begins with the genesis of", audit(name -> Optional.of(two)));
    ShardRules strict = new ShardRules(ShardWorld.name(1));
    two.readEntries(0, 6).forEach(strict);
    assertEquals(1, strict.problems().size());
    ShardRules none = new ShardRules(ShardWorld.name(1));
    none.accept(new LogEntry(0, new byte[] {1}));
    assertTrue(none.problems().get(0).reason().contains("no genesis"));
  }

  @Test
  void aSuccessorThatNamesAnotherEndIsFound() {
    world.anchor(world.grow(1, 10));
    SignedCheckpoint early = world.log(1).latest().orElseThrow();
    closeFor(1, 2);
    // as if the shard had ended one entry sooner
    world.open(2, Optional.of(early.checkpoint()));
    world.anchor(world.grow(2, 3));
    ShardAudit audit = audit();
    found("which did not end so", audit);
    found("which does not say so", audit);
  }

  @Test
  void aSuccessorThatWasNotNamedIsFound() {
    world.anchor(world.grow(1, 10));
    closeFor(1, 2);
    world.openAfter(3, 1);
    world.anchor(world.grow(3, 3));
    found("which did not end so", audit());
  }

  @Test
  void otherEntriesAndOtherLogsAreNotLookedAt() {
    world.anchor(world.grow(1, 10));
    anchor(new Checkpoint("example.com/peer", 5, new byte[32]));
    anchor(new Checkpoint("example.com/peer/shard/1", 5, new byte[32]));
    world.storage.append(List.of(new byte[] {1}, new byte[0]));
    assertTrue(audit().clean());
    world.storage.append(List.of(new byte[] {(byte) 0x84, 4, 1}));
    found("entry of type 4", audit());
  }

  @Test
  void anEmptyShardIsFound() {
    anchor(new Checkpoint(ShardWorld.name(1).origin(), 0, new byte[32]));
    found("has no genesis yet", audit());
  }

  @Test
  void aReaderThatFailsSaysNothingOfTheShard() {
    world.anchor(world.grow(1, 10));
    TamperedStorage failing =
        new TamperedStorage(world.shard(1))
            .entries(
                read -> {
                  throw new LogStorageException("the network");
                });
    assertThrows(LogStorageException.class, () -> audit(name -> Optional.of(failing)));
  }

  private void closeFor(int number, int successor) {
    world.anchor(world.grow(number, new CloseEntry(ShardWorld.name(successor)).encode()));
  }

  private void anchor(Checkpoint checkpoint) {
    world.storage.append(List.of(CheckpointEntry.encode(checkpoint)));
  }

  private ShardAudit audit() {
    return audit(name -> Optional.of(world.shard(name.number())));
  }

  private ShardAudit audit(Function<ShardName, Optional<LogReader>> readers) {
    ShardAudit audit = new ShardAudit(Samples.ORIGIN, readers);
    entries().forEach(audit);
    return audit;
  }

  private List<LogEntry> entries() {
    return world.storage.readEntries(0, 256);
  }

  private LogPolicy policy() {
    return LogPolicy.of(ShardWorld.shardKey(1).verifier());
  }

  private static void found(String reason, ShardAudit audit) {
    assertFalse(audit.clean());
    assertTrue(
        audit.problems().stream().anyMatch(problem -> problem.reason().contains(reason)),
        audit.problems()::toString);
  }
}
