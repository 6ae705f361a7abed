package dev.vitrine.adapters.gs1.identifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.adapters.gs1.SampleFolder;
import dev.vitrine.adapters.gs1.identifier.ApplicationIdentifiers.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Our table of Application Identifiers against GS1's syntax dictionary and an older table. */
class ApplicationIdentifierConformance {
  /** Where the older table has another length than GS1's dictionary. */
  private static final Set<String> OTHER_LENGTH_IN_THE_OLDER =
      Set.of(
          "7030", "7031", "7032", "7033", "7034", "7035", "7036", "7037", "7038", "7039", "8013",
          "3910", "3911", "3912", "3913", "3914", "3915", "3916", "3917", "3918", "3919", "3930",
          "3931", "3932", "3933", "3934", "3935", "3936", "3937", "3938", "3939");

  private record Entry(List<String> components, String attributes) {}

  @Test
  void formatsCheckDigitsAndQualifiersAreTheDictionarys() throws IOException {
    Map<String, Entry> dictionary = dictionary();
    assertEquals(ApplicationIdentifiers.all(), dictionary.keySet());
    assertTrue(dictionary.size() > 500, () -> "too few");
    Set<String> keys = new HashSet<>();
    dictionary.forEach(
        (ai, entry) -> {
          assertEquals(merged(entry.components()), ours(ai), ai);
          int checked = 0;
          int at = 0;
          for (String component : entry.components()) {
            at += component.contains("..") ? 0 : length(component);
            checked =
                component.contains(",csum") && !component.contains("csumalpha") ? at : checked;
          }
          assertEquals(checked, ApplicationIdentifiers.checkDigitAt(ai), ai);
          for (String attribute : entry.attributes().split(" ", -1)) {
            if (attribute.startsWith("dlpkey")) {
              PrimaryKey key = PrimaryKey.named(ai, 0, ai.length());
              assertNotNull(key, ai);
              keys.add(ai);
              String qualifiers =
                  key.qualifiers().stream().map(Qualifier::ai).collect(Collectors.joining(","));
              String theirs = attribute.substring(6).replace("=", "").replace('|', ',');
              assertEquals(theirs, qualifiers, ai);
            }
          }
        });
    assertEquals(
        Arrays.stream(PrimaryKey.values()).map(PrimaryKey::ai).collect(Collectors.toSet()), keys);
  }

  @Test
  void keysAndShortNamesAreTheOlderTables() throws IOException {
    JsonNode table =
        new ObjectMapper()
            .readTree(SampleFolder.require().resolve("gcp-length-table/aitable.json").toFile());
    int seen = 0;
    for (JsonNode each : table) {
      String ai = each.path("ai").asText();
      assertTrue(ApplicationIdentifiers.all().contains(ai), ai);
      int longest = 0;
      for (String part : each.path("format").asText().split("\\+", -1)) {
        longest += Integer.parseInt(part.replaceAll("^[NXY](\\d*\\.\\.)?", ""));
      }
      if (!OTHER_LENGTH_IN_THE_OLDER.contains(ai)) {
        assertEquals(longest, formatOf(ai).stream().mapToInt(Component::length).sum(), ai);
      }
      String name = each.path("shortcode").asText();
      if (!name.isEmpty() && !each.path("type").asText().equals("D")) {
        boolean key = each.path("type").asText().equals("I");
        String named =
            key
                ? String.valueOf(PrimaryKey.named(name, 0, name.length()))
                : String.valueOf(Qualifier.named(name, 0, name.length()));
        String numbered =
            key
                ? String.valueOf(PrimaryKey.named(ai, 0, ai.length()))
                : String.valueOf(Qualifier.named(ai, 0, ai.length()));
        assertEquals(numbered, named, name);
        assertFalse(named.equals("null"), name);
        seen++;
      }
    }
    assertTrue(seen > 20, () -> "too few");
  }

  private static List<Component> formatOf(String ai) {
    List<Component> format = ApplicationIdentifiers.formatOf(ai);
    assertNotNull(format, ai);
    return format;
  }

  private static String ours(String ai) {
    return formatOf(ai).stream()
        .map(
            each ->
                letter(each) + (each.fixed() ? "" : each.least() == 0 ? "?" : "..") + each.length())
        .collect(Collectors.joining("+"));
  }

  private static String letter(Component component) {
    return switch (component.set()) {
      case Characters.DIGITS -> "N";
      case Characters.SET_82 -> "X";
      case Characters.SET_39 -> "Y";
      default -> "Z";
    };
  }

  private static int length(String component) {
    return Integer.parseInt(component.replaceAll("[^0-9,]", "").replaceAll(",.*", ""));
  }

  /** Neighbours of one kind as one: fixed ones add up, and so do optional ones. */
  private static String merged(List<String> components) {
    List<String> out = new ArrayList<>();
    for (String each : components) {
      boolean optional = each.startsWith("[");
      String letter = each.replace("[", "").substring(0, 1);
      String how = optional ? "?" : each.contains("..") ? ".." : "";
      int length = length(each);
      String last = out.isEmpty() ? "" : out.get(out.size() - 1);
      String lastHow = last.replaceAll("[A-Z0-9]", "");
      boolean sum = last.startsWith(letter) && (lastHow.equals(how) || last.startsWith("X2"));
      if (sum) {
        out.remove(out.size() - 1);
        length += Integer.parseInt(last.replaceAll("[^0-9]", ""));
      }
      out.add(letter + how + length);
    }
    return String.join("+", out);
  }

  private static Map<String, Entry> dictionary() throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    for (String line :
        Files.readAllLines(
            SampleFolder.require().resolve("gs1-syntax-dictionary/gs1-syntax-dictionary.txt"))) {
      String text = line.replaceAll("#.*", "").strip();
      if (text.isEmpty()) {
        continue;
      }
      String[] words = text.split("\\s+", -1);
      List<String> components = new ArrayList<>();
      StringBuilder attributes = new StringBuilder();
      for (int i = 1; i < words.length; i++) {
        if (words[i].matches("\\[?[NXYZ](\\.\\.)?\\d+.*")) {
          components.add(words[i]);
        } else if (!words[i].matches("[*?]+")) {
          attributes.append(words[i]).append(' ');
        }
      }
      String[] range = words[0].split("-", -1);
      int last = Integer.parseInt(range[range.length - 1]);
      for (int ai = Integer.parseInt(range[0]); ai <= last; ai++) {
        String digits = Integer.toString(ai);
        String name = "0".repeat(range[0].length() - digits.length()) + digits;
        entries.put(name, new Entry(components, attributes.toString()));
      }
    }
    return entries;
  }
}
