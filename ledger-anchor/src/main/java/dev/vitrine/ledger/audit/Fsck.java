package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.log.RightEdge;
import dev.vitrine.ledger.merkle.CompactRange;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import dev.vitrine.ledger.tiles.TilePath;
import dev.vitrine.proofs.verdict.RefusedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Derives a whole log again from its entries and compares everything: each entry with its leaf,
 * each tile, the root, the signatures. Memory does not grow with the log. One object, one run.
 *
 * <p>Guarantees of a clean report that entries, tiles and checkpoint belong together and the
 * checkpoint meets the policy. An entry that can't be had ends the run, for nothing above it can be
 * derived; all other problems are collected.
 */
public final class Fsck {
  private final LogReader reader;
  private final Checkpoint checkpoint;
  private final Consumer<LogEntry> visitor;
  private final RightEdge edge;
  private final CompactRange range = new CompactRange();
  private final List<FsckProblem> problems = new ArrayList<>();
  private long found;
  private long tiles;
  private long bytes;

  private Fsck(LogReader reader, Checkpoint checkpoint, Consumer<LogEntry> visitor) {
    this.reader = reader;
    this.visitor = visitor;
    this.checkpoint = checkpoint;
    this.edge = new RightEdge(this::compare);
  }

  /**
   * Checks the log up to a checkpoint.
   *
   * @param progress is told the number of entries done, after every 256 and at the end
   * @throws LogStorageException if the reader can't read now; that says nothing of the log
   */
  public static FsckReport run(
      LogReader reader,
      SignedCheckpoint signed,
      CheckpointVerifier verifier,
      LongConsumer progress) {
    return run(reader, signed, verifier, progress, entry -> {});
  }

  /**
   * The same, for somebody who looks at what the entries mean.
   *
   * @param visitor is given each entry, in order, before it is known whether the entries are those
   *     of the checkpoint: what it finds counts only if the report is clean
   */
  public static FsckReport run(
      LogReader reader,
      SignedCheckpoint signed,
      CheckpointVerifier verifier,
      LongConsumer progress,
      Consumer<LogEntry> visitor) {
    Fsck fsck = new Fsck(reader, signed.checkpoint(), visitor);
    try {
      verifier.verify(signed, step -> {});
    } catch (RefusedException e) {
      fsck.problem("checkpoint", e.step() + ": " + e.reason());
    }
    return fsck.run(progress);
  }

  /**
   * The same up to a checkpoint that is believed already, as one of a shard that stands in a
   * super-log: no signature is looked at.
   */
  public static FsckReport run(
      LogReader reader, Checkpoint believed, LongConsumer progress, Consumer<LogEntry> visitor) {
    return new Fsck(reader, believed, visitor).run(progress);
  }

  private FsckReport run(LongConsumer progress) {
    if (entries(progress)) {
      top();
    }
    return new FsckReport(edge.size(), tiles, bytes, problems, found);
  }

  private boolean entries(LongConsumer progress) {
    long size = checkpoint.size();
    while (edge.size() < size) {
      long from = edge.size();
      long to = Math.min(size, from + TileId.WIDTH);
      List<LogEntry> read = read(from, to);
      for (LogEntry entry : read) {
        if (entry.index() != edge.size()) {
          break;
        }
        byte[] leaf = entry.leafHash();
        bytes += entry.bytes().length;
        edge.append(leaf);
        range.append(leaf);
        visitor.accept(entry);
      }
      progress.accept(edge.size());
      if (edge.size() != to) {
        problem("entry " + edge.size(), "is missing or unreadable: nothing after it was checked");
        return false;
      }
    }
    return true;
  }

  private List<LogEntry> read(long from, long to) {
    try {
      return reader.readEntries(from, to);
    } catch (LogStorageException e) {
      throw e;
    } catch (LedgerException e) {
      problem(TilePath.entries(from / TileId.WIDTH, to).toString(), e.getMessage());
      return List.of();
    }
  }

  /** The partial tiles and the root. */
  private void top() {
    edge.partials().forEach(this::compare);
    if (!Arrays.equals(range.root(), checkpoint.root())) {
      problem("checkpoint", "the entries hash to another root than the signed one");
    }
  }

  private void compare(TileId id, HashTile derived) {
    tiles++;
    String place = new TilePath(TilePath.Kind.HASHES, id, derived.width()).toString();
    HashTile stored;
    try {
      stored = reader.readTiles(List.of(id)).get(id);
    } catch (LogStorageException e) {
      throw e;
    } catch (LedgerException e) {
      problem(place, e.getMessage());
      return;
    }
    if (stored == null || stored.width() < derived.width()) {
      problem(place, stored == null ? "is missing" : "has only " + stored.width() + " hashes");
      return;
    }
    for (int i = 0; i < derived.width(); i++) {
      if (!Arrays.equals(stored.hash(i), derived.hash(i))) {
        long position = id.index() * TileId.WIDTH + i;
        problem(
            id.level() == 0 ? "entry " + position : place,
            id.level() == 0
                ? "does not hash to leaf " + i + " of " + place
                : "hash " + i + " is not that of the tile below");
      }
    }
  }

  private void problem(String place, String reason) {
    found++;
    if (problems.size() < FsckReport.MAX_PROBLEMS) {
      problems.add(new FsckProblem(place, reason));
    }
  }
}
