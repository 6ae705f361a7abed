package dev.vitrine.gateway.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class IdentityIT {

  private static final String PARTY = "4012345000009";

  @Test
  void healthNeedsNoToken() {
    given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void aTokenSaysWhoCalls() {
    given()
        .auth()
        .oauth2(Tokens.of(Roles.HOSPITAL, PARTY, "TREAT"))
        .get("/whoami")
        .then()
        .statusCode(200)
        .body("party", equalTo(PARTY))
        .body("purpose", equalTo("TREAT"))
        .body("roles", contains(Roles.HOSPITAL));
  }

  @Test
  void anUnknownPurposeIsNone() {
    given()
        .auth()
        .oauth2(Tokens.of(Roles.HOSPITAL, PARTY, "CURIOSITY"))
        .get("/whoami")
        .then()
        .statusCode(200)
        .body("purpose", equalTo(null));
  }

  @Test
  void withoutATokenNothingButThePublicPathsAnswers() {
    for (String path : new String[] {"/whoami", "/no/such/path", "/epcis/capture", "/q/metrics"}) {
      given().get(path).then().statusCode(401);
    }
  }

  @Test
  void anExpiredTokenIsRefused() {
    given()
        .auth()
        .oauth2(Tokens.expired(Roles.AUDITOR, PARTY))
        .get("/whoami")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .body("reason", equalTo("UNAUTHENTICATED"))
        .body("detail", not(containsString("Exception")));
  }

  @Test
  void aTokenWithAnotherRoleWrittenIntoItIsRefused() {
    String[] parts = Tokens.of(Roles.SUPPLIER, PARTY).split("\\.", -1);
    String claims =
        new String(
                java.util.Base64.getUrlDecoder().decode(parts[1]),
                java.nio.charset.StandardCharsets.UTF_8)
            .replace(Roles.SUPPLIER, Roles.OPERATOR);
    String forged =
        parts[0]
            + "."
            + java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            + "."
            + parts[2];
    given().auth().oauth2(forged).get("/whoami").then().statusCode(401);
  }

  @Test
  void unknownPathsAreProblemsWithoutInternals() {
    given()
        .auth()
        .oauth2(Tokens.of(Roles.AUDITOR, PARTY))
        .get("/no/such/path")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("status", equalTo(404));
  }
}
