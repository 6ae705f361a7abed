package dev.vitrine.adapters.fhir.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.fhir.FhirFormat;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes in: a refusal, or records whose documents are, by another parser's reading, the
 * very resources of the Bundle.
 */
class BundleFuzz {
  private static final int ROUNDS = Integer.getInteger("vitrine.fuzz.rounds", 20_000);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\\"",
    "\\u0065",
    "null",
    "{}",
    "[]",
    "\"entry\":[",
    "\"resource\":",
    "\"resource\":{\"resourceType\":\"Basic\"}",
    "\"\\u0065ntry\":[{}]",
    "\"r\\u0065source\":{\"resourceType\":\"Parameters\"}",
    "{\"resourceType\":\"Parameters\"}",
    "\uFEFF",
    "é",
    "\"fullUrl\":\"urn:uuid:1\",",
    "\"request\":{},",
    " ",
    "\n",
    "0"
  };
  private static final List<String> SEEDS =
      List.of(
          """
          {"resourceType":"Bundle","type":"batch","entry":[
           {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"1","name":[{"text":"} é"}]},
            "request":{"method":"POST","url":"Patient"}},
           {"resource": {"resourceType":"Basic","code":{"text":"\\\\\\"{["}} ,
            "request":{"method":"PUT","url":"Basic/2"}}]}
          """,
          """
          {"entry":[{"resource":{"resourceType":"Patient","meta":{"versionId":"2"}},"fullUrl":"http://e/Patient/1"},
           {"link":[{"relation":"self","url":"x"}],"resource":{"resourceType":"Patient","contained":[{"resourceType":
           "Patient","id":"c"}]}}],"type":"collection","resourceType":"Bundle"}
          """,
          """
          {"resourceType":"Bundle","type":"transaction","entry":[
           {"resource":{"resourceType":"Patient","id":"1"},"request":{"method":"PUT","url":"Patient/1"}},
           {"resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient"}}]}
          """);

  private final FhirFormat format = new FhirFormat();

  @Test
  void slicesAreWhatAnotherParserReads() throws IOException {
    Random random = new Random(20261125);
    int taken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = mutate(SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8), random);
      ReadBundle read;
      try {
        read = format.readBundle(body, "application/fhir+json", "party");
      } catch (InvalidDocumentException e) {
        assertTrue(e.problems().size() <= BundleLimits.PROBLEMS);
        continue;
      } catch (RuntimeException | Error e) {
        fail("round " + round + ": " + new String(body, UTF_8), e);
        return;
      }
      if (read.kind() != BundleKind.WHOLE) {
        taken += check(read, JSON.readTree(body), new String(body, UTF_8));
      }
    }
    assertTrue(taken > ROUNDS / 10, "taken " + taken);
  }

  private static int check(ReadBundle read, JsonNode bundle, String text) throws IOException {
    assertEquals(bundle.path("entry").size(), read.entries().size(), text);
    int taken = 0;
    for (int i = 0; i < read.entries().size(); i++) {
      BundleEntry entry = read.entries().get(i);
      assertEquals(entry.problems().isEmpty(), entry.submission().isPresent(), text);
      if (entry.submission().isPresent()) {
        byte[] document = entry.submission().get().record().document();
        assertEquals(bundle.path("entry").path(i).path("resource"), JSON.readTree(document), text);
        assertTrue(text.contains(new String(document, UTF_8)), text);
        taken++;
      }
    }
    return taken;
  }

  private static byte[] mutate(byte[] seed, Random random) {
    byte[] body = seed;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(body.length);
      int end = Math.min(body.length, at + random.nextInt(8));
      byte[] put =
          random.nextBoolean()
              ? TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8)
              : Arrays.copyOfRange(body, at, end);
      byte[] made = new byte[at + put.length + body.length - end];
      System.arraycopy(body, 0, made, 0, at);
      System.arraycopy(put, 0, made, at, put.length);
      System.arraycopy(body, end, made, at + put.length, body.length - end);
      body = made.length == 0 ? seed : made;
    }
    return body;
  }
}
