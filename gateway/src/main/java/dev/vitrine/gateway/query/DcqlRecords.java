package dev.vitrine.gateway.query;

import dev.vitrine.gateway.dcql.Candidate;
import dev.vitrine.gateway.dcql.DcqlAnswer;
import dev.vitrine.gateway.dcql.DcqlQuery;
import dev.vitrine.gateway.dcql.DcqlReader;
import dev.vitrine.gateway.disclosure.Decision;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.facts.SlotText;
import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.v1.RequestProofRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Chooses records and slots by a DCQL query, from the records that a request names. */
final class DcqlRecords {
  private DcqlRecords() {}

  /**
   * What a query chose.
   *
   * @param asked the chosen records with their slots
   * @param opened the same, opened
   * @param others the records that it did not choose
   */
  record Answer(
      List<AskedRecord> asked,
      List<RecordAccess.Opened> opened,
      List<RecordAccess.Opened> others) {}

  /** A record as its caller may see it. */
  private record Seen(RecordAccess.Opened opened) implements Candidate {
    @Override
    public String schema() {
      return opened.found().schema().id();
    }

    @Override
    public boolean shows(String slot) {
      Schema schema = opened.found().schema();
      return schema.has(slot) && shows(schema, slot, new HashSet<>());
    }

    private boolean shows(Schema schema, String slot, Set<String> seen) {
      if (!seen.add(slot)) {
        return true;
      }
      Decision decision = opened.decision();
      return decision.of(schema, slot) == Disclosure.SHOW
          && schema.slot(slot).requires().stream().allMatch(other -> shows(schema, other, seen));
    }

    @Override
    public Optional<String> value(String slot) {
      Schema schema = opened.found().schema();
      byte[] value = opened.record().commitment().value(schema.indexOf(slot));
      return value == null
          ? Optional.empty()
          : Optional.of(SlotText.value(schema.slot(slot), value));
    }
  }

  /**
   * What the request's query chooses.
   *
   * @throws GatewayException.InvalidRequest if it can't be read, or stands beside other choices
   */
  static Answer of(
      RequestProofRequest request, List<AskedRecord> asked, List<RecordAccess.Opened> opened) {
    boolean other =
        request.getPredicatesCount() > 0
            || asked.stream()
                .anyMatch(record -> !record.slots().isEmpty() || !record.elements().isEmpty());
    if (other) {
      throw new GatewayException.InvalidRequest(
          "A DCQL query stands in place of slots, elements and predicates.");
    }
    DcqlQuery query = DcqlReader.read(request.getDcqlQuery());
    List<AskedRecord> chosen = new ArrayList<>();
    List<RecordAccess.Opened> ofChosen = new ArrayList<>();
    List<RecordAccess.Opened> others = new ArrayList<>(opened);
    for (DcqlAnswer.Chosen one : DcqlAnswer.of(query, opened.stream().map(Seen::new).toList())) {
      RecordAccess.Opened record = opened.get(one.candidate());
      chosen.add(new AskedRecord(asked.get(one.candidate()).recordId(), one.slots(), List.of()));
      ofChosen.add(record);
      others.remove(record);
    }
    return new Answer(chosen, ofChosen, others);
  }

  /** What is accounted for records that were looked at and did not answer. */
  static RecordAccess.Telling telling(List<RecordAccess.Opened> others, String audience) {
    return new RecordAccess.Telling(
        "refuted", others.stream().map(one -> List.<String>of()).toList(), List.of(), audience, "");
  }

  /** Refuses a query that nothing answers. */
  static void requireSome(List<RecordAccess.Opened> opened) {
    if (opened.isEmpty()) {
      throw new GatewayException.Unmet(
          GatewayException.Unmet.FACT_NOT_SO,
          "No records of those named answer the query, or none that you may be shown.");
    }
  }
}
