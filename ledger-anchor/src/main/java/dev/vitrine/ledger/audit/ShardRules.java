package dev.vitrine.ledger.audit;

import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.shard.CloseEntry;
import dev.vitrine.ledger.shard.GenesisEntry;
import dev.vitrine.ledger.shard.MalformedEntryException;
import dev.vitrine.ledger.shard.ShardName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a whole shard's entries must keep to, seen one after the other, as {@link Fsck} gives them:
 * the first is a genesis in the shard's name, and a close entry is the last. Not thread-safe.
 */
public final class ShardRules implements Consumer<LogEntry> {
  private final ShardName shard;
  private final List<FsckProblem> problems = new ArrayList<>();
  private Optional<Long> closedAt = Optional.empty();

  /** For the entries of this shard. */
  public ShardRules(ShardName shard) {
    this.shard = shard;
  }

  @Override
  public void accept(LogEntry entry) {
    if (closedAt.isPresent() && problems.size() < FsckReport.MAX_PROBLEMS) {
      problems.add(problem(entry, "comes after the shard was closed by entry " + closedAt.get()));
    }
    if (entry.index() == 0) {
      genesis(entry);
    } else if (CloseEntry.is(entry.bytes())) {
      closedAt = closedAt.or(() -> Optional.of(entry.index()));
    }
  }

  /** What was wrong so far, at most {@value FsckReport#MAX_PROBLEMS} problems. */
  public List<FsckProblem> problems() {
    return List.copyOf(problems);
  }

  private void genesis(LogEntry entry) {
    try {
      String named = GenesisEntry.decode(entry.bytes()).origin();
      if (!named.equals(shard.origin())) {
        problems.add(problem(entry, "is the genesis of " + named));
      }
    } catch (MalformedEntryException e) {
      problems.add(problem(entry, "is no genesis: " + e.getMessage()));
    }
  }

  private FsckProblem problem(LogEntry entry, String reason) {
    return new FsckProblem(shard + " entry " + entry.index(), reason);
  }
}
