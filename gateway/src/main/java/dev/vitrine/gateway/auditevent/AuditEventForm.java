package dev.vitrine.gateway.auditevent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * A disclosure as an AuditEvent of the profile "Privacy Disclosure at Source" (IHE ITI Basic Audit
 * Log Patterns 1.1.3). Says what the disclosure's record says and nothing else, never a value that
 * was shown; the same record gives the same bytes.
 *
 * <p>The profile wants a network address of both ends. The gateway keeps no addresses of callers,
 * so the recipient's is the URI that names the party, and the source's is the log's name.
 */
final class AuditEventForm {
  /** The profile's canonical URL. */
  static final String PROFILE =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.PrivacyDisclosure.Source";

  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String ENTITY_TYPE =
      "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  private static final String OBJECT_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  private static final String RECORD = "urn:vitrine:record";

  /** A URI, of the kinds of network addresses. */
  private static final String URI = "5";

  private final String origin;

  /**
   * For one gateway.
   *
   * @param origin its log's name
   */
  AuditEventForm(String origin) {
    this.origin = origin;
  }

  ObjectNode of(DisclosureEntry entry) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("resourceType", "AuditEvent").put("id", entry.ref().toString());
    event.putObject("meta").putArray("profile").add(PROFILE);
    coding(event.putObject("type"), DCM, "110106", "Export");
    ArrayNode subtypes = event.putArray("subtype");
    coding(
        subtypes.addObject(),
        "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
        "disclose",
        "Disclose Record Lifecycle Event");
    coding(subtypes.addObject(), "http://hl7.org/fhir/restful-interaction", "read", "read");
    event.put("action", "R");
    event.put("recorded", Instant.ofEpochMilli(entry.atMillis()).toString());
    event.put("outcome", "0");
    if (!entry.purpose().isEmpty()) {
      coding(
          event.putArray("purposeOfEvent").addObject().putArray("coding").addObject(),
          "http://terminology.hl7.org/CodeSystem/v3-ActReason",
          entry.purpose(),
          "");
    }
    ArrayNode agents = event.putArray("agent");
    source(agents.addObject());
    recipient(agents.addObject(), entry);
    custodian(agents.addObject(), entry);
    ObjectNode source = event.putObject("source");
    source.set("observer", gateway());
    coding(
        source.putArray("type").addObject(),
        "http://terminology.hl7.org/CodeSystem/security-source-type",
        "4",
        "Application Server");
    ArrayNode entities = event.putArray("entity");
    patient(entities.addObject(), entry.subjects());
    data(entities.addObject(), entry);
    consents(entities, entry.consents());
    return event;
  }

  private ObjectNode gateway() {
    ObjectNode gateway = JsonNodeFactory.instance.objectNode();
    gateway.put("type", "Device");
    identifier(gateway, "urn:vitrine:log", origin);
    return gateway;
  }

  private void source(ObjectNode agent) {
    concept(agent, "type", DCM, "110153", "Source Role ID");
    agent.set("who", gateway());
    agent.put("requestor", false);
    network(agent, "https://" + origin);
  }

  private static void recipient(ObjectNode agent, DisclosureEntry entry) {
    concept(agent, "type", DCM, "110152", "Destination Role ID");
    if (!entry.role().isEmpty()) {
      ArrayNode roles = agent.putArray("role");
      for (String role : entry.role().split(",", -1)) {
        coding(roles.addObject().putArray("coding").addObject(), "urn:vitrine:role", role, "");
      }
    }
    party(agent, entry.recipient());
    agent.put("requestor", true);
    if (!entry.policy().isEmpty()) {
      ArrayNode policies = agent.putArray("policy");
      for (String policy : entry.policy().split(",", -1)) {
        policies.add("urn:vitrine:policy:" + encoded(policy));
      }
    }
    network(agent, "urn:vitrine:party:" + encoded(entry.recipient()));
  }

  private static void custodian(ObjectNode agent, DisclosureEntry entry) {
    concept(agent, "type", "http://snomed.info/sct", "159541003", "Record keeping/library clerk");
    party(agent, entry.sender());
    agent.put("requestor", false);
  }

  /** The profile has room for one: others stand beside. */
  private static void patient(ObjectNode entity, List<String> subjects) {
    String first =
        subjects.stream()
            .filter(subject -> subject.startsWith("Patient/"))
            .findFirst()
            .orElse(subjects.get(0));
    entity.putObject("what").put("reference", first).put("type", "Patient");
    coding(entity.putObject("type"), ENTITY_TYPE, "1", "Person");
    coding(entity.putObject("role"), OBJECT_ROLE, "1", "Patient");
    List<String> others = subjects.stream().filter(subject -> !subject.equals(first)).toList();
    if (!others.isEmpty()) {
      ArrayNode details = entity.putArray("detail");
      others.forEach(other -> detail(details, "also", other));
    }
  }

  private static void data(ObjectNode entity, DisclosureEntry entry) {
    identifier(entity.putObject("what"), RECORD, entry.record());
    coding(entity.putObject("type"), ENTITY_TYPE, "2", "System Object");
    coding(entity.putObject("role"), OBJECT_ROLE, "4", "Domain Resource");
    entity.put("name", entry.recordSchema());
    ArrayNode details = entity.putArray("detail");
    detail(details, "kind", entry.kind());
    entry.shown().forEach(name -> detail(details, "shown", name));
    if (entry.facts() > 0) {
      detail(details, "facts", Integer.toString(entry.facts()));
    }
    if (!entry.audience().isEmpty()) {
      detail(details, "audience", entry.audience());
    }
  }

  private static void consents(ArrayNode entities, String consents) {
    int colon = consents.indexOf(':');
    if (colon < 0) {
      return;
    }
    for (String ref : consents.substring(colon + 1).split(",", -1)) {
      if (!ref.isEmpty()) {
        ObjectNode entity = entities.addObject();
        identifier(entity.putObject("what").put("type", "Consent"), RECORD, ref);
        coding(
            entity.putObject("type"), "http://hl7.org/fhir/resource-types", "Consent", "Consent");
        detail(entity.putArray("detail"), "decided", consents.substring(0, colon));
      }
    }
  }

  private static void party(ObjectNode agent, String party) {
    ObjectNode who = agent.putObject("who");
    who.put("type", "Organization");
    identifier(who, "urn:vitrine:party", party);
  }

  private static void identifier(ObjectNode reference, String system, String value) {
    reference.putObject("identifier").put("system", system).put("value", value);
  }

  private static void network(ObjectNode agent, String address) {
    agent.putObject("network").put("address", address).put("type", URI);
  }

  private static void detail(ArrayNode details, String type, String value) {
    details.addObject().put("type", type).put("valueString", value);
  }

  private static void concept(
      ObjectNode parent, String name, String system, String code, String display) {
    coding(parent.putObject(name).putArray("coding").addObject(), system, code, display);
  }

  private static void coding(ObjectNode coding, String system, String code, String display) {
    coding.put("system", system).put("code", code);
    if (!display.isEmpty()) {
      coding.put("display", display);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
