package dev.vitrine.gateway.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class EpcisCaptureIT {
  private static final String CAPTURE = "/epcis/capture";
  private static final String VALIDATION = "epcisException:ValidationException";

  private final String token = Tokens.of(Roles.SUPPLIER, "supplier-" + UUID.randomUUID());

  @Test
  void samplesAreTakenAndTheirReceiptsAreThere() throws IOException {
    for (Path sample : Rest.samples("epcis")) {
      Response answer = Rest.post(token, CAPTURE, Rest.EPCIS, Files.readAllBytes(sample));
      answer
          .then()
          .statusCode(202)
          .header("GS1-EPCIS-Version", "2.0.0")
          .header("GS1-CBV-Version", "2.0.0")
          .header("GS1-Capture-Error-Behaviour", "rollback");
      ValidatableResponse job =
          job(answer)
              .body("running", equalTo(false))
              .body("success", equalTo(true))
              .body("captureErrorBehaviour", equalTo("rollback"))
              .body("errors", hasSize(0))
              .body("events.status", everyItem(equalTo("ACCEPTED")))
              .body("events.schema", everyItem(equalTo("gs1.epcis.v1")));
      String receipt = job.extract().path("events[0].receipt");
      Rest.as(token).get(receipt).then().statusCode(200);
    }
  }

  @Test
  void theSameAgainIsADuplicateWithTheSameReceipt() {
    String document = EpcisDocuments.document(EpcisDocuments.event(), EpcisDocuments.event());
    ValidatableResponse first = job(Rest.post(token, CAPTURE, Rest.EPCIS, document));
    ValidatableResponse again =
        job(Rest.post(token, CAPTURE, "application/vnd.gs1.epcis+json; x=y", document));
    again.body("events.status", everyItem(equalTo("DUPLICATE")));
    for (String what : new String[] {"events.recordId", "events.recordRoot"}) {
      assertEquals(first.extract().<Object>path(what), again.extract().path(what));
    }
  }

  @Test
  void xmlIsTakenLikeJson() {
    String document = EpcisDocuments.xmlDocument(EpcisDocuments.xmlEvent());
    String receipt =
        job(Rest.post(token, CAPTURE, "application/xml", document))
            .body("success", equalTo(true))
            .body("events.schema", everyItem(equalTo("gs1.epcis.v1")))
            .extract()
            .path("events[0].receipt");
    Rest.as(token).get(receipt).then().statusCode(200);
    job(Rest.post(token, CAPTURE, "text/xml; charset=UTF-8", document))
        .body("events.status", everyItem(equalTo("DUPLICATE")));
    Rest.post(token, CAPTURE, "application/xml", document.replace("OBSERVE", "LOOK"))
        .then()
        .statusCode(400)
        .body("type", equalTo("epcisException:ValidationException"))
        .body(
            "problems[0].location",
            equalTo("/EPCISDocument/EPCISBody/EventList/ObjectEvent[1]/action"));
  }

  @Test
  void aRefusalSaysWhereAndTakesNothing() {
    String good = EpcisDocuments.event();
    Rest.post(
            token, CAPTURE, Rest.EPCIS, EpcisDocuments.document(good, EpcisDocuments.wrongEvent()))
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo(VALIDATION))
        .body("problems[0].code", equalTo("action"))
        .body("problems[0].location", equalTo("/epcisBody/eventList/1/action"))
        .body("problems[0].reason", not(equalTo("")))
        .body("problems[0].remedy", not(equalTo("")));
    Rest.as(token).get(CAPTURE).then().statusCode(200).body("", hasSize(0));
    job(Rest.post(token, CAPTURE, Rest.EPCIS, EpcisDocuments.document(good)))
        .body("events[0].status", equalTo("ACCEPTED"));
  }

  @Test
  void proceedTakesTheGoodEventsAndListsTheOthers() {
    String document = EpcisDocuments.document(EpcisDocuments.wrongEvent(), EpcisDocuments.event());
    Response answer =
        Rest.as(token)
            .header("GS1-Capture-Error-Behaviour", "proceed")
            .contentType(Rest.EPCIS)
            .body(document.getBytes(StandardCharsets.UTF_8))
            .post(CAPTURE);
    job(answer)
        .body("success", equalTo(false))
        .body("captureErrorBehaviour", equalTo("proceed"))
        .body("eventCount", equalTo(2))
        .body("events[0].status", equalTo("REJECTED"))
        .body("events[0].receipt", equalTo(null))
        .body("events[1].status", equalTo("ACCEPTED"))
        .body("errors[0].type", equalTo(VALIDATION))
        .body("errors[0].problems[0].location", equalTo("/epcisBody/eventList/0/action"));
  }

  @Test
  void anotherErrorBehaviourIsRefused() {
    Rest.as(token)
        .header("GS1-Capture-Error-Behaviour", "hope")
        .contentType(Rest.EPCIS)
        .body(EpcisDocuments.document(EpcisDocuments.event()).getBytes(StandardCharsets.UTF_8))
        .post(CAPTURE)
        .then()
        .statusCode(400)
        .body("type", equalTo(VALIDATION));
  }

  @Test
  void jobsOfOthersAreNotThere() {
    Response answer =
        Rest.post(token, CAPTURE, Rest.EPCIS, EpcisDocuments.document(EpcisDocuments.event()));
    String address = answer.header("Location");
    Rest.as(Tokens.of(Roles.SUPPLIER, "someone-else"))
        .get(path(address))
        .then()
        .statusCode(404)
        .body("type", equalTo("epcisException:NoSuchResourceException"));
    String id = address.substring(address.lastIndexOf('/') + 1);
    Rest.as(Tokens.of(Roles.SUPPLIER, "someone-else"))
        .get(CAPTURE + "?nextPageToken=" + id)
        .then()
        .statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "00000000-0000-0000-0000-000000000000", "0-0-0-0-0", "%00"})
  void unknownJobsAreNotThere(String id) {
    Rest.as(token).urlEncodingEnabled(false).get(CAPTURE + "/" + id).then().statusCode(404);
  }

  @Test
  void jobsComeNewestFirstInPages() {
    for (int i = 0; i < 3; i++) {
      Rest.post(token, CAPTURE, Rest.EPCIS, EpcisDocuments.document(EpcisDocuments.event()));
    }
    ValidatableResponse all = Rest.as(token).get(CAPTURE).then().statusCode(200);
    all.body("", hasSize(3)).header("Link", equalTo(null));
    ValidatableResponse first =
        Rest.as(token).get(CAPTURE + "?perPage=2").then().body("", hasSize(2));
    String link = first.extract().header("Link");
    ValidatableResponse second =
        Rest.as(token)
            .get(link.substring(link.indexOf('<') + 1, link.indexOf('>')))
            .then()
            .body("", hasSize(1))
            .header("Link", equalTo(null));
    for (int i = 0; i < 3; i++) {
      ValidatableResponse page = i < 2 ? first : second;
      assertEquals(
          all.extract().<String>path("[" + i + "].captureID"),
          page.extract().path("[" + i % 2 + "].captureID"));
    }
    String newest = all.extract().path("[0].createdAt");
    assertEquals(1, Integer.signum(newest.compareTo(all.extract().path("[2].createdAt"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"perPage=0", "perPage=101", "perPage=x", "nextPageToken=x"})
  void wrongPagesAreRefused(String query) {
    Rest.as(token).get(CAPTURE + "?" + query).then().statusCode(400);
  }

  @Test
  void onlySuppliersAndHospitalsGetIn() {
    String document = EpcisDocuments.document(EpcisDocuments.event());
    given().contentType("application/json").body(document).post(CAPTURE).then().statusCode(401);
    for (String role : new String[] {Roles.AUDITOR, Roles.RESEARCHER, Roles.PATIENT}) {
      String other = Tokens.of(role, "party");
      Rest.post(other, CAPTURE, Rest.EPCIS, document).then().statusCode(403);
      Rest.as(other).get(CAPTURE).then().statusCode(403);
    }
  }

  @Test
  void otherMediaTypesAreRefused() {
    for (String type :
        new String[] {"application/soap+xml", Rest.FHIR, "application/octet-stream"}) {
      Rest.post(token, CAPTURE, type, EpcisDocuments.document(EpcisDocuments.event()))
          .then()
          .statusCode(415)
          .contentType("application/problem+json");
    }
  }

  @Test
  void whatIsTooLongIsRefused() {
    byte[] document = new byte[(4 << 20) + 1];
    java.util.Arrays.fill(document, (byte) ' ');
    Rest.post(token, CAPTURE, Rest.EPCIS, document)
        .then()
        .statusCode(413)
        .body("type", equalTo("epcisException:CaptureLimitExceededException"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "\u0000",
        "[[[[",
        "nul",
        "{\"type\":1}",
        "{}",
        "{\"a\":1,\"a\":2}",
        "é\"x"
      })
  void nonsenseIsRefused(String document) {
    for (String behaviour : new String[] {"rollback", "proceed"}) {
      Rest.as(token)
          .header("GS1-Capture-Error-Behaviour", behaviour)
          .contentType(Rest.EPCIS)
          .body(document.getBytes(StandardCharsets.ISO_8859_1))
          .post(CAPTURE)
          .then()
          .statusCode(400)
          .body("type", equalTo(VALIDATION))
          .body("problems[0].reason", not(containsString("Exception")));
    }
  }

  private ValidatableResponse job(Response answer) {
    answer.then().statusCode(202).header("Location", containsString(CAPTURE + "/"));
    String address = answer.header("Location");
    return Rest.as(token)
        .get(path(address))
        .then()
        .statusCode(200)
        .header("GS1-EPCIS-Version", "2.0.0")
        .body("captureID", equalTo(address.substring(address.lastIndexOf('/') + 1)))
        .body("createdAt", startsWith("20"));
  }

  private static String path(String address) {
    return address.substring(address.indexOf(CAPTURE));
  }
}
