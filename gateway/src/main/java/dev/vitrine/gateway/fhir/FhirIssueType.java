package dev.vitrine.gateway.fhir;

import dev.vitrine.gateway.errors.GatewayException;

/** FHIR's IssueType of the gateway's refusals and of the FHIR adapter's problems. */
final class FhirIssueType {
  private FhirIssueType() {}

  static String of(GatewayException refusal) {
    return switch (refusal.reason()) {
      case "UNAUTHENTICATED" -> "login";
      case "FORBIDDEN" -> "forbidden";
      case "NOT_FOUND" -> "not-found";
      case "CONFLICT" -> "conflict";
      case "OVERLOADED" -> "throttled";
      case "UNAVAILABLE" -> "transient";
      case "INTERNAL" -> "exception";
      default -> "invalid";
    };
  }

  /** Of a code in docs/fhir.md. */
  static String of(String problem) {
    return switch (problem) {
      case "no-resource-type", "missing-element", "missing-resource" -> "required";
      case "unknown-resource-type", "unsupported-request", "unsupported-bundle" -> "not-supported";
      case "duplicate-identity" -> "duplicate";
      case "unknown-code" -> "code-invalid";
      case "too-large" -> "too-long";
      case "too-deep", "too-complex" -> "too-costly";
      case "wrong-type",
          "number-out-of-bounds",
          "invalid-id",
          "invalid-character",
          "invalid-full-url",
          "empty-string",
          "wrong-id",
          "wrong-size" ->
          "value";
      case "invalid-extension" -> "extension";
      case "invariant",
          "invalid-narrative",
          "wrong-target",
          "unresolved-reference",
          "modified-entry",
          "nested-contained" ->
          "invariant";
      default -> "structure";
    };
  }
}
