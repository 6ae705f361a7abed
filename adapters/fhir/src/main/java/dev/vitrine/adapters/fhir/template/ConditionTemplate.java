package dev.vitrine.adapters.fhir.template;

/** {@code fhir.Condition.v1}. */
final class ConditionTemplate {
  private ConditionTemplate() {}

  static Template create() {
    return TemplateTable.of("fhir.Condition.v1")
        .token("clinicalStatus", "clinicalStatus")
        .token("verificationStatus", "verificationStatus")
        .modifiers("clinicalStatus", "verificationStatus")
        .token("category", "category")
        .token("severity", "severity")
        .concept("code", "code")
        .token("bodySite", "bodySite")
        .subject("subject")
        .reference("encounter", "encounter")
        .span("onset", "onset[x]")
        .text("onset.text", "onset[x]")
        .span("abatement", "abatement[x]")
        .text("abatement.text", "abatement[x]")
        .span("recordedDate", "recordedDate")
        .reference("recorder", "recorder")
        .reference("asserter", "asserter")
        .build();
  }
}
