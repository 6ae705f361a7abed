package dev.vitrine.ledger.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.merkle.MerkleTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileContentTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 31, 33, 257 * 32})
  void aTileIsOneTo256WholeHashes(int length) {
    assertThrows(MalformedTileException.class, () -> HashTile.of(new byte[length]));
  }

  @Test
  void subtreesHashUp() {
    byte[] bytes = new byte[256 * 32];
    byte[][] leaves = new byte[256][];
    for (int i = 0; i < 256; i++) {
      leaves[i] = MerkleHash.leaf(new byte[] {(byte) i});
      System.arraycopy(leaves[i], 0, bytes, i * 32, 32);
    }
    HashTile tile = HashTile.of(bytes);
    assertArrayEquals(MerkleTree.ofLeafHashes(leaves).root(), tile.subtree(8, 0));
    assertArrayEquals(MerkleHash.node(leaves[6], leaves[7]), tile.subtree(1, 3));
    assertArrayEquals(leaves[255], tile.subtree(0, 255));
    HashTile narrow = tile.prefix(7);
    assertEquals(7, narrow.width());
    assertThrows(IndexOutOfBoundsException.class, () -> narrow.subtree(1, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> narrow.prefix(8));
  }

  @Test
  void givenAndTakenBytesAreCopies() {
    byte[] bytes = new byte[32];
    HashTile tile = HashTile.of(bytes);
    bytes[0] = 1;
    tile.bytes()[0] = 1;
    assertArrayEquals(new byte[32], tile.hash(0));
  }

  @Test
  void bundlesKeepEmptyAndLongestEntries() {
    List<byte[]> entries = List.of(new byte[0], new byte[] {1, 2}, new byte[65535]);
    byte[] bundle = EntryBundle.encode(entries);
    assertEquals(6 + 2 + 65535, bundle.length);
    List<byte[]> read = EntryBundle.decode(bundle);
    assertEquals(3, read.size());
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(entries.get(i), read.get(i));
    }
  }

  @Test
  void bundlesThatAreNoneAreRefused() {
    List<byte[]> tooMany = new ArrayList<>(Collections.nCopies(257, new byte[0]));
    assertThrows(MalformedTileException.class, () -> EntryBundle.encode(tooMany));
    assertThrows(MalformedTileException.class, () -> EntryBundle.encode(List.of()));
    assertThrows(MalformedTileException.class, () -> EntryBundle.encode(List.of(new byte[65536])));
    assertThrows(MalformedTileException.class, () -> EntryBundle.decode(new byte[0]));
    assertThrows(MalformedTileException.class, () -> EntryBundle.decode(new byte[] {0}));
    assertThrows(MalformedTileException.class, () -> EntryBundle.decode(new byte[] {0, 2, 7}));
    assertThrows(MalformedTileException.class, () -> EntryBundle.decode(new byte[514]));
  }
}
