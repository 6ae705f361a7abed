package dev.vitrine.gateway.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Speaks to a gateway's {@code /fhir/$import} in the name of one bearer token. Any {@link
 * IOException} means that the connection is lost, and that what the gateway has is to be asked for.
 */
public final class ImportClient {
  private static final String PATH = "/fhir/$import";
  private static final String COMPLETE = "Upload-Complete";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI base;
  private final String token;
  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** Nothing is sent yet. */
  public ImportClient(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * What the gateway said.
   *
   * @param body the import's report where the status is 200 or 202, else an OperationOutcome or
   *     problem details
   * @param retryAfter seconds to wait, 0 where it named none
   */
  public record Answer(int status, JsonNode body, long retryAfter) {
    /** Whether the body is a report. */
    public boolean isReport() {
      return status == 200 || status == 202;
    }

    /** What is wrong, in the gateway's words. */
    public String said() {
      String outcome = body.path("issue").path(0).path("details").path("text").asText();
      return outcome.isEmpty() ? body.path("detail").asText("no reason given") : outcome;
    }
  }

  /** Begins an import of which nothing is sent yet. */
  public Answer begin() throws IOException, InterruptedException {
    return send(
        request("")
            .timeout(PATIENCE)
            .header("Content-Type", "application/fhir+ndjson")
            .header(COMPLETE, "?0")
            .POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** How far an import is. */
  public Answer status(String job) throws IOException, InterruptedException {
    return send(request("/" + job).timeout(PATIENCE).GET());
  }

  /** Sends the rest of an import, and waits until it is taken, however long that is. */
  public Answer append(String job, long offset, Supplier<InputStream> rest)
      throws IOException, InterruptedException {
    return send(
        request("/" + job)
            .header("Content-Type", "application/partial-upload")
            .header("Upload-Offset", Long.toString(offset))
            .header(COMPLETE, "?1")
            .method("PATCH", HttpRequest.BodyPublishers.ofInputStream(rest)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(PATH + path))
        .header("Authorization", "Bearer " + token);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(
        answer.statusCode(),
        json(answer.body()),
        answer.headers().firstValue("Retry-After").map(ImportClient::seconds).orElse(0L));
  }

  private JsonNode json(byte[] body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      // something between here and the gateway answered; the status says enough
      return json.createObjectNode();
    }
  }

  private static long seconds(String header) {
    return header.matches("[0-9]{1,4}") ? Long.parseLong(header) : 0;
  }
}
