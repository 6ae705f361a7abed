package dev.vitrine.gateway.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Tokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports longer than the gateway's memory, and {@code vitrine import} killed in the middle. */
class ImportJarIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HEAP_MIB = 256;
  private static final int TWICE_THE_HEAP = 2 * (HEAP_MIB << 20);
  private static final int DOCUMENT = 512 << 10;
  private static final int DIFFERENT = 26;
  private static final int PATIENTS = 40_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void memoryIsNoMatterOfLengthAndAKilledImportGoesOn() throws Exception {
    try (GatewayProcess gateway =
        GatewayProcess.launch(
            folder.resolve("data"),
            Map.of(),
            Map.of("JAVA_TOOL_OPTIONS", "-Xmx" + HEAP_MIB + "m"))) {
      String url = "http://127.0.0.1:" + gateway.port();
      twiceTheHeapIsTaken(url);
      aKilledImportGoesOn(url);
      aRefusedLineIsSaid(url);
      assertFalse(gateway.errors().contains("OutOfMemory"), gateway.errors());
    }
  }

  private void twiceTheHeapIsTaken(String url) throws Exception {
    int lines = TWICE_THE_HEAP / DOCUMENT;
    HttpResponse<String> answer =
        http.send(
            request(url, "/fhir/$import")
                .header("Content-Type", "application/fhir+ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> documents(lines)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
    JsonNode report = JSON.readTree(answer.body());
    assertTrue(report.path("offset").asLong() > TWICE_THE_HEAP, answer.body());
    assertEquals(lines, report.path("lines").asInt());
    assertEquals(DIFFERENT, report.path("taken").asInt(), answer.body());
    assertEquals(lines - DIFFERENT, report.path("duplicates").asInt(), answer.body());
  }

  /** Made while they are sent: so many different ones, over and over. */
  private static InputStream documents(int count) {
    return new InputStream() {
      private int next;
      private InputStream document = InputStream.nullInputStream();

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int read = document.read(into, offset, length);
        while (read < 0 && next < count) {
          document = document(next++ % DIFFERENT);
          read = document.read(into, offset, length);
        }
        return read;
      }
    };
  }

  private static InputStream document(int number) {
    String data = "AAA" + (char) ('A' + number);
    return new ByteArrayInputStream(
        ("{\"resourceType\":\"Binary\",\"contentType\":\"application/pdf\",\"data\":\""
                + data.repeat(DOCUMENT / data.length())
                + "\"}\n")
            .getBytes(StandardCharsets.UTF_8));
  }

  private void aKilledImportGoesOn(String url) throws Exception {
    Path file = folder.resolve("Patient.ndjson");
    Files.write(
        file,
        IntStream.range(0, PATIENTS)
            .mapToObj(i -> "{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"}")
            .toList());
    Process first =
        GatewayProcess.start("import", file.toString(), "--url", url, "--token", token());
    Path state = folder.resolve("Patient.ndjson.vitrine-import");
    for (JsonNode job = job(url, state); job.path("offset").asLong() == 0; job = job(url, state)) {
      assertTrue(first.isAlive(), "it is so fast that it can't be killed in the middle");
      Thread.sleep(20);
    }
    first.destroyForcibly().waitFor();
    assertFalse(job(url, state).path("complete").asBoolean());

    String said =
        GatewayProcess.command(0, "import", file.toString(), "--url", url, "--token", token());
    assertTrue(said.contains("going on at byte"), said);
    assertTrue(said.contains(PATIENTS + " lines"), said);
    assertTrue(said.contains(" 0 refused"), said);
    assertFalse(Files.exists(state));

    String again =
        GatewayProcess.command(
            0, "import", file.toString(), "--json", "--url", url, "--token", token());
    JsonNode report = JSON.readTree(again.substring(again.indexOf("[ {"))).path(0).path("report");
    assertEquals(PATIENTS, report.path("duplicates").asInt(), again);
  }

  private void aRefusedLineIsSaid(String url) throws Exception {
    Path file = folder.resolve("refused.ndjson");
    Files.writeString(file, "{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Patent\"}\n");
    String said =
        GatewayProcess.command(1, "import", file.toString(), "--url", url, "--token", token());
    assertTrue(said.contains("line 2: unknown-resource-type"), said);
    String refused =
        GatewayProcess.command(3, "import", file.toString(), "--url", url, "--token", "nobody");
    assertTrue(refused.contains("401"), refused);
    GatewayProcess.command(3, "import", "no-such-file", "--url", url, "--token", token());
  }

  private JsonNode job(String url, Path state) throws Exception {
    if (!Files.exists(state)) {
      return JSON.createObjectNode();
    }
    String job = JSON.readTree(Files.readAllBytes(state)).path("job").asText();
    return JSON.readTree(
        http.send(
                request(url, "/fhir/$import/" + job).build(), HttpResponse.BodyHandlers.ofString())
            .body());
  }

  private HttpRequest.Builder request(String url, String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .header("Authorization", "Bearer " + token());
  }

  private static String token() {
    return Tokens.of(Roles.HOSPITAL, "importer");
  }
}
