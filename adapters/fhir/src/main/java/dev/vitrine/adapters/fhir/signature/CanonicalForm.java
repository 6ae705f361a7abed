package dev.vitrine.adapters.fhir.signature;

import java.util.Optional;

/**
 * The canonical forms of a resource in JSON that a signature can be over (FHIR R4, json.html,
 * section "Canonical JSON").
 */
public enum CanonicalForm {
  /** Everything. */
  JSON(""),
  /** Without the narrative. */
  DATA("#data"),
  /** Without the narrative and {@code meta}. */
  STATIC("#static");

  private static final String BASE = "http://hl7.org/fhir/canonicalization/json";

  private final String fragment;

  CanonicalForm(String fragment) {
    this.fragment = fragment;
  }

  /** The URI that names it. */
  public String uri() {
    return BASE + fragment;
  }

  /** The form of that URI; empty for {@code #narrative}, {@code #document} and unknown ones. */
  public static Optional<CanonicalForm> of(String uri) {
    for (CanonicalForm form : values()) {
      if (form.uri().equals(uri)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  boolean keeps(String member) {
    return !(member.equals("text") && this != JSON) && !(member.equals("meta") && this == STATIC);
  }
}
