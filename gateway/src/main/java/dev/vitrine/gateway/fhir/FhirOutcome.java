package dev.vitrine.gateway.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.intake.Accepted;
import dev.vitrine.proofs.record.Problem;
import java.util.ArrayList;
import java.util.List;

/** FHIR's OperationOutcome: how a request went, in the terms of FHIR. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FhirOutcome(String resourceType, List<Issue> issue) {
  /** The media type of FHIR in JSON. */
  static final String MEDIA_TYPE = "application/fhir+json";

  private static final String ERROR = "error";

  /**
   * One thing to say.
   *
   * @param severity fatal, error, warning or information
   * @param code of FHIR's IssueType
   * @param details the gateway's own code, and words for people
   * @param diagnostics what to do
   * @param expression where, as FHIRPath
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Issue(
      String severity, String code, Details details, String diagnostics, List<String> expression) {}

  /** A CodeableConcept. */
  public record Details(List<Coding> coding, String text) {}

  /** A Coding. */
  public record Coding(String system, String code) {}

  /** A resource was taken. */
  static FhirOutcome taken(Accepted accepted) {
    String text =
        accepted.duplicate()
            ? "The same document was taken before: this is its record."
            : "The resource is committed to, and durable.";
    return of(
        new Issue(
            "information",
            "informational",
            details("urn:vitrine:record", accepted.ref().toString(), text),
            "Schema " + accepted.schema() + "; receipt at /receipts/" + accepted.ref() + ".",
            List.of()));
  }

  /** A resource was taken, and something that was asked for besides was not done. */
  static FhirOutcome taken(Accepted accepted, String code, String text) {
    List<Issue> issues = new ArrayList<>(taken(accepted).issue);
    issues.add(
        new Issue(
            "warning",
            "not-supported",
            details("urn:vitrine:problem", code, text),
            text,
            List.of()));
    return new FhirOutcome("OperationOutcome", issues);
  }

  /** A document, or an entry of one, was refused. */
  static FhirOutcome refused(List<Problem> problems) {
    return new FhirOutcome("OperationOutcome", problems.stream().map(FhirOutcome::issue).toList());
  }

  /** A request was refused. */
  static FhirOutcome refused(GatewayException refusal) {
    if (refusal instanceof GatewayException.InvalidRequest invalid
        && !invalid.problems().isEmpty()) {
      return refused(invalid.problems());
    }
    return refused(FhirIssueType.of(refusal), refusal.reason(), refusal.text());
  }

  static FhirOutcome refused(String type, String reason, String text) {
    return of(
        new Issue(ERROR, type, details("urn:vitrine:problem", reason, text), text, List.of()));
  }

  private static Issue issue(Problem problem) {
    return new Issue(
        ERROR,
        FhirIssueType.of(problem.code()),
        details("urn:vitrine:fhir:problem", problem.code(), problem.reason()),
        problem.remedy(),
        expression(problem.location()));
  }

  /** A name that is no element name stands as "?", which is no FHIRPath: its parent does then. */
  private static List<String> expression(String location) {
    int unnamed = location.indexOf(".?");
    String path = unnamed < 0 ? location : location.substring(0, unnamed);
    return path.isEmpty() ? List.of() : List.of(path);
  }

  private static FhirOutcome of(Issue issue) {
    return new FhirOutcome("OperationOutcome", List.of(issue));
  }

  private static Details details(String system, String code, String text) {
    return new Details(List.of(new Coding(system, code)), text);
  }
}
