package dev.vitrine.gateway.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vitrine.gateway.client.GatewayClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** The first hospital's part of the story: health records, over REST. */
final class Care {
  private static final String RECEIPTS = "/receipts/";

  private final Console console;
  private final GatewayClient hospital;

  Care(Console console, GatewayClient hospital) {
    this.console = console;
    this.hospital = hospital;
  }

  /** Posts each resource; gives the ids of the records made of them. */
  List<String> post(List<Corpus.Document> resources) throws IOException, InterruptedException {
    List<String> ids = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    long start = System.nanoTime();
    for (Corpus.Document resource : resources) {
      HttpResponse<String> answer =
          hospital.post("/fhir/" + typeOf(resource), "application/fhir+json", resource.bytes());
      String location = answer.headers().firstValue("Location").orElse("");
      int at = location.indexOf(RECEIPTS);
      if (answer.statusCode() / 100 == 2 && at >= 0) {
        ids.add(location.substring(at + RECEIPTS.length()));
      } else {
        refused.add(resource.name() + ": HTTP " + answer.statusCode());
      }
    }
    console.line(
        "POST /fhir/{type}: %d resources taken, %d refused, in %.0f ms",
        ids.size(), refused.size(), Console.millis(System.nanoTime() - start));
    refused.stream().limit(3).forEach(line -> console.line("  refused %s", line));
    return ids;
  }

  /** The resource's type, or a word that is none. */
  private static String typeOf(Corpus.Document resource) {
    try (JsonParser parser = new JsonFactory().createParser(resource.bytes())) {
      int depth = 0;
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        } else if (token == JsonToken.VALUE_STRING
            && depth == 1
            && "resourceType".equals(parser.currentName())) {
          String type = parser.getText();
          return type.matches("[A-Za-z]{1,64}") ? type : "Unknown";
        }
      }
    } catch (IOException e) {
      return "Unknown"; // the gateway says what is wrong with it
    }
    return "Unknown";
  }
}
