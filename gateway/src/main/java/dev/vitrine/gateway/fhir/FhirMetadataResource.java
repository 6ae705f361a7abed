package dev.vitrine.gateway.fhir;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.adapters.fhir.rules.R4;
import dev.vitrine.gateway.embedded.BuildInfo;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** {@code GET /fhir/metadata}: the CapabilityStatement, for anyone. It claims only what is done. */
@Path("/fhir/metadata")
@PermitAll
@Produces({FhirOutcome.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class FhirMetadataResource {
  /** When what is said here last changed. */
  private static final String DATE = "2026-11-25";

  private static final String UPDATE =
      "The resource needs the id of the address. A resource whose bytes differ from those before is"
          + " a record of its own; nothing is rewritten.";
  private static final String BUNDLES =
      "Entries are POST or PUT, without conditions on versions; ifNoneExist is not evaluated, and"
          + " the answer says so. The same address takes a collection or searchset like a batch,"
          + " and a document or message as one record with its entries' as parts.";
  private static final String IMPORT =
      "POST of application/fhir+ndjson, one resource a line, of any length; gone on with by PATCH"
          + " at Upload-Offset. The file itself is sent: no URL is ever fetched.";

  private static final String DISCLOSURES =
      "The gateway's own disclosures of patients' data, in IHE's Basic Audit Log Patterns."
          + " AuditEvents that are sent are not read back.";

  private final ObjectNode statement;

  FhirMetadataResource(ObjectMapper json) throws IOException {
    this.statement = statement(json, BuildInfo.load().version());
  }

  @GET
  public ObjectNode metadata() {
    return statement;
  }

  private static ObjectNode statement(ObjectMapper json, String version) {
    ObjectNode statement =
        json.createObjectNode()
            .put("resourceType", "CapabilityStatement")
            .put("status", "active")
            .put("date", DATE)
            .put("kind", "instance")
            .put("fhirVersion", "4.0.1");
    statement.putObject("software").put("name", "Vitrine").put("version", version);
    statement
        .putObject("implementation")
        .put(
            "description",
            "A gateway that commits to resources and answers with proofs. It keeps no FHIR"
                + " repository: nothing can be read back, searched or changed under /fhir, but for who"
                + " was shown what (AuditEvent).");
    statement.putArray("format").add("json");
    ObjectNode rest = statement.putArray("rest").addObject().put("mode", "server");
    rest.putObject("security").put("description", "OpenID Connect bearer tokens.");
    ArrayNode resources = rest.putArray("resource");
    R4.resourceTypes()
        .forEach(
            type -> {
              ObjectNode resource = resources.addObject().put("type", type);
              ArrayNode interactions = resource.putArray("interaction");
              interactions.addObject().put("code", "create");
              interactions.addObject().put("code", "update").put("documentation", UPDATE);
              if (type.equals("AuditEvent")) {
                disclosures(resource, interactions);
              }
              resource
                  .put("versioning", "no-version")
                  .put("readHistory", false)
                  .put("updateCreate", true)
                  .put("conditionalCreate", false)
                  .put("conditionalRead", "not-supported")
                  .put("conditionalUpdate", false)
                  .put("conditionalDelete", "not-supported");
            });
    ArrayNode system = rest.putArray("interaction");
    system.addObject().put("code", "transaction").put("documentation", BUNDLES);
    system.addObject().put("code", "batch").put("documentation", BUNDLES);
    rest.putArray("operation")
        .addObject()
        .put("name", "import")
        .put("definition", "urn:vitrine:fhir:operation:import")
        .put("documentation", IMPORT);
    return statement;
  }

  /** What of a FHIR server there is: who was shown what. */
  private static void disclosures(ObjectNode resource, ArrayNode interactions) {
    interactions.addObject().put("code", "read").put("documentation", DISCLOSURES);
    interactions.addObject().put("code", "search-type").put("documentation", DISCLOSURES);
    ArrayNode parameters = resource.putArray("searchParam");
    parameters.addObject().put("name", "patient").put("type", "reference");
    parameters.addObject().put("name", "date").put("type", "date");
  }
}
