package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.batch.BatchHeader;
import dev.vitrine.proofs.batch.OpenedRecord;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.value.SlotScalar;
import dev.vitrine.proofs.record.ElementTree;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes anchored presentations (protocol §6): openings by hashes, links to columns for what is
 * proved, and one Ed25519 signature.
 */
final class AnchoredProver {
  private final Curve curve;
  private final GatewayKey key;
  private final FactSources sources;
  private final SecureRandom random;

  AnchoredProver(Curve curve, GatewayKey key, SecureRandom random, FactSources sources) {
    this.curve = curve;
    this.key = key;
    this.random = random;
    this.sources = sources;
  }

  Presentation prove(
      Statement statement, List<AnchoredRecord> records, List<LoggedBatch> selected) {
    SortedMap<Long, LoggedBatch> batches = new TreeMap<>();
    records.forEach(record -> batches.putIfAbsent(record.batch().logIndex(), record.batch()));
    selected.forEach(batch -> batches.putIfAbsent(batch.logIndex(), batch));
    List<Long> order = List.copyOf(batches.keySet());
    List<AnchoredBody.LoggedEntry> entries = new ArrayList<>();
    SortedMap<Long, BatchHeader> headers = new TreeMap<>();
    for (LoggedBatch batch : batches.values()) {
      entries.add(new AnchoredBody.LoggedEntry(batch.header(), batch.logProof()));
      headers.put(batch.logIndex(), header(batch));
    }
    List<AnchoredBody.PlacedRecord> placed = new ArrayList<>();
    List<LinkPlan.Place> places = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      AnchoredRecord record = records.get(i);
      RecordProof proof =
          RecordProof.of(
              record.record().commitment(),
              statement.records().get(i).shown().keySet(),
              record.place());
      long logIndex = record.batch().logIndex();
      placed.add(
          new AnchoredBody.PlacedRecord(
              order.indexOf(logIndex), proof, elements(statement.records().get(i), record)));
      places.add(new LinkPlan.Place(logIndex, proof.position()));
    }
    if (places.stream().distinct().count() != places.size()) {
      throw new IllegalArgumentException("one record is stated twice");
    }
    FactsBody facts = facts(statement, records, places, batches, headers);
    byte[] bytes = statement.encode();
    byte[] body = new AnchoredBody(entries, placed, facts, key.publicKey().id()).encode();
    return new Presentation(
        bytes, body, key.sign(AnchoredReader.BINDING, AnchoredReader.digest(bytes, body)));
  }

  private FactsBody facts(
      Statement statement,
      List<AnchoredRecord> records,
      List<LinkPlan.Place> places,
      SortedMap<Long, LoggedBatch> batches,
      SortedMap<Long, BatchHeader> headers) {
    FactPlan plan = FactPlan.of(statement);
    FactSources.Begun begun =
        sources.begin(
            statement,
            plan,
            ref ->
                SlotScalar.of(
                    statement.schemaOf(ref).slots().get(ref.slot()).kind(),
                    records.get(ref.record()).record().commitment().value(ref.slot())));
    FactsProver facts = begun.facts();
    FactsBody body = facts.answer(List.of(), begun.sets()).facts();
    LinkPlan links = new LinkPlan(statement, plan, places);
    return body.withLink(
        new LinkProver(curve, random).prove(facts.transcript(), links, facts, batches, headers));
  }

  private static BatchHeader header(LoggedBatch batch) {
    try {
      return BatchHeader.decode(batch.header());
    } catch (CborException e) {
      throw new IllegalArgumentException("a batch's log entry is not one", e);
    }
  }

  private static ElementProofs elements(RecordClaim claim, AnchoredRecord record) {
    SortedMap<Integer, List<ElementProofs.SaltedPlace>> places = new TreeMap<>();
    claim
        .elements()
        .forEach(
            (slot, shown) ->
                places.put(slot, open(record.record(), slot, record.elements(), shown)));
    return new ElementProofs(places);
  }

  private static List<ElementProofs.SaltedPlace> open(
      OpenedRecord record,
      int slot,
      SortedMap<Integer, List<byte[]>> elements,
      List<byte[]> shown) {
    List<byte[]> all = elements.getOrDefault(slot, List.of());
    ElementTree tree = record.tree(slot, all);
    if (!Arrays.equals(tree.root(), record.commitment().value(slot))) {
      throw new IllegalArgumentException("the elements are not the record's");
    }
    List<ElementProofs.SaltedPlace> places = new ArrayList<>();
    BitSet used = new BitSet();
    for (byte[] element : shown) {
      int number = 0;
      while (number < all.size()
          && (used.get(number) || !Arrays.equals(all.get(number), element))) {
        number++;
      }
      if (number == all.size()) {
        throw new IllegalArgumentException("the record has no such element, or not so often");
      }
      used.set(number);
      ElementTree.Opening opening = tree.open(number);
      places.add(new ElementProofs.SaltedPlace(opening.salt(), opening.inclusion()));
    }
    return places;
  }
}
