package dev.vitrine.gateway.intake;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.TestPolicies;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class EpcisProfilesIT {
  private static final String CAPTURE = "/epcis/capture";
  private static final String VALIDATE = "/epcis/validate";

  private final String shipper = Tokens.of(Roles.SUPPLIER, TestPolicies.FOOD_SHIPPER);
  private final String other = Tokens.of(Roles.SUPPLIER, "supplier-" + UUID.randomUUID());

  @Test
  void aPartysProfileIsPartOfWhatIsRefused() {
    String document = EpcisDocuments.document(shipment("bol"), shipment(""));

    Rest.post(shipper, CAPTURE, Rest.EPCIS, document)
        .then()
        .statusCode(400)
        .body("type", equalTo("epcisException:ValidationException"))
        .body("problems", hasSize(1))
        .body("problems[0].code", equalTo("fsma204-reference-document"))
        .body("problems[0].location", equalTo("/epcisBody/eventList/1/bizTransactionList"));
    Rest.post(other, CAPTURE, Rest.EPCIS, document).then().statusCode(202);
  }

  @Test
  void proceedTakesThoseThatMeetIt() {
    String document = EpcisDocuments.document(shipment(""), shipment("bol"));
    String job =
        Rest.as(shipper)
            .header("GS1-Capture-Error-Behaviour", "proceed")
            .contentType(Rest.EPCIS)
            .body(document.getBytes(StandardCharsets.UTF_8))
            .post(CAPTURE)
            .then()
            .statusCode(202)
            .extract()
            .header("Location");

    Rest.as(shipper)
        .get(job)
        .then()
        .body("success", equalTo(false))
        .body("events.status", contains("REJECTED", "ACCEPTED"))
        .body("errors[0].problems[0].code", equalTo("fsma204-reference-document"));
  }

  @Test
  void xmlIsJudgedAlikeWithPlacesInTheXml() {
    String event =
        EpcisDocuments.xmlEvent().replace("</action>", "</action><bizStep>shipping</bizStep>");

    Rest.post(shipper, CAPTURE, "application/xml", EpcisDocuments.xmlDocument(event))
        .then()
        .statusCode(400)
        .body("problems[0].code", startsWith("fsma204-"))
        .body(
            "problems[0].location",
            startsWith("/EPCISDocument/EPCISBody/EventList/ObjectEvent[1]"));
  }

  @Test
  void aDryRunSaysTheSameAndStoresNothing() {
    String good = shipment("bol");
    String document = EpcisDocuments.document(good, shipment(""));

    Rest.post(shipper, VALIDATE, Rest.EPCIS, document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("events", equalTo(2))
        .body("rejected", contains(1))
        .body("problems.code", contains("fsma204-reference-document"));
    Rest.post(other, VALIDATE, Rest.EPCIS, document)
        .then()
        .statusCode(200)
        .body("valid", equalTo(true))
        .body("rejected", empty());
    Rest.post(other, VALIDATE + "?profile=fsma204", Rest.EPCIS, document)
        .then()
        .body("rejected", contains(1));
    // had the dry run stored it, this would be a duplicate
    String job =
        Rest.post(shipper, CAPTURE, Rest.EPCIS, EpcisDocuments.document(good))
            .then()
            .statusCode(202)
            .extract()
            .header("Location");
    Rest.as(shipper).get(job).then().body("events.status", contains("ACCEPTED"));
  }

  @Test
  void aDryRunSaysWhatIsWrongWithTheWhole() {
    Rest.post(other, VALIDATE, Rest.EPCIS, "{")
        .then()
        .statusCode(200)
        .body("valid", equalTo(false))
        .body("events", equalTo(0))
        .body("problems.code", contains("json-syntax"));
    Rest.post(other, VALIDATE + "?profile=nonsense", Rest.EPCIS, "{}").then().statusCode(400);
    Rest.post(other, VALIDATE, "text/plain", "x").then().statusCode(415);
  }

  private static String shipment(String document) {
    String type = document.isEmpty() ? "" : "\"type\": \"" + document + "\", ";
    return """
        {"type": "ObjectEvent", "eventID": "urn:uuid:%s", "action": "OBSERVE",
         "bizStep": "shipping", "eventTime": "2026-03-01T08:15:00Z", "eventTimeZoneOffset": "+00:00",
         "quantityList": [{"epcClass": "urn:epc:class:lgtin:9506000.013435.L1", "quantity": 7}],
         "readPoint": {"id": "urn:epc:id:sgln:9506000.00101.0"},
         "destinationList": [
           {"type": "owning_party", "destination": "urn:epc:id:pgln:9521141.00001"}],
         "bizTransactionList": [
           {%s"bizTransaction": "urn:epc:id:gdti:9506000.00001.B1"}]}
        """
        .formatted(UUID.randomUUID(), type);
  }
}
