package dev.vitrine.ledger.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.SharedVectors;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.RightEdge;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published 15-entry log of transparency-dev/tessera, recomputed at every size. */
class TesseraConformance {
  private static final NoteVerifier LOG =
      NoteVerifier.parse(
          "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
  private static final int SIZE = 15;

  @Test
  void everyTileBundleAndCheckpointIsRecomputed() {
    Path log = SharedVectors.at("tessera/log");
    List<byte[]> entries =
        EntryBundle.decode(SharedVectors.bytes(log.resolve(TilePath.entries(0, SIZE).toString())));
    assertEquals(SIZE, entries.size());

    Map<TileId, HashTile> full = new TreeMap<>();
    RightEdge edge = new RightEdge(full::put);
    requireCheckpoint(log, edge);
    for (byte[] entry : entries) {
      edge.append(MerkleHash.leaf(entry));
      int size = (int) edge.size();
      requireCheckpoint(log, edge);
      assertArrayEquals(
          SharedVectors.bytes(log.resolve(TilePath.entries(0, size).toString())),
          EntryBundle.encode(entries.subList(0, size)));
      edge.partials()
          .forEach(
              (id, tile) ->
                  assertArrayEquals(
                      SharedVectors.bytes(log.resolve(TilePath.hashes(id, size).toString())),
                      tile.bytes()));
    }
    assertTrue(full.isEmpty());
    assertArrayEquals(
        SharedVectors.bytes(log.resolve("checkpoint.15")),
        SharedVectors.bytes(log.resolve("checkpoint")));
  }

  private static void requireCheckpoint(Path log, RightEdge edge) {
    byte[] bytes = SharedVectors.bytes(log.resolve("checkpoint." + edge.size()));
    SignedCheckpoint signed = SignedCheckpoint.parse(bytes);
    assertTrue(signed.note().verifiedBy(LOG));
    assertEquals(edge.size(), signed.checkpoint().size());
    assertArrayEquals(signed.checkpoint().root(), edge.root());
    assertArrayEquals(bytes, signed.bytes(), "written as it was read");
  }
}
