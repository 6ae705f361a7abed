package dev.vitrine.ledger.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is JSON, what is not, and that another reader agrees. */
class JsonReaderTest {
  private static final ObjectMapper OTHER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Test
  void valuesAreReadAndWrittenAgain() {
    for (String text :
        List.of(
            "{\"a\":[1,-0,2.5e-3,true,false,null],\"\":{}}",
            "[]",
            "\"\\u0001\\\"\\\\é𝄞\"",
            "0",
            "[[[[]]],{\"x\":[{}]}]")) {
      assertEquals(text, new String(JsonWriter.bytes(read(text)), StandardCharsets.UTF_8));
    }
    assertEquals(
        new Json.Text("/\b\f\n\r\té𝄞"), read(" \"\\/\\b\\f\\n\\r\\t\\u00e9\\uD834\\udd1e\" "));
    assertTrue(read("{}").member("absent").isNothing());
  }

  @Test
  void whatIsNoJsonIsRefusedWithItsPlace() {
    for (String bad :
        List.of(
            "",
            " ",
            "nul",
            "tru",
            "True",
            "{",
            "[",
            "[1,]",
            "{,}",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "{\"a\":1,}",
            "{\"a\":1 \"b\":2}",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "0x1",
            "NaN",
            "\"",
            "\"\\\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "\"\\u١٢٣٤\"",
            "\"\n\"",
            "\"\\ud834\"",
            "1 2",
            "[] []",
            "\u00a0[]",
            "{\"a\":1,\"a\":1}",
            "{\"a\":1,\"\\u0061\":1}",
            "1".repeat(JsonReader.MAX_NUMBER + 1),
            "[".repeat(100_000))) {
      JsonException refused = assertThrows(JsonException.class, () -> read(bad), bad);
      assertTrue(refused.getMessage().startsWith("JSON, character "), refused.getMessage());
    }
    byte[] notUtf8 = {'"', (byte) 0xc0, (byte) 0x80, '"'};
    assertThrows(JsonException.class, () -> JsonReader.read(notUtf8));
  }

  @Test
  void depthIsBounded() {
    int most = JsonReader.MAX_DEPTH;
    read("[".repeat(most) + "1" + "]".repeat(most));
    assertThrows(
        JsonException.class, () -> read("[".repeat(most + 1) + "1" + "]".repeat(most + 1)));
  }

  @Test
  void aWrongKindIsRefused() {
    assertThrows(JsonException.class, () -> read("1").text());
    assertThrows(JsonException.class, () -> read("\"\"").list());
    assertThrows(JsonException.class, () -> read("[]").member("a"));
  }

  /** Broken and shuffled JSON: this reader takes nothing that a known strict one refuses. */
  @Test
  void nothingIsTakenThatAnotherStrictReaderRefuses() {
    Random random = new Random(5);
    String alphabet = "{}[]\",:\\ue0123+-.tfn alsr";
    byte[] seed =
        "{\"a\":[1,-2.5e+3,\"x\\n\\u00e9\",true,null],\"b\":{\"c\":false}}"
            .getBytes(StandardCharsets.UTF_8);
    int taken = 0;
    for (int round = 0; round < 100_000; round++) {
      byte[] text = seed.clone();
      for (int change = random.nextInt(4); change > 0; change--) {
        text[random.nextInt(text.length)] =
            (byte) alphabet.charAt(random.nextInt(alphabet.length()));
      }
      try {
        Json value = JsonReader.read(text);
        assertEquals(value, JsonReader.read(JsonWriter.bytes(value)));
        assertEquals(OTHER.readTree(text), OTHER.readTree(JsonWriter.bytes(value)));
        taken++;
      } catch (JsonException e) {
        assertTrue(e.getMessage().startsWith("JSON"));
      } catch (IOException e) {
        throw new AssertionError(new String(text, StandardCharsets.UTF_8), e);
      }
    }
    assertTrue(taken > 10_000, "only " + taken);
  }

  private static Json read(String text) {
    return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
