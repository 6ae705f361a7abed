package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.TreeProofs;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The step from one checkpoint to the next: computes the new tiles from the right edge, and before
 * signing checks everything again on what storage then holds. Costs as much as the new entries, not
 * as much as the tree.
 */
final class Growth implements Publication {
  private final LogSigner signer;
  private final boolean publishesAtOnce;
  private final Optional<SignedCheckpoint> previous;
  private final long from;
  private final byte[] fromRoot;
  private final Checkpoint next;
  private final Map<TileId, HashTile> tiles = new HashMap<>();

  /** Integrates the entries from the last signed checkpoint's size to {@code to}. */
  Growth(LogReader reader, LogSigner signer, LogState state, long to, boolean publishesAtOnce) {
    this.signer = signer;
    this.publishesAtOnce = publishesAtOnce;
    this.previous = state.signed();
    this.from = state.signedSize();
    this.fromRoot = previous.map(signed -> signed.checkpoint().root()).orElse(MerkleHash.empty());
    RightEdge edge = RightEdge.of(from, reader.readTiles(RightEdge.ids(from)), tiles::put);
    requireRoot(fromRoot, edge.root(), from);
    Entries.each(reader, from, to, entry -> edge.append(entry.leafHash()));
    tiles.putAll(edge.partials());
    this.next = new Checkpoint(signer.origin(), to, edge.root());
  }

  @Override
  public Optional<SignedCheckpoint> previous() {
    return previous;
  }

  @Override
  public Map<TileId, HashTile> tiles() {
    return Map.copyOf(tiles);
  }

  @Override
  public boolean publishesAtOnce() {
    return publishesAtOnce;
  }

  @Override
  public SignedCheckpoint seal(LogReader stored) {
    Map<TileId, HashTile> read = stored.readTiles(changed());
    Entries.each(
        stored, from, next.size(), entry -> requireHash(read, 0, entry.index(), entry.leafHash()));
    for (int level = 1; level <= TileId.MAX_LEVEL; level++) {
      long end = TileId.hashes(level, next.size());
      for (long i = TileId.hashes(level, from); i < end; i++) {
        TileId below = new TileId(level - 1, i);
        HashTile full = StoredTiles.require(read, below, TileId.WIDTH);
        requireHash(read, level, i, full.subtree(TileId.HEIGHT, 0));
      }
    }
    requireRoot(fromRoot, root(read, from), from);
    requireRoot(next.root(), root(read, next.size()), next.size());
    return signer.sign(next);
  }

  /** Every tile that has a hash now which it had not, and both right edges. */
  private Set<TileId> changed() {
    Set<TileId> ids = new TreeSet<>(RightEdge.ids(from));
    ids.addAll(RightEdge.ids(next.size()));
    for (int level = 0; level <= TileId.MAX_LEVEL; level++) {
      long end = TileId.hashes(level, next.size());
      long first = TileId.hashes(level, from) / TileId.WIDTH;
      for (long index = first; index * TileId.WIDTH < end; index++) {
        ids.add(new TileId(level, index));
      }
    }
    return ids;
  }

  private static byte[] root(Map<TileId, HashTile> tiles, long size) {
    return TreeProofs.root(size, (level, index) -> StoredTiles.node(tiles, level, index));
  }

  private static void requireHash(
      Map<TileId, HashTile> tiles, int level, long position, byte[] expected) {
    TileId id = TileId.holding(level, position);
    int slot = (int) (position % TileId.WIDTH);
    if (!Arrays.equals(StoredTiles.require(tiles, id, slot + 1).hash(slot), expected)) {
      throw new CorruptLogException(
          StoredTiles.at(id) + " has another hash " + slot + " than what it stands for");
    }
  }

  private static void requireRoot(byte[] expected, byte[] actual, long size) {
    if (!Arrays.equals(expected, actual)) {
      throw new CorruptLogException(
          "the tiles at the right edge of size " + size + " don't hash to the root");
    }
  }
}
