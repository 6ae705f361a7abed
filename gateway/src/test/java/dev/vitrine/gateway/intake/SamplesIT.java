package dev.vitrine.gateway.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.adapters.gs1.EpcisFormat;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.identity.Roles;
import dev.vitrine.gateway.testing.Components;
import dev.vitrine.gateway.testing.GatewayResource;
import dev.vitrine.gateway.testing.Rest;
import dev.vitrine.gateway.testing.Tokens;
import dev.vitrine.proofs.record.InvalidDocumentException;
import dev.vitrine.proofs.record.RecordFormat;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every published document over HTTP: taken exactly if the adapter takes it (which documents those
 * must be, the adapters' own tests say), refused with place and reason otherwise, and never a 5xx.
 */
@QuarkusTest
@QuarkusTestResource(GatewayResource.class)
class SamplesIT {
  private static final int CLIENTS = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject VitrineConfig config;

  /** One document's fate. */
  private record Answer(String name, int length, boolean taken, int status, String body) {}

  @Test
  void everyEpcisDocumentIsTakenOrRefusedWithPlaceAndReason() throws Exception {
    EpcisFormat format = new EpcisFormat();
    List<Answer> answers =
        post(documents("gs1"), format, Rest.EPCIS, document -> "epcis/capture", Roles.SUPPLIER);
    for (Answer answer : answers) {
      if (answer.status == 400) {
        JsonNode problem = JSON.readTree(answer.body);
        assertEquals("epcisException:ValidationException", problem.path("type").asText());
        for (JsonNode place : problem.path("problems")) {
          assertTrue(place.path("location").isTextual(), answer.name);
          assertFalse(place.path("reason").asText().isEmpty(), answer.name);
        }
        assertFalse(problem.path("problems").isEmpty(), answer.name);
      }
    }
    assertTrue(answers.stream().filter(Answer::taken).count() >= 110);
  }

  @Test
  void everyFhirDocumentIsTakenOrRefusedWithPlaceAndReason() throws Exception {
    FhirFormat format = new FhirFormat();
    List<Answer> answers =
        post(
            documents("fhir"),
            format,
            Rest.FHIR,
            document -> "fhir/" + type(document),
            Roles.HOSPITAL);
    for (Answer answer : answers) {
      if (answer.status == 400) {
        JsonNode outcome = JSON.readTree(answer.body);
        assertEquals("OperationOutcome", outcome.path("resourceType").asText(), answer.name);
        for (JsonNode issue : outcome.path("issue")) {
          assertFalse(issue.path("expression").path(0).asText().isEmpty(), answer.name);
          assertFalse(issue.path("details").path("text").asText().isEmpty(), answer.name);
        }
        assertFalse(outcome.path("issue").isEmpty(), answer.name);
      }
    }
    assertTrue(answers.stream().filter(Answer::taken).count() >= 75);
  }

  /** Where a document is to be posted. */
  @FunctionalInterface
  private interface Address {
    String of(byte[] document);
  }

  private List<Answer> post(
      Map<String, byte[]> documents,
      RecordFormat format,
      String mediaType,
      Address address,
      String role)
      throws Exception {
    URI base = URI.create("http://127.0.0.1:" + RestAssured.port + "/");
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    String token = Tokens.of(role, "samples");
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Answer> answers = new ArrayList<>();
    try {
      List<Future<Answer>> pending = new ArrayList<>();
      documents.forEach(
          (name, document) -> {
            HttpRequest request =
                HttpRequest.newBuilder(base.resolve(address.of(document)))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", mediaType)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(document))
                    .build();
            boolean taken = takes(format, mediaType, document);
            pending.add(
                clients.submit(
                    () -> {
                      HttpResponse<String> response =
                          client.send(request, HttpResponse.BodyHandlers.ofString());
                      return new Answer(
                          name, document.length, taken, response.statusCode(), response.body());
                    }));
          });
      for (Future<Answer> answer : pending) {
        answers.add(answer.get());
      }
    } finally {
      clients.shutdownNow();
    }
    Map<Integer, Integer> statuses = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Answer answer : answers) {
      statuses.merge(answer.status, 1, Integer::sum);
      boolean tooLong = answer.length > config.intake().maxDocumentBytes() && answer.status == 413;
      if (!tooLong && (answer.taken ? answer.status / 100 != 2 : answer.status != 400)) {
        wrong.add(answer.name + " " + answer.status + " " + answer.body);
      }
    }
    assertEquals(List.of(), wrong);
    System.out.println(mediaType + " samples over HTTP, by status: " + statuses);
    return answers;
  }

  private static boolean takes(RecordFormat format, String mediaType, byte[] document) {
    try {
      return !format.read(document, mediaType, "samples").isEmpty();
    } catch (InvalidDocumentException e) {
      return false;
    }
  }

  /** What a sender would put in the address; documents without a readable type are Patients. */
  private static String type(byte[] document) {
    try {
      String type = JSON.readTree(document).path("resourceType").asText();
      return type.isEmpty() ? "Patient" : type;
    } catch (IOException e) {
      return "Patient";
    }
  }

  /** Every JSON file, and every line of NDJSON files. */
  private static Map<String, byte[]> documents(String format) throws IOException {
    Path folder = folder(format);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, byte[]> documents = new LinkedHashMap<>();
    for (Path file : files) {
      String name = folder.relativize(file).toString();
      if (name.endsWith(".json") || name.endsWith(".jsonld")) {
        documents.put(name, Files.readAllBytes(file));
      } else if (name.endsWith(".ndjson")) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (!lines.get(i).isBlank()) {
            documents.put(name + ':' + i, lines.get(i).getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
    return documents;
  }

  private static Path folder(String format) {
    String shared = System.getProperty("vitrine.shared", "");
    Path folder = Path.of(shared, "samples", format);
    boolean there = !shared.isEmpty() && Files.isDirectory(folder);
    assertTrue(there || !Components.required(), "-Dvitrine.shared must point to the samples");
    String skipped = "SKIPPED: no published samples; give -Dvitrine.shared=DIR";
    if (!there) {
      System.err.println(skipped);
    }
    assumeTrue(there, skipped);
    return folder;
  }
}
