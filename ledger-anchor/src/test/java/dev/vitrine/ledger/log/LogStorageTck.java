package dev.vitrine.ledger.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LogStorage} must do. Subclass it over a real storage; {@link #storage} gives
 * the same empty log for the length of one test. It uses public types only, so that it also runs
 * where tests and library have different class loaders.
 */
public abstract class LogStorageTck {
  private static final String ORIGIN = "example.com/tck";

  private final NoteSigner signer =
      NoteSigner.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());

  /** An empty storage, new for each test; called more than once it gives a handle on the same. */
  protected abstract LogStorage storage();

  /**
   * A second handle on the same log, as another process would have: after a restart, say. By
   * default the same one.
   */
  protected LogStorage reopened() {
    return storage();
  }

  @Test
  void anEmptyLogHasNothing() {
    LogStorage storage = storage();
    assertEquals(LogState.EMPTY, storage.load());
    assertTrue(storage.readEntries(0, 1).isEmpty());
    assertTrue(storage.readTiles(List.of(new TileId(0, 0))).isEmpty());
  }

  @Test
  void appendedEntriesKeepTheirOrderAndBytes() {
    LogStorage storage = storage();
    assertEquals(0, storage.append(List.of(bytes("a"), new byte[0], new byte[65535])));
    assertEquals(3, storage.append(List.of(bytes("d"))));
    assertEquals(4, reopened().load().sequenced());
    List<LogEntry> read = reopened().readEntries(1, 4);
    assertEquals(List.of(1L, 2L, 3L), read.stream().map(LogEntry::index).toList());
    assertEquals(0, read.get(0).bytes().length);
    assertEquals(65535, read.get(1).bytes().length);
    assertArrayEquals(bytes("d"), read.get(2).bytes());
  }

  @Test
  void readingBeyondTheEndGivesWhatThereIs() {
    LogStorage storage = storage();
    storage.append(List.of(bytes("a"), bytes("b")));
    assertEquals(1, storage.readEntries(1, 9).size());
    assertTrue(storage.readEntries(2, 3).isEmpty());
  }

  @Test
  void appendingNothingDoesNothing() {
    LogStorage storage = storage();
    assertEquals(0, storage.append(List.of()));
    assertEquals(0, storage.load().sequenced());
  }

  @Test
  void anEntryThatIsTooLongIsRefusedWhole() {
    LogStorage storage = storage();
    assertThrows(
        LogStorageException.class, () -> storage.append(List.of(bytes("a"), new byte[65536])));
    assertEquals(0, storage.load().sequenced());
  }

  @Test
  void aPublicationStoresTilesAndCheckpoint() {
    LogStorage storage = storage();
    SignedCheckpoint first = checkpoint(1);
    HashTile tile = tile(1);
    storage.sign(new Fixed(Optional.empty(), Map.of(new TileId(0, 0), tile), first));
    assertEquals(Optional.of(first), reopened().load().published());
    assertEquals(
        Map.of(new TileId(0, 0), tile),
        reopened().readTiles(List.of(new TileId(0, 0), new TileId(1, 0))));

    SignedCheckpoint second = checkpoint(2);
    storage.sign(new Fixed(Optional.of(first), Map.of(new TileId(0, 0), tile(2)), second));
    assertEquals(Optional.of(second), reopened().load().published());
    assertEquals(tile(2), reopened().readTiles(List.of(new TileId(0, 0))).get(new TileId(0, 0)));
  }

  @Test
  void tilesOfEveryLevelAndFarIndexesAreKeptApart() {
    LogStorage storage = storage();
    TileId far = new TileId(0, 1L << 40);
    TileId high = new TileId(7, 0);
    storage.sign(new Fixed(Optional.empty(), Map.of(far, tile(3), high, tile(256)), checkpoint(1)));
    assertEquals(
        Map.of(far, tile(3), high, tile(256)),
        reopened().readTiles(List.of(far, high, new TileId(0, 0), new TileId(6, 1))));
  }

  @Test
  void sealingSeesTheWritesOfItsOwnTransaction() {
    LogStorage storage = storage();
    storage.append(List.of(bytes("a")));
    List<Integer> widths = new ArrayList<>();
    List<LogEntry> entries = new ArrayList<>();
    storage.sign(
        new Fixed(Optional.empty(), Map.of(new TileId(0, 0), tile(5)), checkpoint(1)) {
          @Override
          public SignedCheckpoint seal(LogReader stored) {
            stored
                .readTiles(List.of(new TileId(0, 0)))
                .values()
                .forEach(t -> widths.add(t.width()));
            entries.addAll(stored.readEntries(0, 1));
            return super.seal(stored);
          }
        });
    assertEquals(List.of(5), widths);
    assertArrayEquals(bytes("a"), entries.get(0).bytes());
  }

  @Test
  void aRefusedSealLeavesNoTrace() {
    LogStorage storage = storage();
    Fixed refused =
        new Fixed(Optional.empty(), Map.of(new TileId(0, 0), tile(1)), checkpoint(1)) {
          @Override
          public SignedCheckpoint seal(LogReader stored) {
            throw new CorruptLogException("refused");
          }
        };
    assertThrows(CorruptLogException.class, () -> storage.sign(refused));
    assertEquals(Optional.empty(), reopened().load().published());
    assertTrue(reopened().readTiles(List.of(new TileId(0, 0))).isEmpty());
    storage.sign(new Fixed(Optional.empty(), Map.of(), checkpoint(1)));
  }

  @Test
  void anotherPreviousCheckpointIsAConflictAndLeavesNoTrace() {
    LogStorage storage = storage();
    SignedCheckpoint first = checkpoint(1);
    storage.sign(new Fixed(Optional.empty(), Map.of(), first));
    for (Optional<SignedCheckpoint> wrong :
        List.of(Optional.<SignedCheckpoint>empty(), Optional.of(checkpoint(2)))) {
      Fixed late = new Fixed(wrong, Map.of(new TileId(0, 0), tile(9)), checkpoint(3));
      assertThrows(CheckpointConflictException.class, () -> storage.sign(late));
    }
    assertEquals(Optional.of(first), reopened().load().published());
    assertTrue(reopened().readTiles(List.of(new TileId(0, 0))).isEmpty());
  }

  @Test
  void aFirstCheckpointMustNotBeExpectedWhereThereIsNone() {
    Fixed wrong = new Fixed(Optional.of(checkpoint(1)), Map.of(), checkpoint(2));
    assertThrows(CheckpointConflictException.class, () -> storage().sign(wrong));
    assertEquals(Optional.empty(), reopened().load().published());
  }

  @Test
  void ofWritersAtOnceExactlyOneWins() throws Exception {
    LogStorage storage = storage();
    int writers = 4;
    Optional<SignedCheckpoint> previous = Optional.empty();
    for (int round = 1; round <= 5; round++) {
      CyclicBarrier start = new CyclicBarrier(writers);
      List<Callable<Boolean>> attempts = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        Fixed mine =
            new Fixed(
                previous, Map.of(new TileId(0, w), tile(round)), checkpoint(100L * round + w));
        attempts.add(
            () -> {
              start.await();
              try {
                storage.sign(mine);
                return true;
              } catch (CheckpointConflictException e) {
                return false;
              }
            });
      }
      int wins = 0;
      for (boolean won : runAll(attempts)) {
        wins += won ? 1 : 0;
      }
      assertEquals(1, wins, "round " + round);
      previous = reopened().load().published();
      long winner = previous.orElseThrow().checkpoint().size() - 100L * round;
      Map<TileId, HashTile> tiles =
          reopened()
              .readTiles(
                  List.of(new TileId(0, 0), new TileId(0, 1), new TileId(0, 2), new TileId(0, 3)));
      int current = round;
      Set<Long> moved = new HashSet<>();
      tiles.forEach(
          (id, tile) -> {
            if (tile.width() == current) {
              moved.add(id.index());
            }
          });
      assertEquals(Set.of(winner), moved, "only the winner's tiles are stored");
    }
  }

  @Test
  void appendersAtOnceGetDistinctIndexesWithoutGaps() throws Exception {
    LogStorage storage = storage();
    List<Callable<Boolean>> appenders = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      String name = "w" + w + "-";
      appenders.add(
          () -> {
            for (int i = 0; i < 25; i++) {
              long index = storage.append(List.of(bytes(name + i), bytes(name + i + "b")));
              List<LogEntry> mine = storage.readEntries(index, index + 2);
              if (mine.size() != 2 || !text(mine.get(1)).equals(name + i + "b")) {
                return false;
              }
            }
            return true;
          });
    }
    assertEquals(List.of(true, true, true, true), runAll(appenders));
    assertEquals(200, reopened().load().sequenced());
    Set<String> seen = new HashSet<>();
    reopened().readEntries(0, 200).forEach(entry -> seen.add(text(entry)));
    assertEquals(200, seen.size());
  }

  @Test
  void aWholeLogGrowsOnIt() {
    LogStorage storage = storage();
    Log log = new Log(storage, signer);
    List<byte[]> leaves = new ArrayList<>();
    for (int step : new int[] {1, 254, 1, 1, 300, 512}) {
      List<byte[]> added = new ArrayList<>();
      for (int i = 0; i < step; i++) {
        added.add(bytes("entry " + leaves.size()));
        leaves.add(MerkleHash.leaf(added.get(i)));
      }
      storage.append(added);
      Checkpoint checkpoint = log.integrateAndPublish().newlyPublished().orElseThrow().checkpoint();
      assertEquals(leaves.size(), checkpoint.size());
      assertArrayEquals(
          MerkleTree.ofLeafHashes(leaves.toArray(new byte[0][])).root(), checkpoint.root());
    }
    Checkpoint last =
        new LogView(reopened(), signer.verifier()).latest().orElseThrow().checkpoint();
    assertEquals(leaves.size(), last.size());
    for (int index : new int[] {0, 255, 256, 700, leaves.size() - 1}) {
      assertTrue(
          log.view().inclusionProof(index, last.size()).verify(leaves.get(index), last.root()));
    }
  }

  @Test
  void signingAloneDoesNotPublish() {
    LogStorage storage = storage();
    storage.append(List.of(bytes("a")));
    SignedCheckpoint first = checkpoint(1);
    storage.sign(new Signed(Optional.empty(), first));
    assertEquals(
        new LogState(1, Optional.of(first), Optional.empty()), reopened().load(), "not yet");
    SignedCheckpoint cosigned = cosigned(first);
    storage.publish(Optional.empty(), cosigned);
    assertEquals(new LogState(1, Optional.of(first), Optional.of(cosigned)), reopened().load());
    SignedCheckpoint second = checkpoint(2);
    storage.sign(new Signed(Optional.of(first), second));
    assertEquals(Optional.of(cosigned), reopened().load().published(), "still the one before");
    storage.publish(Optional.of(cosigned), second);
    assertEquals(Optional.of(second), reopened().load().published());
  }

  @Test
  void anEarlierSignedCheckpointMayBePublishedAndOneMayGetMoreCosignatures() {
    LogStorage storage = storage();
    SignedCheckpoint first = checkpoint(1);
    SignedCheckpoint second = checkpoint(2);
    storage.sign(new Signed(Optional.empty(), first));
    storage.sign(new Signed(Optional.of(first), second));
    storage.publish(Optional.empty(), first);
    SignedCheckpoint more = cosigned(first);
    storage.publish(Optional.of(first), more);
    assertEquals(Optional.of(more), reopened().load().published());
    assertEquals(Optional.of(second), reopened().load().signed());
  }

  @Test
  void whatDoesNotFitIsNotPublishedAndLeavesNoTrace() {
    LogStorage storage = storage();
    SignedCheckpoint first = checkpoint(1);
    refusedToPublish(storage, Optional.empty(), first); // nothing is signed
    storage.sign(new Signed(Optional.empty(), first));
    refusedToPublish(storage, Optional.empty(), checkpoint(2)); // not signed
    refusedToPublish(storage, Optional.empty(), otherCheckpoint(1)); // another one was signed
    refusedToPublish(storage, Optional.of(first), first); // nothing was published before
    SignedCheckpoint second = checkpoint(2);
    storage.sign(new Signed(Optional.of(first), second));
    storage.publish(Optional.empty(), second);
    refusedToPublish(storage, Optional.of(second), first); // smaller
    refusedToPublish(storage, Optional.of(first), second); // another is published
    SignedCheckpoint third = checkpoint(3);
    storage.sign(new Signed(Optional.of(second), third));
    refusedToPublish(storage, Optional.of(second), otherCheckpoint(2)); // two of one size
  }

  @Test
  void ofPublishersAtOnceExactlyOneWins() throws Exception {
    LogStorage storage = storage();
    SignedCheckpoint first = checkpoint(1);
    storage.sign(new Signed(Optional.empty(), first));
    CyclicBarrier start = new CyclicBarrier(4);
    List<Callable<Boolean>> attempts = new ArrayList<>();
    for (int w = 0; w < 4; w++) {
      SignedCheckpoint mine = cosigned(first);
      attempts.add(
          () -> {
            start.await();
            try {
              storage.publish(Optional.empty(), mine);
              return true;
            } catch (CheckpointConflictException e) {
              return false;
            }
          });
    }
    assertEquals(1, runAll(attempts).stream().filter(won -> won).count());
  }

  /**
   * How many persist steps of one round may fail, each before or after it took effect, in all
   * combinations. At 2 there are 73 of them, at 6 (all) 729.
   */
  protected int mostFaults() {
    return 2;
  }

  @Test
  void whateverStepFailsBeforeOrAfterItTookEffectTheLogGoesOn() {
    Faults faults = new Faults();
    Cosigner witness = faults.over(new MemoryWitness());
    TreeMap<Long, byte[]> acknowledged = new TreeMap<>();
    int failures = 0;
    for (List<Faults.Fate> plan : plans(List.of(), 6, mostFaults())) {
      faults.plan(plan);
      while (true) {
        byte[] entry = bytes("entry " + acknowledged.size());
        try {
          acknowledged.put(faults.over(storage()).append(List.of(entry)), entry);
          break;
        } catch (LogStorageException e) {
          failures++;
        }
      }
      long covered = acknowledged.lastKey() + 1;
      Log log = new Log(faults.over(reopened()), LogSigner.of(signer), witness);
      while (reopened().load().publishedSize() < covered || faults.left() > 0) {
        try {
          Progress progress = log.integrateAndPublish();
          faults.observe(progress.state());
          boolean failed = progress.outcome() == Progress.Outcome.WITHOUT_QUORUM;
          failures += failed ? 1 : 0;
          if (!failed && progress.state().publishedSize() >= covered) {
            break;
          }
        } catch (LogStorageException e) {
          failures++;
          log = new Log(faults.over(reopened()), LogSigner.of(signer), witness);
        }
        faults.observe(reopened().load());
      }
    }
    assertTrue(failures > 72, failures + " failures");
    LogState end = reopened().load();
    List<byte[]> leaves = new ArrayList<>();
    for (long from = 0; from < end.sequenced(); from += TileId.WIDTH) {
      for (LogEntry entry : reopened().readEntries(from, from + TileId.WIDTH)) {
        leaves.add(entry.leafHash());
        byte[] promised = acknowledged.get(entry.index());
        if (promised != null) {
          assertArrayEquals(promised, entry.bytes(), "entry " + entry.index());
        }
      }
    }
    assertTrue(acknowledged.lastKey() < leaves.size());
    assertEquals(leaves.size(), end.publishedSize());
    assertArrayEquals(
        MerkleTree.ofLeafHashes(leaves.toArray(new byte[0][])).root(),
        end.published().orElseThrow().checkpoint().root());
  }

  @Test
  void aWriterThatIsOvertakenAtAnyStepIsToldAndNothingForks() {
    MemoryWitness witness = new MemoryWitness();
    Log other = new Log(reopened(), LogSigner.of(signer), witness);
    int conflicts = 0;
    int overtakings = 0;
    for (int step = 0; step < 5; step++) {
      int at = step;
      storage().append(List.of(bytes("one of " + step)));
      Faults faults = new Faults();
      int[] calls = {0};
      faults.beforeEach(
          () -> {
            if (calls[0]++ == at) {
              storage().append(List.of(bytes("other of " + at)));
              faults.observe(other.integrateAndPublish().state());
            }
          });
      Log one = new Log(faults.over(storage()), LogSigner.of(signer), faults.over(witness));
      try {
        faults.observe(one.integrateAndPublish().state());
      } catch (CheckpointConflictException e) {
        conflicts++;
      }
      overtakings += calls[0] > at ? 1 : 0;
      assertEquals(Optional.empty(), one.halted(), "the other writer is no fork");
      storage().append(List.of(bytes("more")));
      faults.beforeEach(() -> {});
      faults.observe(one.integrateAndPublish().state());
      assertEquals(storage().load().sequenced(), reopened().load().publishedSize());
    }
    assertEquals(5, overtakings);
    assertEquals(5, conflicts);
  }

  private static void refusedToPublish(
      LogStorage storage, Optional<SignedCheckpoint> previous, SignedCheckpoint checkpoint) {
    LogState before = storage.load();
    assertThrows(CheckpointConflictException.class, () -> storage.publish(previous, checkpoint));
    assertEquals(before, storage.load());
  }

  /** Every plan of so many calls with at most so many faults. */
  private static List<List<Faults.Fate>> plans(List<Faults.Fate> begun, int calls, int faults) {
    if (calls == 0) {
      return List.of(begun);
    }
    List<List<Faults.Fate>> plans = new ArrayList<>();
    for (Faults.Fate fate : Faults.Fate.values()) {
      boolean fails = fate != Faults.Fate.DONE;
      if (!fails || faults > 0) {
        List<Faults.Fate> longer = new ArrayList<>(begun);
        longer.add(fate);
        plans.addAll(plans(longer, calls - 1, faults - (fails ? 1 : 0)));
      }
    }
    return plans;
  }

  private static <T> List<T> runAll(List<Callable<T>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private SignedCheckpoint checkpoint(long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(ORIGIN, size, MerkleHash.leaf(bytes("" + size))), signer);
  }

  private SignedCheckpoint otherCheckpoint(long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(ORIGIN, size, MerkleHash.leaf(bytes("other " + size))), signer);
  }

  private static SignedCheckpoint cosigned(SignedCheckpoint checkpoint) {
    return new MemoryWitness()
        .cosign(
            checkpoint,
            from -> {
              throw new IllegalStateException("a new witness asks for no proof");
            });
  }

  private static HashTile tile(int width) {
    byte[] hashes = new byte[width * MerkleHash.LENGTH];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = (byte) (i * 31 + i / 256);
    }
    return HashTile.of(hashes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(LogEntry entry) {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  /** A publication of given parts, which signs without looking. */
  private static class Fixed implements Publication {
    private final Optional<SignedCheckpoint> previous;
    private final Map<TileId, HashTile> tiles;
    private final SignedCheckpoint next;

    Fixed(Optional<SignedCheckpoint> previous, Map<TileId, HashTile> tiles, SignedCheckpoint next) {
      this.previous = previous;
      this.tiles = tiles;
      this.next = next;
    }

    @Override
    public Optional<SignedCheckpoint> previous() {
      return previous;
    }

    @Override
    public Map<TileId, HashTile> tiles() {
      return tiles;
    }

    @Override
    public SignedCheckpoint seal(LogReader stored) {
      return next;
    }

    @Override
    public boolean publishesAtOnce() {
      return true;
    }
  }

  /** The same, signed and not published, without tiles. */
  private static final class Signed extends Fixed {
    Signed(Optional<SignedCheckpoint> previous, SignedCheckpoint next) {
      super(previous, Map.of(), next);
    }

    @Override
    public boolean publishesAtOnce() {
      return false;
    }
  }
}
