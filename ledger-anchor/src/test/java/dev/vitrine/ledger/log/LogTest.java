package dev.vitrine.ledger.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.CompactRange;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final NoteSigner key = Samples.logKey();

  @Test
  void nothingNewPublishesNothing() {
    Log log = new Log(storage, key);
    assertEquals(Progress.Outcome.UNCHANGED, log.integrateAndPublish().outcome());
    assertEquals(Optional.empty(), log.latest());
    storage.append(Samples.entries(0, 3));
    SignedCheckpoint first = log.integrateAndPublish().newlyPublished().orElseThrow();
    assertTrue(first.note().verifiedBy(key.verifier()));
    assertEquals(Progress.Outcome.UNCHANGED, log.integrateAndPublish().outcome());
    assertEquals(Optional.of(first), log.latest());
  }

  @Test
  void rootsAreTheTreesWhateverTheSteps() {
    Random random = new Random(3);
    CompactRange range = new CompactRange();
    Log log = new Log(storage, key);
    while (range.size() < 3000) {
      long to = range.size() + 1 + random.nextInt(400);
      storage.append(Samples.entries(range.size(), to));
      while (range.size() < to) {
        range.append(MerkleHash.leaf(Samples.entry(range.size())));
      }
      Checkpoint published = log.integrateAndPublish().newlyPublished().orElseThrow().checkpoint();
      assertEquals(to, published.size());
      assertArrayEquals(range.root(), published.root());
    }
  }

  @Test
  void aLongBacklogIsTakenInBoundedSteps() {
    storage.append(Samples.entries(0, Log.MAX_STEP + 10L));
    TamperedStorage counting = new TamperedStorage(storage);
    Checkpoint last =
        new Log(counting, key).integrateAndPublish().newlyPublished().orElseThrow().checkpoint();
    assertEquals(Log.MAX_STEP + 10L, last.size());
    CompactRange range = new CompactRange();
    for (long i = 0; i < last.size(); i++) {
      range.append(MerkleHash.leaf(Samples.entry(i)));
    }
    assertArrayEquals(range.root(), last.root());
    assertEquals(1, width(new TileId(2, 0)));
  }

  @Test
  void anAppendCostsTheSameInALargeLogAsInASmallOne() {
    TamperedStorage counting = new TamperedStorage(storage);
    Log log = new Log(counting, key);
    for (long size : new long[] {10, 5_000, 50_000}) {
      Samples.log(storage, key, size);
      storage.append(Samples.entries(size, size + 1));
      counting.tilesRead();
      counting.entriesRead();
      log.integrateAndPublish();
      assertEquals(2, counting.entriesRead(), "to integrate and to check again");
      assertTrue(counting.tilesRead() <= 2 * (TileId.MAX_LEVEL + 1));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "0, 1, 8000", "1, 0, 31"})
  void aBitFlippedAtTheRightEdgeIsCaughtBeforeSigning(int level, long index, int at) {
    SignedCheckpoint before = Samples.log(storage, key, 510).latest().orElseThrow();
    storage.append(Samples.entries(510, 600));
    TamperedStorage tampered = new TamperedStorage(storage).flip(new TileId(level, index), at);
    assertThrows(CorruptLogException.class, () -> new Log(tampered, key).integrateAndPublish());
    assertEquals(Optional.of(before), storage.load().published(), "nothing was published");
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "0, 1, 8191", "0, 2, 2815", "1, 0, 0", "1, 0, 32"})
  void aBitFlippedBetweenWritingAndSigningIsCaught(int level, long index, int at) {
    SignedCheckpoint before = Samples.log(storage, key, 510).latest().orElseThrow();
    storage.append(Samples.entries(510, 600));
    TamperedStorage tampered =
        new TamperedStorage(storage).flip(new TileId(level, index), at).onlyWhileSealing();
    assertThrows(CorruptLogException.class, () -> new Log(tampered, key).integrateAndPublish());
    assertEquals(Optional.of(before), storage.load().published(), "nothing was published");
    assertEquals(254, width(new TileId(0, 1)), "rolled back");
    assertEquals(600, Samples.log(storage, key, 600).latest().orElseThrow().checkpoint().size());
  }

  @Test
  void aTileLostBetweenWritingAndSigningIsCaught() {
    storage.append(Samples.entries(0, 300));
    for (TileId id : List.of(new TileId(0, 0), new TileId(0, 1), new TileId(1, 0))) {
      TamperedStorage tampered = new TamperedStorage(storage).lose(id).onlyWhileSealing();
      assertThrows(CorruptLogException.class, () -> new Log(tampered, key).integrateAndPublish());
    }
    TamperedStorage narrow =
        new TamperedStorage(storage)
            .tile(new TileId(0, 1), tile -> tile.prefix(tile.width() - 1))
            .onlyWhileSealing();
    assertThrows(CorruptLogException.class, () -> new Log(narrow, key).integrateAndPublish());
  }

  @Test
  void anEntryThatReadsOtherwiseTheSecondTimeIsCaught() {
    storage.append(Samples.entries(0, 300));
    TamperedStorage tampered =
        new TamperedStorage(storage)
            .entries(
                read ->
                    read.stream()
                        .map(e -> e.index() == 270 ? new LogEntry(270, new byte[] {1}) : e)
                        .toList())
            .onlyWhileSealing();
    assertThrows(CorruptLogException.class, () -> new Log(tampered, key).integrateAndPublish());
    assertEquals(Optional.empty(), storage.load().published());
  }

  @Test
  void gapsInTheSequenceAreRefused() {
    storage.append(Samples.entries(0, 300));
    List<TamperedStorage> gaps =
        List.of(
            new TamperedStorage(storage)
                .entries(read -> read.stream().filter(e -> e.index() != 270).toList()),
            new TamperedStorage(storage)
                .entries(read -> read.stream().filter(e -> e.index() < 299).toList()),
            new TamperedStorage(storage)
                .entries(
                    read ->
                        read.stream().map(e -> new LogEntry(e.index() + 1, e.bytes())).toList()),
            new TamperedStorage(storage)
                .state(
                    state ->
                        new LogState(state.sequenced() + 1, state.signed(), state.published())));
    for (TamperedStorage gap : gaps) {
      CorruptLogException refused =
          assertThrows(CorruptLogException.class, () -> new Log(gap, key).integrateAndPublish());
      assertTrue(refused.getMessage().contains("gap"), refused.getMessage());
    }
    assertEquals(Optional.empty(), storage.load().published());
  }

  @Test
  void aSequenceShorterThanWhatWasSignedIsRefused() {
    Samples.log(storage, key, 20);
    TamperedStorage shrunk =
        new TamperedStorage(storage)
            .state(state -> new LogState(19, state.signed(), state.published()));
    assertThrows(CorruptLogException.class, () -> new Log(shrunk, key).integrateAndPublish());
  }

  @Test
  void aCheckpointOfAnotherLogOrKeyIsNotBuiltOn() {
    Samples.log(storage, Samples.logKey(), 20);
    storage.append(Samples.entries(20, 21));
    Log log = new Log(storage, key);
    assertThrows(CorruptLogException.class, log::integrateAndPublish);
    assertThrows(CorruptLogException.class, log::latest);
  }

  @Test
  void aCheckpointSwappedForAnOlderOneOfTheSameLogIsNotForkedFrom() {
    SignedCheckpoint old = Samples.log(storage, key, 20).latest().orElseThrow();
    Samples.log(storage, key, 40);
    storage.append(Samples.entries(40, 41));
    TamperedStorage rolledBack =
        new TamperedStorage(storage)
            .state(s -> new LogState(s.sequenced(), Optional.of(old), Optional.of(old)));
    Log log = new Log(rolledBack, key);
    assertThrows(CheckpointConflictException.class, log::integrateAndPublish);
  }

  @Test
  void whoeverLosesTheRaceGetsAConflictAndTheLogIsWhole() {
    Samples.log(storage, key, 10);
    storage.append(Samples.entries(10, 300));
    LogState seen = storage.load();
    Growth slow = new Growth(storage, LogSigner.of(key), seen, 200, true);
    Growth fast = new Growth(storage, LogSigner.of(key), seen, 300, true);
    storage.sign(fast);
    assertThrows(CheckpointConflictException.class, () -> storage.sign(slow));
    assertEquals(300, storage.load().publishedSize());
    assertEquals(44, width(new TileId(0, 1)));
  }

  private int width(TileId id) {
    return storage.readTiles(List.of(id)).values().stream().mapToInt(HashTile::width).sum();
  }
}
