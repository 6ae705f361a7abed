package dev.vitrine.gateway.testing;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;

import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Posts documents byte for byte, and finds the project's own. */
public final class Rest {
  public static final String EPCIS = "application/ld+json";
  public static final String FHIR = "application/fhir+json";
  private static final RestAssuredConfig BYTES =
      RestAssuredConfig.config()
          .encoderConfig(
              encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                  .encodeContentTypeAs(EPCIS, ContentType.BINARY)
                  .encodeContentTypeAs(FHIR, ContentType.BINARY)
                  .encodeContentTypeAs("application/json", ContentType.BINARY)
                  .encodeContentTypeAs("application/xml", ContentType.BINARY)
                  .encodeContentTypeAs("application/vnd.gs1.epcis+json", ContentType.BINARY));

  private Rest() {}

  /** A request with a bearer token. */
  public static RequestSpecification as(String token) {
    return given().config(BYTES).auth().oauth2(token);
  }

  /** Posts a document. */
  public static Response post(String token, String path, String mediaType, byte[] document) {
    return as(token).contentType(mediaType).body(document).post(path);
  }

  /** Posts a document. */
  public static Response post(String token, String path, String mediaType, String document) {
    return post(token, path, mediaType, document.getBytes(StandardCharsets.UTF_8));
  }

  /** The documents in {@code docs/samples/}{@code folder}, in order of names. */
  public static List<Path> samples(String folder) {
    try (Stream<Path> files = Files.list(Path.of("..", "docs", "samples", folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
