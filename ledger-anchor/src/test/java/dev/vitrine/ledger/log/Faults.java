package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.tiles.HashTile;
import dev.vitrine.ledger.tiles.TileId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets the persist steps of a log fail, before or after they took effect, as planned call by call;
 * and holds the log to its promise meanwhile: whatever fails, there is one root for each size that
 * was signed or published, and what is published never shrinks.
 */
final class Faults {
  /** What becomes of a call. */
  enum Fate {
    DONE,
    LOST_BEFORE,
    LOST_AFTER
  }

  private final Deque<Fate> plan = new ArrayDeque<>();
  private final Map<Long, String> roots = new HashMap<>();
  private final Map<Long, String> texts = new HashMap<>();
  private Runnable beforeEach = () -> {};
  private long published;

  /** What becomes of the next calls; all after them are done. */
  void plan(List<Fate> fates) {
    plan.clear();
    plan.addAll(fates);
  }

  /** How many of the planned calls have not been made. */
  int left() {
    return plan.size();
  }

  /** Runs before each persist step from now on; not within itself. */
  void beforeEach(Runnable action) {
    beforeEach = action;
  }

  /** The storage, failing as planned. */
  LogStorage over(LogStorage real) {
    return new Storage(real);
  }

  /** The witnesses, failing as planned. */
  Cosigner over(Cosigner real) {
    return (signed, proofFrom) ->
        call(() -> real.cosign(signed, proofFrom), () -> new QuorumException("lost"));
  }

  /** Looks at what readers see now. */
  void observe(LogState state) {
    state.signed().ifPresent(this::once);
    state.published().ifPresent(this::once);
    if (state.publishedSize() < published) {
      throw new AssertionError("published " + published + ", now " + state.publishedSize());
    }
    published = state.publishedSize();
  }

  private void once(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    String root = HexFormat.of().formatHex(checkpoint.root());
    String before = roots.putIfAbsent(checkpoint.size(), root);
    String text = texts.putIfAbsent(checkpoint.size(), checkpoint.text());
    if ((before != null && !before.equals(root))
        || (text != null && !text.equals(checkpoint.text()))) {
      throw new AssertionError("two checkpoints of size " + checkpoint.size());
    }
  }

  private <T> T call(Supplier<T> work, Supplier<RuntimeException> failure) {
    Runnable first = beforeEach;
    beforeEach = () -> {};
    first.run();
    beforeEach = first;
    Fate fate = plan.isEmpty() ? Fate.DONE : plan.remove();
    if (fate == Fate.LOST_BEFORE) {
      throw failure.get();
    }
    T result = work.get();
    if (fate == Fate.LOST_AFTER) {
      throw failure.get();
    }
    return result;
  }

  private static LogStorageException lost() {
    return new LogStorageException("lost");
  }

  private final class Storage implements LogStorage {
    private final LogStorage real;

    Storage(LogStorage real) {
      this.real = real;
    }

    @Override
    public long append(List<byte[]> entries) {
      return call(() -> real.append(entries), Faults::lost);
    }

    @Override
    public LogState load() {
      return real.load();
    }

    @Override
    public List<LogEntry> readEntries(long from, long to) {
      return real.readEntries(from, to);
    }

    @Override
    public Map<TileId, HashTile> readTiles(Collection<TileId> ids) {
      return real.readTiles(ids);
    }

    @Override
    public void sign(Publication publication) {
      boolean unused =
          call(
              () -> {
                real.sign(new Watched(publication));
                return true;
              },
              Faults::lost);
    }

    @Override
    public void publish(Optional<SignedCheckpoint> previous, SignedCheckpoint cosigned) {
      boolean unused =
          call(
              () -> {
                once(cosigned);
                real.publish(previous, cosigned);
                return true;
              },
              Faults::lost);
    }
  }

  /** Notes what was signed, even if the transaction fails afterwards. */
  private final class Watched implements Publication {
    private final Publication real;

    Watched(Publication real) {
      this.real = real;
    }

    @Override
    public Optional<SignedCheckpoint> previous() {
      return real.previous();
    }

    @Override
    public Map<TileId, HashTile> tiles() {
      return real.tiles();
    }

    @Override
    public SignedCheckpoint seal(LogReader stored) {
      SignedCheckpoint sealed = real.seal(stored);
      once(sealed);
      return sealed;
    }

    @Override
    public boolean publishesAtOnce() {
      return real.publishesAtOnce();
    }
  }
}
