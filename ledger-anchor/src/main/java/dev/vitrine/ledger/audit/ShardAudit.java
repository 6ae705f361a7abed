package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.log.LogReader;
import dev.vitrine.ledger.log.LogStorageException;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.shard.CheckpointEntry;
import dev.vitrine.ledger.shard.CloseEntry;
import dev.vitrine.ledger.shard.GenesisEntry;
import dev.vitrine.ledger.shard.MalformedEntryException;
import dev.vitrine.ledger.shard.ShardName;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Follows a super-log's entries and holds the shards to them: of the checkpoints of one shard each
 * extends the one before; after a close entry there is no other; the successor is the one that the
 * close entry names, and names the final checkpoint. Entries of other types, and checkpoints of
 * logs that are no shards of this super-log, are not looked at.
 *
 * <p>The super-log's entries must be those of a verified checkpoint ({@link Fsck} and the monitor
 * see to that). The shards' readers are not believed: whatever passes is proved against the roots
 * in the super-log. Between two checkpoints of a shard only tiles and the entry at the end are
 * read; a close entry that is hidden among others is for {@link ShardRules} to find. What a reader
 * does not have is a problem too: a shard that hides its tiles can't show that it did not fork.
 *
 * <p>Memory grows with the number of shards, of which there are at most {@link ShardName#MAX}. Not
 * thread-safe.
 */
public final class ShardAudit implements Consumer<LogEntry> {
  private final String superLog;
  private final Function<ShardName, Optional<LogReader>> readers;
  private final Map<Integer, Shard> shards = new TreeMap<>();
  private final List<FsckProblem> problems = new ArrayList<>();
  private long found;

  /** What is known of a shard. */
  private static final class Shard {
    final LogReader reader;
    Checkpoint last;
    Optional<Checkpoint> predecessor = Optional.empty();
    Optional<ShardName> successor = Optional.empty();

    Shard(LogReader reader, Checkpoint first) {
      this.reader = reader;
      this.last = first;
    }
  }

  /**
   * For one super-log.
   *
   * @param readers give a shard's tiles and entries; none if the shard can't be had
   */
  public ShardAudit(String superLog, Function<ShardName, Optional<LogReader>> readers) {
    this.superLog = superLog;
    this.readers = readers;
  }

  /**
   * Takes the super-log's next entry.
   *
   * @throws LogStorageException if a reader can't read now; that says nothing of the shard, and the
   *     entry counts as not taken
   */
  @Override
  public void accept(LogEntry entry) {
    if (!CheckpointEntry.is(entry.bytes())) {
      return;
    }
    String place = "entry " + entry.index();
    Checkpoint checkpoint;
    try {
      checkpoint = CheckpointEntry.decode(entry.bytes());
    } catch (MalformedEntryException e) {
      problem(place, e.getMessage());
      return;
    }
    Optional<ShardName> name =
        ShardName.of(checkpoint.origin()).filter(shard -> shard.superLog().equals(superLog));
    if (name.isEmpty()) {
      return;
    }
    try {
      take(name.get(), checkpoint, place);
    } catch (LogStorageException e) {
      throw e;
    } catch (LedgerException e) {
      problem(place, name.get() + ": " + e.getMessage());
    }
  }

  /** The last checkpoint of each shard that was found in order, by its number. */
  public Map<Integer, Checkpoint> last() {
    Map<Integer, Checkpoint> last = new TreeMap<>();
    shards.forEach((number, shard) -> last.put(number, shard.last));
    return last;
  }

  /** Whether the shard's last checkpoint is its final one: it ends with a close entry. */
  public boolean closed(int number) {
    Shard shard = shards.get(number);
    return shard != null && shard.successor.isPresent();
  }

  /**
   * What is wrong, the first found first, at most {@value FsckReport#MAX_PROBLEMS}; with what can
   * only be told after the last entry: whether closed shards and their successors name each other.
   */
  public List<FsckProblem> problems() {
    List<FsckProblem> all = new ArrayList<>(problems);
    shards.forEach((number, shard) -> successions(new ShardName(superLog, number), shard, all));
    return List.copyOf(all.subList(0, Math.min(all.size(), FsckReport.MAX_PROBLEMS)));
  }

  /** Whether nothing is wrong. */
  public boolean clean() {
    return found == 0 && problems().isEmpty();
  }

  private void take(ShardName name, Checkpoint next, String place) {
    Shard shard = shards.get(name.number());
    if (shard == null) {
      open(name, next, place);
      return;
    }
    Checkpoint last = shard.last;
    if (next.sameTree(last)) {
      return;
    }
    String reason = contradiction(shard, next);
    if (!reason.isEmpty()) {
      problem(place, name + " " + reason);
      return;
    }
    shard.last = next;
    shard.successor = successor(shard.reader, next);
  }

  private static String contradiction(Shard shard, Checkpoint next) {
    Checkpoint last = shard.last;
    if (next.size() < last.size()) {
      return "shrank from " + last.size() + " to " + next.size();
    }
    if (next.size() == last.size()) {
      return "has two roots for size " + last.size();
    }
    if (shard.successor.isPresent()) {
      return "grew to " + next.size() + " after it was closed at " + last.size();
    }
    boolean extended =
        new LogTree(shard.reader)
            .consistency(last.size(), next.size())
            .verify(last.root(), next.root());
    return extended
        ? ""
        : "can't show that size " + last.size() + " is a prefix of size " + next.size();
  }

  private void open(ShardName name, Checkpoint first, String place) {
    Optional<LogReader> reader = readers.apply(name);
    if (reader.isEmpty()) {
      problem(place, name + " can't be had");
      return;
    }
    if (first.size() == 0) {
      problem(place, name + " has no genesis yet");
      return;
    }
    Shard shard = new Shard(reader.get(), first);
    GenesisEntry genesis = GenesisEntry.decode(entry(shard.reader, 0, first));
    if (!genesis.origin().equals(name.origin())) {
      problem(place, name + " begins with the genesis of " + genesis.origin());
      return;
    }
    shard.predecessor = genesis.predecessor();
    shard.successor = successor(shard.reader, first);
    shards.put(name.number(), shard);
  }

  /** Whom the last entry names, if it is a close entry. */
  private static Optional<ShardName> successor(LogReader reader, Checkpoint at) {
    byte[] last = entry(reader, at.size() - 1, at);
    return CloseEntry.is(last)
        ? Optional.of(CloseEntry.decode(last).successor())
        : Optional.empty();
  }

  /** An entry that is proved to be in the tree. */
  private static byte[] entry(LogReader reader, long index, Checkpoint in) {
    List<LogEntry> read = reader.readEntries(index, index + 1);
    if (read.size() != 1
        || !new LogTree(reader)
            .inclusion(index, in.size())
            .verify(MerkleHash.leaf(read.get(0).bytes()), in.root())) {
      throw new MalformedEntryException(
          "entry " + index + " can't be shown in the tree of size " + in.size());
    }
    return read.get(0).bytes();
  }

  private void successions(ShardName name, Shard shard, List<FsckProblem> all) {
    if (shard.predecessor.isPresent()) {
      Checkpoint claimed = shard.predecessor.get();
      Optional<Shard> before = known(ShardName.of(claimed.origin()));
      boolean fits =
          before.isPresent()
              && before.get().last.sameTree(claimed)
              && before.get().successor.equals(Optional.of(name));
      if (!fits) {
        all.add(
            new FsckProblem(
                name.origin(), "names as its predecessor " + claimed + ", which did not end so"));
      }
    }
    Optional<Shard> after = known(shard.successor);
    if (after.isPresent() && !after.get().predecessor.map(shard.last::sameTree).orElse(false)) {
      all.add(
          new FsckProblem(
              name.origin(),
              "was closed for " + shard.successor.get() + ", which does not say so"));
    }
  }

  private Optional<Shard> known(Optional<ShardName> name) {
    return name.filter(shard -> shard.superLog().equals(superLog))
        .flatMap(shard -> Optional.ofNullable(shards.get(shard.number())));
  }

  private void problem(String place, String reason) {
    found++;
    if (problems.size() < FsckReport.MAX_PROBLEMS) {
      problems.add(new FsckProblem(place, reason));
    }
  }
}
