package dev.vitrine.gateway.fhir;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.store.TagIndex;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.SharedSamples;
import dev.vitrine.gateway.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class FhirImportIT {
  private static final String PATH = "/fhir/$import";
  private static final String NDJSON = "application/fhir+ndjson";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String party = "hospital-" + UUID.randomUUID();
  private final String token = Tokens.of(Roles.HOSPITAL, party);

  @Inject TagIndex tags;

  @Test
  void everyLineIsTakenFoundAgainOrRefusedWithItsNumber() throws Exception {
    String twice = patient();
    String bad = "{\"resourceType\":\"Patient\",\"gender\":\"x\"}";
    String file =
        String.join("\n", patient(), bad, "", twice + "\r", "   ", twice, "nonsense", patient());
    HttpResponse<String> answer = send("POST", PATH, bytes(file));
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode report = JSON.readTree(answer.body());
    assertTrue(report.path("complete").asBoolean());
    assertEquals(file.length(), report.path("offset").asLong());
    assertEquals(8, report.path("lines").asLong());
    assertEquals(3, report.path("taken").asLong());
    assertEquals(1, report.path("duplicates").asLong());
    assertEquals(2, report.path("refused").asLong());
    assertEquals(2, report.path("refusals").size());
    assertEquals(2, report.path("refusals").path(0).path("line").asInt());
    assertEquals("Patient.gender", report.path("refusals").path(0).path("expression").asText());
    assertEquals("unknown-code", report.path("refusals").path(0).path("code").asText());
    assertEquals(7, report.path("refusals").path(1).path("line").asInt());
    String job = answer.headers().firstValue("Content-Location").orElseThrow();
    assertEquals(PATH + "/" + report.path("id").asText(), job);
    as(token)
        .get(job)
        .then()
        .statusCode(200)
        .header("Upload-Complete", "?1")
        .header("Upload-Offset", String.valueOf(file.length()))
        .body("refusals", hasSize(2));
    as(token).get(PATH).then().statusCode(200).body("id", hasItem(report.path("id").asText()));
    as(Tokens.of(Roles.HOSPITAL, "another")).get(job).then().statusCode(404);
  }

  @Test
  void bulkFilesAreTakenWhole() throws Exception {
    try (Stream<Path> files = Files.list(SharedSamples.folder("fhir", "bulk-10-patients"))) {
      for (Path file : files.sorted().toList()) {
        byte[] bytes = Files.readAllBytes(file);
        long lines = Files.readAllLines(file).stream().filter(line -> !line.isBlank()).count();
        JsonNode report = JSON.readTree(send("POST", PATH, bytes).body());
        assertTrue(report.path("complete").asBoolean(), file + " " + report);
        assertEquals(bytes.length, report.path("offset").asLong(), file.toString());
        assertEquals(0, report.path("refused").asLong(), file + " " + report);
        assertEquals(
            lines,
            report.path("taken").asLong() + report.path("duplicates").asLong(),
            file.toString());
      }
    }
  }

  @Test
  void anUploadGoesOnWhereItIs() throws Exception {
    String first = patient();
    String second = patient();
    byte[] file = bytes(first + "\n" + second + "\n");
    int cut = first.length() + 20;
    HttpResponse<String> begun =
        send("POST", PATH, Arrays.copyOf(file, cut), "Upload-Complete", "?0");
    assertEquals(202, begun.statusCode(), begun.body());
    assertTrue(begun.headers().firstValue("X-Progress").orElse("").startsWith("1 lines"));
    String job = begun.headers().firstValue("Content-Location").orElseThrow();
    long offset = Long.parseLong(begun.headers().firstValue("Upload-Offset").orElseThrow());
    assertEquals(first.length() + 1, offset);

    for (String wrong : List.of("0", String.valueOf(cut))) {
      HttpResponse<String> refused = send("PATCH", job, file, "Upload-Offset", wrong);
      assertEquals(409, refused.statusCode(), refused.body());
      assertEquals(
          String.valueOf(offset), refused.headers().firstValue("Upload-Offset").orElseThrow());
    }
    byte[] rest = Arrays.copyOfRange(file, (int) offset, file.length);
    HttpResponse<String> done = send("PATCH", job, rest, "Upload-Offset", String.valueOf(offset));
    assertEquals(200, done.statusCode(), done.body());
    JsonNode report = JSON.readTree(done.body());
    assertEquals(2, report.path("taken").asLong());
    assertEquals(2, report.path("lines").asLong());
    assertEquals(0, report.path("refused").asLong());
    assertEquals(
        409, send("PATCH", job, rest, "Upload-Offset", String.valueOf(file.length)).statusCode());
  }

  @Test
  void whatCameBeforeTheConnectionBrokeIsKeptAndTheRestIsSentLater() throws Exception {
    List<String> lines = IntStream.range(0, 400).mapToObj(i -> patient()).toList();
    byte[] file = bytes(String.join("\n", lines) + "\n");
    String begun =
        send("POST", PATH, new byte[0], "Upload-Complete", "?0")
            .headers()
            .firstValue("Content-Location")
            .orElseThrow();
    int sent = file.length / 2;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          bytes(
              "PATCH "
                  + begun
                  + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                  + token
                  + "\r\nContent-Type: application/partial-upload\r\nUpload-Offset: 0\r\n"
                  + "Content-Length: "
                  + file.length
                  + "\r\n\r\n"));
      out.write(file, 0, sent);
      out.flush();
      Thread.sleep(300);
      socket.setSoLinger(true, 0);
    }
    long offset = 0;
    for (int tries = 0; tries < 100 && offset == 0; tries++) {
      Thread.sleep(100);
      offset = Long.parseLong(as(token).get(begun).header("Upload-Offset"));
    }
    assertTrue(offset > 0 && offset <= sent, "at " + offset);
    assertEquals('\n', file[(int) offset - 1]);
    JsonNode report =
        JSON.readTree(
            send(
                    "PATCH",
                    begun,
                    Arrays.copyOfRange(file, (int) offset, file.length),
                    "Upload-Offset",
                    String.valueOf(offset))
                .body());
    assertEquals(400, report.path("taken").asLong() + report.path("duplicates").asLong());
    assertEquals(400, report.path("lines").asLong());
    for (String line : List.of(lines.get(0), lines.get(399))) {
      String id = JSON.readTree(line).path("id").asText();
      assertEquals(1, tags.find("fhir.Patient.v1", List.of("_id=" + id), -1, 10).size());
    }
  }

  /** Longer than any other body may be, told beforehand and not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anUploadMayBeOfAnyLength(boolean told) throws Exception {
    int copies = 80;
    byte[] longLine = new byte[1 << 20];
    Arrays.fill(longLine, (byte) ' ');
    longLine[longLine.length - 1] = '\n';
    byte[] last = bytes(patient());
    long length = (long) copies * longLine.length + last.length;
    HttpRequest.BodyPublisher stream =
        HttpRequest.BodyPublishers.ofInputStream(
            () ->
                new SequenceInputStream(
                    Collections.enumeration(
                        Stream.concat(
                                IntStream.range(0, copies)
                                    .<InputStream>mapToObj(i -> new ByteArrayInputStream(longLine)),
                                Stream.of(new ByteArrayInputStream(last)))
                            .toList())));
    HttpResponse<String> answer =
        http.send(
            request(PATH)
                .header("Content-Type", NDJSON)
                .POST(told ? HttpRequest.BodyPublishers.fromPublisher(stream, length) : stream)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode report = JSON.readTree(answer.body());
    assertEquals(length, report.path("offset").asLong());
    assertEquals(copies + 1, report.path("lines").asLong());
    assertEquals(1, report.path("taken").asLong());
  }

  @Test
  void aBodyThatIsNoImportMayNot() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              bytes(
                  "POST /fhir HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                      + token
                      + "\r\nContent-Type: application/fhir+json\r\nContent-Length: "
                      + (65L << 20)
                      + "\r\n\r\n"));
      String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
      assertEquals("HTTP/1.1 413", answer);
    }
  }

  @Test
  void aLineThatIsTooLongIsRefusedAndNotTheRest() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] longLine = new byte[(4 << 20) + 1];
    Arrays.fill(longLine, (byte) 'x');
    file.write(longLine);
    file.write(bytes("\n" + patient()));
    JsonNode report = JSON.readTree(send("POST", PATH, file.toByteArray()).body());
    assertEquals("too-large", report.path("refusals").path(0).path("code").asText());
    assertEquals(1, report.path("taken").asLong());
  }

  @Test
  void moreRefusalsThanAreListedAreCounted() throws Exception {
    String report = send("POST", PATH, bytes("x\n".repeat(150))).body();
    assertEquals(150, JSON.readTree(report).path("refused").asLong());
    assertEquals(100, JSON.readTree(report).path("refusals").size());
  }

  @Test
  void nothingIsFetched() throws Exception {
    String manifest =
        "{\"inputFormat\":\"application/fhir+ndjson\",\"input\":[{\"type\":\"Patient\","
            + "\"url\":\"http://127.0.0.1:1/Patient.ndjson\"}]}";
    Rest.post(token, PATH, "application/json", manifest)
        .then()
        .statusCode(415)
        .contentType(Rest.FHIR)
        .body("issue[0].details.text", containsString("nothing is fetched"));
  }

  @Test
  void strangersAndNonsenseAreRefused() throws Exception {
    String job =
        send("POST", PATH, new byte[0], "Upload-Complete", "?0")
            .headers()
            .firstValue("Content-Location")
            .orElseThrow();
    assertEquals(400, send("PATCH", job, new byte[0]).statusCode());
    assertEquals(400, send("PATCH", job, new byte[0], "Upload-Offset", "-1").statusCode());
    assertEquals(400, send("POST", PATH, new byte[0], "Upload-Complete", "yes").statusCode());
    for (String unknown : List.of("x", UUID.randomUUID().toString())) {
      assertEquals(
          404, send("PATCH", PATH + "/" + unknown, new byte[0], "Upload-Offset", "0").statusCode());
    }
    HttpResponse<String> stranger =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + PATH))
                .header("Authorization", "Bearer " + Tokens.of(Roles.AUDITOR, "a"))
                .header("Content-Type", NDJSON)
                .POST(HttpRequest.BodyPublishers.ofString(patient()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(403, stranger.statusCode());
  }

  private HttpResponse<String> send(String method, String path, byte[] body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(path).header("Content-Type", NDJSON);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(
        request.method(method, HttpRequest.BodyPublishers.ofByteArray(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
        .header("Authorization", "Bearer " + token);
  }

  private static io.restassured.specification.RequestSpecification as(String token) {
    return Rest.as(token).urlEncodingEnabled(false);
  }

  private static String patient() {
    return "{\"resourceType\":\"Patient\",\"id\":\"" + UUID.randomUUID() + "\"}";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
