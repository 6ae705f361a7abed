package dev.vitrine.ledger.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.merkle.NaiveTree;
import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proofs out of tiles, after growth by random steps, against the definition of the tree. */
class TilesProperty {
  private static final int PROOFS = 10_000;
  private static final int STEPS = 50;

  @Test
  void tenThousandProofsFromTilesThatGrewByRandomSteps() {
    Random random = new Random(20260801);
    NoteSigner key = Samples.logKey();
    InMemoryLogStorage storage = new InMemoryLogStorage();
    Log log = new Log(storage, key);
    LogTree tree = new LogTree(storage);
    List<byte[]> leaves = new ArrayList<>();
    NaiveTree.Remembering oracle = new NaiveTree.Remembering(leaves);
    for (int step = 0; step < STEPS; step++) {
      // small steps, whole tiles, and steps over the edge of one
      int count = new int[] {1, 2, 255, 256, 257, 1 + random.nextInt(3000)}[random.nextInt(6)];
      List<byte[]> added = Samples.entries(leaves.size(), leaves.size() + count);
      storage.append(added);
      added.forEach(entry -> leaves.add(MerkleHash.leaf(entry)));
      byte[] root = log.integrateAndPublish().newlyPublished().orElseThrow().checkpoint().root();
      assertArrayEquals(oracle.root(0, leaves.size()), root);
      for (int round = 0; round < PROOFS / STEPS; round++) {
        int size = 1 + random.nextInt(leaves.size());
        int index = random.nextInt(size);
        int from = 1 + random.nextInt(size);
        byte[] then = oracle.root(0, size);
        assertArrayEquals(then, tree.root(size));
        InclusionProof inclusion = tree.inclusion(index, size);
        assertEquals(hex(oracle.path(index, size)), hex(inclusion.path()));
        assertTrue(inclusion.verify(leaves.get(index), then));
        ConsistencyProof consistency = tree.consistency(from, size);
        assertEquals(hex(oracle.proof(from, size)), hex(consistency.path()));
        assertTrue(consistency.verify(oracle.root(0, from), then));
      }
    }
  }

  private static List<String> hex(List<byte[]> hashes) {
    return hashes.stream().map(HexFormat.of()::formatHex).toList();
  }
}
