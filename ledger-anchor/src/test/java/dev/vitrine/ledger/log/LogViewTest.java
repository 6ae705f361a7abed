package dev.vitrine.ledger.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogViewTest {
  private static final int SIZE = 70_000;
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final NoteSigner key = Samples.logKey();

  @Test
  void proofsOfAnyPublishedSizeVerify() {
    Log log = Samples.log(storage, key, SIZE);
    LogView view = log.view();
    LogTree tree = new LogTree(storage);
    Checkpoint latest = view.latest().orElseThrow().checkpoint();
    assertArrayEquals(latest.root(), tree.root(SIZE));
    Random random = new Random(5);
    for (int round = 0; round < 100; round++) {
      long size = 1L + random.nextInt(SIZE);
      long index = random.nextInt((int) size);
      byte[] root = tree.root(size);
      assertTrue(
          view.inclusionProof(index, size).verify(MerkleHash.leaf(Samples.entry(index)), root));
      assertTrue(view.consistencyProof(size, SIZE).verify(root, latest.root()));
      assertTrue(view.consistencyProof(index + 1, size).verify(tree.root(index + 1), root));
    }
  }

  @Test
  void whatIsNotPublishedIsNotGiven() {
    LogView empty = new Log(storage, key).view();
    assertThrows(NotPublishedException.class, () -> empty.proof(0));
    storage.append(Samples.entries(0, 20));
    assertThrows(NotPublishedException.class, () -> empty.inclusionProof(0, 20));
    LogView view = Samples.log(storage, key, 20).view();
    storage.append(Samples.entries(20, 30));
    assertThrows(NotPublishedException.class, () -> view.inclusionProof(0, 21));
    assertThrows(NotPublishedException.class, () -> view.inclusionProof(20, 20));
    assertThrows(NotPublishedException.class, () -> view.inclusionProof(-1, 20));
    assertThrows(NotPublishedException.class, () -> view.inclusionProof(0, -1));
    assertThrows(NotPublishedException.class, () -> view.inclusionProof(0, 0));
    assertThrows(NotPublishedException.class, () -> view.consistencyProof(0, 20));
    assertThrows(NotPublishedException.class, () -> view.consistencyProof(21, 21));
    assertThrows(NotPublishedException.class, () -> view.consistencyProof(3, 2));
    assertThrows(NotPublishedException.class, () -> view.proofText(20));
  }

  @Test
  void resourcesAreThoseOfThePublishedTreeOnly() {
    LogView view = Samples.log(storage, key, 300).view();
    storage.append(Samples.entries(300, 600));
    assertEquals(8192, view.resource(TilePath.parse("tile/0/000")).length);
    assertEquals(44 * 32, view.resource(TilePath.parse("tile/0/001.p/44")).length);
    assertEquals(32, view.resource(TilePath.parse("tile/1/000.p/1")).length);
    List<byte[]> bundle =
        EntryBundle.decode(view.resource(TilePath.parse("tile/entries/001.p/44")));
    assertArrayEquals(Samples.entry(299), bundle.get(43));
    assertEquals(256, EntryBundle.decode(view.resource(TilePath.parse("tile/entries/000"))).size());
    for (String absent :
        List.of(
            "tile/0/001",
            "tile/0/001.p/45",
            "tile/1/000",
            "tile/1/000.p/2",
            "tile/2/000.p/1",
            "tile/0/002",
            "tile/entries/001",
            "tile/entries/001.p/45",
            "tile/entries/x036/x028/x797/x018/963")) {
      TilePath path = TilePath.parse(absent);
      assertThrows(NotPublishedException.class, () -> view.resource(path), absent);
    }
  }

  @Test
  void aPartialTileStaysAfterTheTreeHasGrown() {
    LogView view = Samples.log(storage, key, 300).view();
    TilePath partial = TilePath.hashes(new TileId(0, 1), 300);
    byte[] before = view.resource(partial);
    Samples.log(storage, key, 1000);
    assertArrayEquals(before, view.resource(partial));
  }

  @Test
  void aProofTextNamesTheLatestCheckpoint() {
    LogView view = Samples.log(storage, key, 300).view();
    TlogProof proof = view.proof(17);
    assertEquals(view.latest().orElseThrow(), proof.checkpoint());
    assertEquals(proof.toString(), view.proofText(17));
  }
}
