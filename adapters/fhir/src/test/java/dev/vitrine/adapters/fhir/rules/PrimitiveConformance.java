package dev.vitrine.adapters.fhir.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.adapters.fhir.generate.Definitions;
import dev.vitrine.adapters.fhir.generate.Structure;
import dev.vitrine.adapters.fhir.json.JsonObject;
import dev.vitrine.adapters.fhir.json.JsonPrimitive;
import dev.vitrine.adapters.fhir.json.Problems;
import dev.vitrine.adapters.fhir.json.StrictJsonReader;
import dev.vitrine.proofs.record.InvalidDocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The hand-written matchers against the regexes that HL7 publishes: over texts near the edge of
 * each language the two agree, but where the type's own text narrows the regex, as {@link
 * #NARROWED} says.
 */
class PrimitiveConformance {
  private static final int MUTANTS = 4_000;

  /** What a type's text asks beyond its regex. */
  private static final Map<String, Predicate<String>> NARROWED =
      Map.of(
          "date", PrimitiveConformance::inCalendar,
          "dateTime", text -> inCalendar(text) && text.length() <= 48,
          "instant", text -> inCalendar(text) && text.length() <= 48,
          "integer", PrimitiveConformance::in32Bits,
          "positiveInt", PrimitiveConformance::in32Bits,
          "unsignedInt", PrimitiveConformance::in32Bits,
          "code", text -> !text.matches("(?s).*[\\t-\\r].*"),
          "base64Binary", PrimitiveConformance::decodes);

  private static final Map<String, List<String>> SEEDS =
      Map.ofEntries(
          Map.entry("base64Binary", List.of("QUJD", "QQ==", "QUI=", "QUJD REVG\nQUI=", "A+/9")),
          Map.entry("boolean", List.of("true", "false")),
          Map.entry("canonical", List.of("http://a.b/c|1.0#x", "#p")),
          Map.entry("code", List.of("final", "entered in error", "a b c")),
          Map.entry("date", List.of("1970", "2000-02", "2024-02-29", "1900-02-28", "0001-12-31")),
          Map.entry(
              "dateTime",
              List.of(
                  "2026",
                  "2026-11",
                  "2026-11-25",
                  "2026-11-25T10:00:00Z",
                  "2026-11-25T23:59:60.123+14:00",
                  "2026-11-25T00:00:00.5-13:59")),
          Map.entry("decimal", List.of("0", "-1.50", "1e5", "12E-3", "0.000")),
          Map.entry("id", List.of("a", "A-1.b", "0".repeat(64))),
          Map.entry("instant", List.of("2026-11-25T10:00:00Z", "2015-02-07T13:28:17.239+02:00")),
          Map.entry("integer", List.of("0", "-1", "2147483647", "-2147483648", "10")),
          Map.entry("markdown", List.of("# a\n\nb", " ")),
          Map.entry("oid", List.of("urn:oid:1.2.840.0", "urn:oid:2.16", "urn:oid:0.10")),
          Map.entry("positiveInt", List.of("1", "10", "2147483647")),
          Map.entry("string", List.of("a", " a\tb ", "é")),
          Map.entry("time", List.of("00:00:00", "23:59:60.000", "10:30:01.5")),
          Map.entry("unsignedInt", List.of("0", "1", "2147483647")),
          Map.entry("uri", List.of("http://a.b/c", "urn:x:y", "a")),
          Map.entry("url", List.of("mailto:a@b", "https://a")),
          Map.entry("uuid", List.of("urn:uuid:c757873d-ec9a-4326-a141-556f43239520")));

  @Test
  void languagesAreThePublishedOnes() throws IOException {
    Map<String, String> counts = new TreeMap<>();
    for (Structure structure : Definitions.structures()) {
      if (!structure.kind().equals("primitive-type") || structure.regex().isEmpty()) {
        continue;
      }
      Pattern published = Pattern.compile(structure.regex());
      Predicate<String> narrowed = NARROWED.getOrDefault(structure.name(), text -> true);
      Primitive primitive = Primitive.of(structure.name());
      int in = 0;
      int out = 0;
      for (String text : texts(structure.name())) {
        JsonPrimitive value = asRead(primitive, text);
        if (value == null) {
          continue;
        }
        boolean expected = published.matcher(text).matches() && narrowed.test(text);
        assertEquals(expected, primitive.fits(value), structure.name() + " <" + text + ">");
        in += expected ? 1 : 0;
        out += expected ? 0 : 1;
      }
      assertTrue(in > 1, structure.name() + " accepts " + in);
      counts.put(structure.name(), in + " in, " + out + " out");
    }
    System.out.println("primitives beside their regexes: " + counts);
    assertEquals(19, counts.size());
  }

  private static List<String> texts(String type) {
    Random random = new Random(type.hashCode());
    List<String> seeds = SEEDS.getOrDefault(type, List.of());
    List<String> texts = new ArrayList<>(seeds);
    String alphabet = "0123456789-+.:TZeE =/abfurnoid\t\n#";
    for (int i = 0; i < MUTANTS; i++) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      for (int left = 1 + random.nextInt(3); left > 0 && !text.isEmpty(); left--) {
        int at = random.nextInt(text.length());
        char c = alphabet.charAt(random.nextInt(alphabet.length()));
        switch (random.nextInt(4)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.deleteCharAt(at);
          case 2 -> text.insert(at, c);
          default -> text.append(c);
        }
      }
      texts.add(text.toString());
    }
    return texts;
  }

  /** The value as the reader gives it, or null for a text that it lets nobody see. */
  private static @Nullable JsonPrimitive asRead(Primitive primitive, String text) {
    String lexeme =
        switch (primitive) {
          case BOOLEAN, DECIMAL, INTEGER, POSITIVE_INT, UNSIGNED_INT -> text;
          default -> '"' + text.replace("\t", "\\t").replace("\n", "\\n") + '"';
        };
    try {
      byte[] json = ("{\"a\":" + lexeme + "}").getBytes(StandardCharsets.UTF_8);
      Problems problems = new Problems();
      JsonObject read = StrictJsonReader.read(json, problems);
      problems.refuseIfAny();
      return read.get("a") instanceof JsonPrimitive value && value.text().equals(text)
          ? value
          : null;
    } catch (InvalidDocumentException e) {
      return null;
    }
  }

  private static boolean inCalendar(String text) {
    if (text.length() < 10) {
      return true;
    }
    try {
      LocalDate.parse(text.substring(0, 10));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean in32Bits(String text) {
    try {
      Integer.parseInt(text);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean decodes(String text) {
    String digits = text.replaceAll("\\s", "");
    try {
      return digits.length() % 4 == 0 && Base64.getDecoder().decode(digits).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
