package dev.vitrine.gateway.custody;

import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.store.CustodyStep;
import dev.vitrine.gateway.store.CustodyTable.Head;
import dev.vitrine.gateway.store.NewBatch;
import dev.vitrine.proofs.batch.BatchFilling;
import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.BatchKey;
import dev.vitrine.proofs.batch.Columns;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.TypedRecord;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes custody records of events, one after the other since each names roots of those before, and
 * seals them in batches of one sender, on all cores.
 */
@Singleton
class CustodySealer {
  private static final byte[] NO_DOCUMENT = new byte[0];
  private static final List<String> COPIED =
      List.of(
          CustodySchema.ACTION,
          CustodySchema.BIZ_STEP,
          CustodySchema.DISPOSITION,
          CustodySchema.ERROR);

  private final Keys keys;
  private final SecureRandom random;
  private final Clock clock;
  private final Columns columns = Columns.standard();

  CustodySealer(Keys keys, SecureRandom random, Clock clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /**
   * An event and the instances it names.
   *
   * @param keys per instance, the hash its chain is known by
   */
  record Link(CustodyEvent event, List<String> epcs, List<UUID> keys) {}

  /**
   * Sealed custody records.
   *
   * @param heads where each chain that they go on with stands after them
   */
  record Chained(List<NewBatch> batches, Map<UUID, Head> heads) {}

  /** Those of {@code events} that name instances, with these. */
  List<Link> links(List<CustodyEvent> events) {
    List<Link> links = new ArrayList<>(events.size());
    @Nullable Instances instances = null;
    for (CustodyEvent event : events) {
      if (instances == null) {
        instances = new Instances(event.record().schema());
      }
      List<String> epcs = instances.of(event.record());
      if (!epcs.isEmpty()) {
        links.add(new Link(event, epcs, epcs.stream().map(keys.master()::custodyKey).toList()));
      }
    }
    return links;
  }

  /**
   * Gives each link's instances their next steps.
   *
   * @param before where the chains stand; an instance that is not there has none yet
   */
  Chained seal(List<Link> links, Map<UUID, Head> before) {
    Map<UUID, Head> heads = new HashMap<>();
    Map<String, Open> open = new HashMap<>();
    List<Open> all = new ArrayList<>();
    for (Link link : links) {
      String party = link.event.party();
      Open batch = open.get(party);
      if (batch == null || batch.filling.full()) {
        int most = Math.min(links.size(), BatchKey.SEEDS);
        batch = new Open(party, new BatchFilling(BatchKey.random(random), most), new ArrayList<>());
        open.put(party, batch);
        all.add(batch);
      }
      add(link, before, heads, batch);
    }
    return new Chained(all.parallelStream().map(this::close).toList(), heads);
  }

  private static void add(Link link, Map<UUID, Head> before, Map<UUID, Head> heads, Open batch) {
    Schema schema = link.event.record().schema();
    long time = link.event.record().integer(schema.indexOf(CustodySchema.EVENT_TIME));
    List<byte[]> elements = new ArrayList<>(link.keys.size());
    List<@Nullable Long> newest = new ArrayList<>(link.keys.size());
    List<Integer> sequences = new ArrayList<>(link.keys.size());
    for (int i = 0; i < link.keys.size(); i++) {
      UUID key = link.keys.get(i);
      Head head = heads.getOrDefault(key, before.get(key));
      Long known = head == null ? null : head.newest();
      boolean late = known != null && time != 0 && time < known;
      int sequence = head == null ? 1 : head.sequence() + 1;
      elements.add(
          new ChainStep(link.epcs.get(i), sequence, Optional.ofNullable(head).map(Head::root), late)
              .bytes());
      sequences.add(sequence);
      newest.add(time == 0 || late ? known : Long.valueOf(time));
    }
    int position = batch.filling.size();
    byte[] root =
        batch.filling.add(record(link.event, elements, time), linked -> link.event.root());
    for (int i = 0; i < link.keys.size(); i++) {
      UUID key = link.keys.get(i);
      batch.steps.add(
          new CustodyStep(key, sequences.get(i), position, newest.get(i), link.event.place()));
      heads.put(key, new Head(sequences.get(i), root, newest.get(i)));
    }
  }

  private static TypedRecord record(CustodyEvent event, List<byte[]> elements, long time) {
    TypedRecord from = event.record();
    TypedRecord.Builder record =
        TypedRecord.of(CustodySchema.SCHEMA, NO_DOCUMENT, CustodySchema.MEDIA_TYPE)
            .link(CustodySchema.EVENT, from)
            .list(CustodySchema.STEPS, elements)
            .text(CustodySchema.CAPTURED_BY, event.party())
            // the same encoding in both schemas: milliseconds, without an offset
            .integer(
                CustodySchema.EVENT_TIME, time == 0 ? OptionalLong.empty() : OptionalLong.of(time));
    for (String slot : COPIED) {
      byte[] value = from.text(from.schema().indexOf(slot));
      if (value != null) {
        record.text(slot, new String(value, StandardCharsets.UTF_8));
      }
    }
    return record.build();
  }

  private NewBatch close(Open open) {
    int count = open.filling.size();
    return new NewBatch(
        CustodySchema.SCHEMA,
        open.party,
        open.filling.close(
            columns,
            keys.master().pseudonym(open.party, BatchHeader.PRODUCER_LENGTH),
            clock.millis()),
        // a chain is found by its steps
        Collections.nCopies(count, new long[0]),
        Collections.nCopies(count, null),
        open.steps);
  }

  /** A batch of one sender that is being filled. */
  private record Open(String party, BatchFilling filling, List<CustodyStep> steps) {}
}
