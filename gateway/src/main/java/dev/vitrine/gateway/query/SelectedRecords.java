package dev.vitrine.gateway.query;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.store.RecordReader;
import dev.vitrine.gateway.store.RecordRef;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.presentation.LoggedBatch;
import dev.vitrine.proofs.presentation.Predicate;
import dev.vitrine.proofs.record.RecordCommitment;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens the records that a search selects, by whole batches. Calls block. */
@Singleton
class SelectedRecords {
  /** The most records in a selection. */
  static final int MAX = 16_384;

  private static final int MAX_BATCHES = 64;

  private final RecordReader reader;

  SelectedRecords(RecordReader reader) {
    this.reader = reader;
  }

  /**
   * Opens the batches of {@code hits}. Records that were taken in under an older schema of the same
   * name are left out.
   *
   * @throws GatewayException.InvalidRequest if they are spread over too many batches
   */
  Selection open(Schema schema, List<TagIndex.Hit> hits) {
    SortedMap<Long, SortedMap<Integer, String>> byBatch = new TreeMap<>();
    for (TagIndex.Hit hit : hits) {
      byBatch
          .computeIfAbsent(hit.ref().logIndex(), index -> new TreeMap<>())
          .put(hit.ref().position(), hit.sender());
    }
    if (byBatch.size() > MAX_BATCHES) {
      throw new GatewayException.InvalidRequest(
          "The selected records stand in more than " + MAX_BATCHES + " batches: narrow the query.");
    }
    SortedMap<Long, Batch> batches = new TreeMap<>();
    byBatch.forEach(
        (index, positions) ->
            reader
                .find(new RecordRef(index, 0))
                .filter(found -> found.schema().equals(schema))
                .ifPresent(found -> batches.put(index, batch(found, positions.keySet()))));
    return new Selection(batches);
  }

  private Batch batch(RecordReader.Found found, Set<Integer> positions) {
    return new Batch(found, reader.openAll(found), new TreeSet<>(positions));
  }

  private record Batch(
      RecordReader.Found found, List<OpenedRecord> records, TreeSet<Integer> positions) {}

  /** Opened records, some of each batch. */
  static final class Selection {
    private final SortedMap<Long, Batch> batches;

    private Selection(SortedMap<Long, Batch> batches) {
      this.batches = batches;
    }

    Set<String> senders() {
      Set<String> senders = new TreeSet<>();
      batches.values().forEach(batch -> senders.add(batch.found.sender()));
      return senders;
    }

    Collection<Long> logIndexes() {
      return batches.keySet();
    }

    Predicate.Totals totals(Schema schema, int slot) {
      SortedMap<Long, SortedMap<Integer, RecordCommitment>> selected = new TreeMap<>();
      batches.forEach(
          (index, batch) -> {
            SortedMap<Integer, RecordCommitment> records = new TreeMap<>();
            batch.positions.forEach(at -> records.put(at, batch.records.get(at).commitment()));
            selected.put(index, records);
          });
      return Predicate.Totals.over(schema, slot, selected);
    }

    /**
     * Refuses to sum up what is not of one kind: values whose unit, status or the like differ.
     *
     * @throws GatewayException.Unmet if they do
     */
    void requireAlike(Schema schema, String slot) {
      Slot summed = schema.slot(slot);
      Set<List<@Nullable ByteBuffer>> kinds = new HashSet<>();
      for (Batch batch : batches.values()) {
        for (int at : batch.positions) {
          RecordCommitment record = batch.records.get(at).commitment();
          if (record.value(schema.indexOf(slot)) != null) {
            List<@Nullable ByteBuffer> kind = new ArrayList<>();
            for (String required : summed.requires()) {
              byte[] value = record.value(schema.indexOf(required));
              kind.add(value == null ? null : ByteBuffer.wrap(value));
            }
            kinds.add(kind);
          }
        }
      }
      if (kinds.size() > 1) {
        throw new GatewayException.Unmet(
            GatewayException.Unmet.SELECTION_MIXED,
            "The selected records differ in what their values need beside them ("
                + String.join(", ", summed.requires())
                + "), so a sum of them would mean nothing: narrow the query.");
      }
    }

    List<LoggedBatch> logged(LoggedBatches.Placed placed) {
      List<LoggedBatch> logged = new ArrayList<>();
      batches.forEach(
          (index, batch) ->
              logged.add(
                  new LoggedBatch(
                      batch.found.header(),
                      index,
                      placed.of(index),
                      () -> RecordReader.columns(batch.found, batch.records))));
      return logged;
    }
  }
}
