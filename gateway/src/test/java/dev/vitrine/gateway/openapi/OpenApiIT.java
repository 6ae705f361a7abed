package dev.vitrine.gateway.openapi;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class OpenApiIT {
  /** Does not end, so that it can't be asked like the others: TimeStampedIT reads it. */
  private static final String STREAM = "/log/stream";

  @Test
  void everyPathInItIsThere() {
    Map<String, Map<String, Object>> paths =
        given().accept("application/json").get("/q/openapi").then().extract().path("paths");
    assertTrue(paths.size() >= 8, () -> paths.keySet().toString());
    paths.remove(STREAM);
    paths.forEach(
        (path, item) ->
            item.keySet().stream()
                .filter(key -> key.matches("get|post"))
                .forEach(method -> isThere(method.toUpperCase(Locale.ROOT), path)));
  }

  @Test
  void everyOperationSaysWhatItAnswersAndWhoMayCall() {
    Map<String, Map<String, Map<String, Object>>> paths =
        given().accept("application/json").get("/q/openapi").then().extract().path("paths");
    paths.remove(STREAM);
    paths.forEach(
        (path, item) -> {
          for (String method : new String[] {"get", "post"}) {
            Map<String, Object> operation = item.get(method);
            if (operation != null) {
              Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
              assertTrue(responses != null && !responses.isEmpty(), path);
              boolean open =
                  given().request(method.toUpperCase(Locale.ROOT), example(path)).statusCode()
                      != 401;
              assertEquals(open, operation.containsKey("security"), path);
            }
          }
        });
  }

  /** Neither an unknown path nor a method that is not allowed there. */
  private static void isThere(String method, String path) {
    Response answer =
        Rest.as(Tokens.of(Roles.OPERATOR, "operator"))
            .contentType("application/json")
            .request(method, example(path));
    assertNotEquals(405, answer.statusCode(), path);
    assertNotEquals(500, answer.statusCode(), path);
    if (answer.statusCode() == 404 && answer.contentType().contains("json")) {
      assertNotEquals("about:blank", answer.path("type"), path);
    }
  }

  private static String example(String path) {
    return path.replace("{type}", "Patient")
        .replace("{path}", "0/000")
        .replace("{number}", "1")
        .replaceAll("\\{[^}]*}", "0-0");
  }
}
