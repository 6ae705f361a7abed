package dev.vitrine.gateway.query;

import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.proofs.presentation.Statement;
import dev.vitrine.v1.ElementRequest;
import dev.vitrine.v1.RecordSelection;
import dev.vitrine.v1.RequestProofRequest;
import java.util.List;

/**
 * One record of a request for a proof, and what is to be shown of it.
 *
 * @param recordId the record's id
 * @param slots names of slots to show
 * @param elements elements to show one by one
 */
record AskedRecord(String recordId, List<String> slots, List<ElementRequest> elements) {

  /** The request's records: one on its own, or several by position. */
  static List<AskedRecord> of(RequestProofRequest request) {
    if (request.getRecordsCount() == 0) {
      return List.of(
          new AskedRecord(
              request.getRecordId(), request.getSlotsList(), request.getElementsList()));
    }
    if (!request.getRecordId().isEmpty()
        || request.getSlotsCount() > 0
        || request.getElementsCount() > 0) {
      throw new GatewayException.InvalidRequest(
          "Give either record_id with slots and elements, or records.");
    }
    if (request.getRecordsCount() > Statement.MAX_RECORDS) {
      throw new GatewayException.InvalidRequest(
          "A proof is of at most " + Statement.MAX_RECORDS + " records.");
    }
    if (request.getRecordsList().stream().map(RecordSelection::getRecordId).distinct().count()
        < request.getRecordsCount()) {
      throw new GatewayException.InvalidRequest("Name each record once.");
    }
    return request.getRecordsList().stream()
        .map(
            record ->
                new AskedRecord(
                    record.getRecordId(), record.getSlotsList(), record.getElementsList()))
        .toList();
  }
}
