package dev.vitrine.gateway.consent;

/** Consents and the records they are about. */
public final class ConsentDocuments {
  /** Denies by itself, with exceptions inside. */
  public static final String OPT_OUT = "OPTOUT";

  /** Permits by itself, with exceptions inside. */
  public static final String OPT_IN = "OPTIN";

  private ConsentDocuments() {}

  /** An active consent to privacy; {@code provision} may be empty. */
  public static String consent(String id, String patient, String rule, String provision) {
    return """
        {"resourceType": "Consent", "id": "%s", "status": "active",
         "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope",
           "code": "patient-privacy"}]},
         "category": [{"coding": [{"system": "http://loinc.org", "code": "59284-0"}]}],
         "patient": {"reference": "Patient/%s"}, "dateTime": "2026-02-01",
         "policyRule": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode",
           "code": "%s"}]}%s}
        """
        .formatted(id, patient, rule, provision.isEmpty() ? "" : ", \"provision\": " + provision);
  }

  /** An exception: {@code permit} or {@code deny}, under a condition. */
  public static String except(String type, String condition) {
    return "{\"provision\": [{\"type\": \"%s\", %s}]}".formatted(type, condition);
  }

  /** Whoever is this organisation. */
  public static String actor(String party) {
    return """
        "actor": [{"role": {"coding": [{"system":
          "http://terminology.hl7.org/CodeSystem/v3-ParticipationType", "code": "IRCP"}]},
          "reference": {"reference": "Organization/%s"}}]
        """
        .formatted(party);
  }

  /** Who asks for this purpose. */
  public static String purpose(String code) {
    return """
        "purpose": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ActReason", "code": "%s"}]
        """
        .formatted(code);
  }

  /** Records of this type. */
  public static String type(String type) {
    return "\"class\": [{\"system\": \"http://hl7.org/fhir/resource-types\", \"code\": \"%s\"}]"
        .formatted(type);
  }

  /** A condition of a patient. */
  public static String condition(String patient, String id) {
    return """
        {"resourceType": "Condition", "id": "%s",
         "code": {"coding": [{"system": "http://snomed.info/sct", "code": "73211009"}]},
         "subject": {"reference": "Patient/%s"}, "recordedDate": "2026-03-02"}
        """
        .formatted(id, patient);
  }
}
