package dev.vitrine.gateway.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.adapters.fhir.bundle.BundleEntry;
import dev.vitrine.adapters.fhir.bundle.BundleKind;
import dev.vitrine.adapters.fhir.bundle.ReadBundle;
import dev.vitrine.gateway.intake.Accepted;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What became of each entry of a Bundle: FHIR's {@code transaction-response} or {@code
 * batch-response}, entries in the order of those sent.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FhirBundle(String resourceType, String type, List<Entry> entry) {
  private static final String CONDITION =
      "ifNoneExist was not looked at: a record is made of every resource, unless its very bytes"
          + " were sent before.";

  /** One entry. */
  public record Entry(Answer response) {}

  /**
   * One entry's answer.
   *
   * @param status an HTTP status with its words
   * @param location where the record's receipt is
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Answer(String status, String location, FhirOutcome outcome) {}

  /**
   * Of a Bundle that was taken apart.
   *
   * @param accepted for each entry that was not refused, in order
   */
  static FhirBundle of(ReadBundle read, List<Accepted> accepted) {
    List<Entry> entries = new ArrayList<>(read.entries().size());
    Iterator<Accepted> next = accepted.iterator();
    for (BundleEntry entry : read.entries()) {
      entries.add(
          new Entry(entry.problems().isEmpty() ? taken(entry, next.next()) : refused(entry)));
    }
    boolean transaction = read.kind() == BundleKind.TRANSACTION;
    return new FhirBundle(
        "Bundle", transaction ? "transaction-response" : "batch-response", entries);
  }

  private static Answer taken(BundleEntry entry, Accepted accepted) {
    return new Answer(
        accepted.duplicate() ? "200 OK" : "201 Created",
        "/receipts/" + accepted.ref(),
        entry.conditional()
            ? FhirOutcome.taken(accepted, "CONDITION_NOT_EVALUATED", CONDITION)
            : FhirOutcome.taken(accepted));
  }

  private static Answer refused(BundleEntry entry) {
    boolean unsupported =
        entry.problems().stream()
            .anyMatch(
                problem ->
                    problem.code().equals("unsupported-request")
                        && problem.location().endsWith(".method"));
    return new Answer(
        unsupported ? "405 Method Not Allowed" : "400 Bad Request",
        "",
        FhirOutcome.refused(entry.problems()));
  }
}
