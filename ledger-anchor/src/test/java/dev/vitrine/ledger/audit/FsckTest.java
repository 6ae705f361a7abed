package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.log.LogView;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.log.TamperedStorage;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FsckTest {
  private static final int SIZE = 70_000;
  private final NoteSigner key = Samples.logKey();
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final LogView view = Samples.log(storage, key, SIZE).view();
  private final SignedCheckpoint latest = view.latest().orElseThrow();
  private final TamperedStorage tampered = new TamperedStorage(storage);

  @Test
  void aCleanLogIsClean() {
    List<Long> progress = new ArrayList<>();
    FsckReport report = Fsck.run(storage, latest, verifier(), progress::add);
    assertTrue(report.clean(), report.problems().toString());
    assertEquals(SIZE, report.entries());
    assertEquals(274 + 2 + 1, report.tiles());
    assertEquals(274, progress.size());
    assertEquals(SIZE, progress.get(273));
  }

  @Test
  void theSameOverStaticResources() {
    ResourceLogReader reader =
        new ResourceLogReader(path -> Optional.of(view.resource(path)), SIZE);
    assertTrue(Fsck.run(reader, latest, verifier(), n -> {}).clean());
    // an older size, of which only what is full by now is still there
    SignedCheckpoint older =
        SignedCheckpoint.sign(
            new Checkpoint(Samples.ORIGIN, 300, new LogTree(storage).root(300)), key);
    ResourceLogReader full =
        new ResourceLogReader(
            path -> path.partial() ? Optional.empty() : Optional.of(view.resource(path)), 300);
    assertTrue(Fsck.run(full, older, verifier(), n -> {}).clean());
    ResourceLogReader gone = new ResourceLogReader(path -> Optional.empty(), SIZE);
    assertEquals("entry 0", only(Fsck.run(gone, latest, verifier(), n -> {})).place());
  }

  @Test
  void aChangedEntryIsFoundByItsIndex() {
    tampered.entries(
        read ->
            read.stream()
                .map(e -> e.index() == 66_000 ? new LogEntry(66_000, new byte[] {7}) : e)
                .toList());
    FsckReport report = run(tampered);
    assertEquals("entry 66000", report.problems().get(0).place());
    assertEquals("checkpoint", report.problems().get(report.problems().size() - 1).place());
  }

  @Test
  void everyChangedTileIsFoundByItsPath() {
    assertEquals("entry 513", only(run(flipped(0, 2, 32))).place());
    assertEquals("tile/1/000", only(run(flipped(1, 0, 0))).place());
    assertEquals("tile/1/001.p/17", only(run(flipped(1, 1, 0))).place());
    assertEquals("tile/2/000.p/1", only(run(flipped(2, 0, 0))).place());
    TamperedStorage lost = new TamperedStorage(storage).lose(new TileId(1, 0));
    assertEquals("is missing", only(run(lost)).reason());
    TamperedStorage narrow =
        new TamperedStorage(storage).tile(new TileId(1, 1), tile -> tile.prefix(3));
    assertEquals("has only 3 hashes", only(run(narrow)).reason());
  }

  @Test
  void aMissingEntryEndsTheRun() {
    tampered.entries(read -> read.stream().filter(e -> e.index() != 300).toList());
    FsckReport report = run(tampered);
    assertEquals("entry 300", only(report).place());
    assertEquals(300, report.entries());
  }

  @Test
  void aCheckpointThatIsNotThisTreesIsFound() {
    SignedCheckpoint other =
        SignedCheckpoint.sign(new Checkpoint(Samples.ORIGIN, SIZE, MerkleHash.empty()), key);
    FsckProblem root = only(Fsck.run(storage, other, verifier(), n -> {}));
    assertTrue(root.reason().contains("another root"));
    CheckpointVerifier stranger = new CheckpointVerifier(LogPolicy.of(Samples.logKey().verifier()));
    FsckProblem signature = only(Fsck.run(storage, latest, stranger, n -> {}));
    assertTrue(signature.reason().startsWith("checkpoint-signature"));
  }

  @Test
  void endlessProblemsAreCountedNotKept() {
    tampered.entries(read -> read.stream().map(e -> new LogEntry(e.index(), new byte[0])).toList());
    FsckReport report = run(tampered);
    assertEquals(FsckReport.MAX_PROBLEMS, report.problems().size());
    assertTrue(report.found() > SIZE);
    assertFalse(report.clean());
  }

  private TamperedStorage flipped(int level, long index, int at) {
    return new TamperedStorage(storage).flip(new TileId(level, index), at);
  }

  private FsckReport run(LogReader reader) {
    return Fsck.run(reader, latest, verifier(), n -> {});
  }

  private CheckpointVerifier verifier() {
    return new CheckpointVerifier(LogPolicy.of(key.verifier()));
  }

  private static FsckProblem only(FsckReport report) {
    assertEquals(1, report.problems().size(), report.problems().toString());
    return report.problems().get(0);
  }
}
