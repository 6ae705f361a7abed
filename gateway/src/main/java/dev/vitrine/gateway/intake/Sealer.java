package dev.vitrine.gateway.intake;

import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.NewBatch;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.batch.SealedBatch;
import dev.vitrine.proofs.record.TypedRecord;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns tickets into sealed batches: one schema and one sender to a batch, 256 records at most.
 * Records are sealed before the parts that link to them. Uses all cores.
 */
@Singleton
class Sealer {
  private final Keys keys;
  private final SecureRandom random;
  private final Clock clock;
  private final Columns columns = Columns.standard();

  Sealer(Keys keys, SecureRandom random, Clock clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /** Seals the submissions of {@code tickets}. */
  Flush seal(List<Delivery> deliveries, List<Ticket> tickets) {
    Groups records = new Groups();
    Groups parts = new Groups();
    for (Ticket ticket : tickets) {
      records.add(ticket.party, ticket.submission.record(), ticket);
      for (TypedRecord part : ticket.submission.parts()) {
        parts.add(ticket.party, part, null);
      }
    }
    List<Group> first = records.groups();
    List<Group> second = parts.groups();
    List<NewBatch> batches = new ArrayList<>(seal(first, new IdentityHashMap<>()));
    if (!second.isEmpty()) {
      IdentityHashMap<TypedRecord, byte[]> roots = new IdentityHashMap<>();
      for (int i = 0; i < first.size(); i++) {
        for (int k = 0; k < first.get(i).records.size(); k++) {
          roots.put(first.get(i).records.get(k), batches.get(i).sealed().roots().get(k));
        }
      }
      batches.addAll(seal(second, roots));
    }
    List<List<@Nullable Ticket>> placed = new ArrayList<>();
    first.forEach(group -> placed.add(group.tickets));
    second.forEach(group -> placed.add(group.tickets));
    return new Flush(deliveries, batches, placed, Optional.empty());
  }

  private List<NewBatch> seal(List<Group> groups, IdentityHashMap<TypedRecord, byte[]> roots) {
    return groups.parallelStream().map(group -> seal(group, roots)).toList();
  }

  private NewBatch seal(Group group, IdentityHashMap<TypedRecord, byte[]> roots) {
    SealedBatch sealed =
        SealedBatch.seal(
            group.records,
            linked -> rootOf(linked, roots),
            BatchKey.random(random),
            columns,
            keys.master().pseudonym(group.party, BatchHeader.PRODUCER_LENGTH),
            clock.millis());
    List<long[]> tags = new ArrayList<>(group.records.size());
    List<@Nullable UUID> documents = new ArrayList<>(group.records.size());
    for (int k = 0; k < group.records.size(); k++) {
      TypedRecord record = group.records.get(k);
      String schema = record.schema().id();
      tags.add(
          record.tags().stream().mapToLong(tag -> keys.master().tagKey(schema, tag)).toArray());
      Ticket ticket = group.tickets.get(k);
      documents.add(ticket == null ? null : ticket.documentKey);
    }
    return new NewBatch(
        group.records.get(0).schema(), group.party, sealed, tags, documents, List.of());
  }

  private static byte[] rootOf(TypedRecord linked, IdentityHashMap<TypedRecord, byte[]> roots) {
    byte[] root = roots.get(linked);
    if (root == null) {
      throw new IllegalStateException("a part links to a record outside its submission");
    }
    return root;
  }

  /** Records of one schema and one sender, as many as fit a batch. */
  private record Group(String party, List<TypedRecord> records, List<@Nullable Ticket> tickets) {}

  /** Sorts records into groups, in the order they come. */
  private static final class Groups {
    private final Map<String, List<Group>> byKind = new LinkedHashMap<>();

    void add(String party, TypedRecord record, @Nullable Ticket ticket) {
      List<Group> groups =
          byKind.computeIfAbsent(record.schema().id() + '\0' + party, kind -> new ArrayList<>());
      if (groups.isEmpty() || last(groups).records.size() == BatchKey.SEEDS) {
        groups.add(new Group(party, new ArrayList<>(), new ArrayList<>()));
      }
      last(groups).records.add(record);
      last(groups).tickets.add(ticket);
    }

    List<Group> groups() {
      return byKind.values().stream().flatMap(List::stream).toList();
    }

    private static Group last(List<Group> groups) {
      return groups.get(groups.size() - 1);
    }
  }
}
