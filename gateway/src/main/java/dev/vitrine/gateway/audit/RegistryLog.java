package dev.vitrine.gateway.audit;

import dev.vitrine.gateway.keys.KeyHistory;
import dev.vitrine.gateway.store.PgLogStorage;
import dev.vitrine.ledger.log.CorruptLogException;
import dev.vitrine.ledger.log.LogEntry;
import dev.vitrine.ledger.registry.KeyStatement;
import dev.vitrine.ledger.registry.Registry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Says in the log what the history of the keys says: the genesis entry when the log begins, and
 * each statement when it is due. What is in the log already is found there and not said again,
 * whatever happened in between.
 */
@Singleton
public class RegistryLog {
  private final PgLogStorage storage;
  private final KeyHistory history;
  private Optional<Set<KeyStatement>> said = Optional.empty();

  RegistryLog(PgLogStorage storage, KeyHistory history) {
    this.storage = storage;
    this.history = history;
  }

  /**
   * Appends what is due. To be called by who holds the log, before it signs.
   *
   * @return whether anything was appended, or it is not known yet what was
   * @throws CorruptLogException if the log has another beginning, or statements that the history
   *     does not have: the folder of the keys belongs to another log, or is an old copy
   */
  synchronized boolean say(long nowMillis) {
    boolean first = said.isEmpty();
    List<byte[]> more = new ArrayList<>();
    if (first && storage.load().sequenced() == 0) {
      more.add(history.genesis().encode());
      said = Optional.of(Set.of());
    } else if (first) {
      said = Optional.of(Set.copyOf(logged().stream().map(Placed::statement).toList()));
    }
    Set<KeyStatement> known = new HashSet<>(said.orElseThrow());
    List<KeyStatement> due =
        history.due(nowMillis).stream().filter(statement -> !known.contains(statement)).toList();
    due.forEach(statement -> more.add(statement.entry()));
    if (!more.isEmpty()) {
      storage.append(more);
      known.addAll(due);
      said = Optional.of(Set.copyOf(known));
    }
    return first || !more.isEmpty();
  }

  /** What the log says of the keys; none before it says anything. */
  public Optional<Registry> registry() {
    List<Placed> placed = storage.load().sequenced() == 0 ? List.of() : logged();
    if (placed.isEmpty()) {
      return Optional.empty();
    }
    Registry registry = Registry.of(history.genesis());
    for (Placed one : placed) {
      registry = registry.with(one.index(), one.statement());
    }
    return Optional.of(registry);
  }

  private record Placed(long index, KeyStatement statement) {}

  private List<Placed> logged() {
    List<LogEntry> begin = storage.readEntries(0, 1);
    if (begin.isEmpty() || !Arrays.equals(begin.get(0).bytes(), history.genesis().encode())) {
      throw new CorruptLogException(
          "the log does not begin as keys/" + KeyHistory.NAME + " has it: is it another log's?");
    }
    List<Placed> found = new ArrayList<>();
    for (LogEntry entry : storage.readKeyStatements()) {
      found.add(new Placed(entry.index(), KeyStatement.decode(entry.bytes())));
    }
    if (!history.statements().containsAll(found.stream().map(Placed::statement).toList())) {
      throw new CorruptLogException(
          "the log has key statements that keys/" + KeyHistory.NAME + " has not: an old copy?");
    }
    return found;
  }
}
