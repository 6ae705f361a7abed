package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.TlogProof;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.tiles.EntryBundle;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.proofs.merkle.InclusionProof;
import java.util.List;
import java.util.Optional;

/**
 * The reading side of a log: proofs and static resources, of published sizes only. Remembers only
 * which checkpoint it has verified last; safe between threads as far as its storage is.
 *
 * <p>Proofs are made from stored tiles and not verified here: the receiver does that.
 */
public final class LogView {
  private final LogStorage storage;
  private final OwnCheckpoints own;
  private final LogTree tree;

  /** A view of the log with this key. */
  public LogView(LogStorage storage, NoteVerifier log) {
    this(storage, List.of(log));
  }

  /** A view of the log with these keys, of one name, each of which may have signed. */
  public LogView(LogStorage storage, List<NoteVerifier> keys) {
    this.storage = storage;
    this.own = new OwnCheckpoints(keys);
    this.tree = new LogTree(storage);
  }

  /**
   * The last published checkpoint; none before the first.
   *
   * @throws CorruptLogException if what is stored is not signed by this log
   */
  public Optional<SignedCheckpoint> latest() {
    Optional<SignedCheckpoint> published = storage.load().published();
    own.require(published);
    return published;
  }

  /**
   * The proof that entry {@code index} is in the tree of {@code size}.
   *
   * @throws NotPublishedException if the size is not published or the index beyond it
   */
  public InclusionProof inclusionProof(long index, long size) {
    requirePublished(size);
    requireIndex(index, size);
    return tree.inclusion(index, size);
  }

  /**
   * The proof that the tree of {@code from} is a prefix of the tree of {@code to}.
   *
   * @throws NotPublishedException unless {@code 0 < from <= to <= } the published size
   */
  public ConsistencyProof consistencyProof(long from, long to) {
    requirePublished(to);
    if (from < 1 || from > to) {
      throw new NotPublishedException("no consistency proof from size " + from + " to " + to);
    }
    return tree.consistency(from, to);
  }

  /**
   * The offline-verifiable proof of an entry in the latest checkpoint.
   *
   * @throws NotPublishedException if the entry is not in it
   */
  public TlogProof proof(long index) {
    SignedCheckpoint latest =
        latest().orElseThrow(() -> new NotPublishedException("nothing is published yet"));
    long size = latest.checkpoint().size();
    requireIndex(index, size);
    return new TlogProof(tree.inclusion(index, size), latest);
  }

  /**
   * The same as text, {@code c2sp.org/tlog-proof@v1}.
   *
   * @throws NotPublishedException if the entry is not in the latest checkpoint
   */
  public String proofText(long index) {
    return proof(index).toString();
  }

  /**
   * The bytes of a tile or entry bundle. A full one never changes. A partial one is given as long
   * as the published tree has that many; it is then a prefix of the wider one.
   *
   * @throws NotPublishedException if the published tree does not have it
   */
  public byte[] resource(TilePath path) {
    TileId id = path.id();
    long size = publishedSize();
    if (id.widthAt(size) < path.width()) {
      throw new NotPublishedException(path + " is not in the tree of size " + size);
    }
    if (path.kind() == TilePath.Kind.HASHES) {
      HashTile tile = StoredTiles.require(storage.readTiles(List.of(id)), id, path.width());
      return tile.prefix(path.width()).bytes();
    }
    long first = id.index() * TileId.WIDTH;
    return EntryBundle.encode(
        Entries.read(storage, first, first + path.width()).stream().map(LogEntry::bytes).toList());
  }

  /** Refuses a published checkpoint that is not this log's. */
  void requireOwn(Optional<SignedCheckpoint> published) {
    own.require(published);
  }

  private long publishedSize() {
    return latest().map(signed -> signed.checkpoint().size()).orElse(0L);
  }

  private void requirePublished(long size) {
    long published = publishedSize();
    if (size < 0 || size > published) {
      throw new NotPublishedException("size " + size + " of " + published + " published");
    }
  }

  private static void requireIndex(long index, long size) {
    if (index < 0 || index >= size) {
      throw new NotPublishedException("entry " + index + " is not in the tree of size " + size);
    }
  }
}
