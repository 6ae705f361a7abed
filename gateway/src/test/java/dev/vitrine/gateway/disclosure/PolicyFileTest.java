package dev.vitrine.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.Disclosure;
import dev.vitrine.proofs.record.Schema;
import dev.vitrine.proofs.record.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {
  private static final String GOOD =
      """
      {"id": "p", "owner": "a", "grants": [
        {"role": "hospital", "party": "*", "purposes": ["TREAT"], "schema": "s.v1",
         "slots": {"x": "show", "y": "prove", "z": "hide"},
         "elements": {"leaves": ["/n"]}, "search": ["t"],
         "aggregate": {"slots": ["n"], "minimum": 7}}]}
      """;

  private static final List<Schema> SCHEMAS =
      List.of(
          Schema.of(
              "s.v1",
              List.of(
                  Slot.text("x", "x"),
                  Slot.text("y", "y"),
                  Slot.text("z", "z"),
                  Slot.integer("n", "n", 16, 0, 0, ""))));

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void aGoodFileIsReadWhole() throws IOException {
    Policy policy = read(GOOD);
    assertEquals("p", policy.id());
    assertEquals("a", policy.owner());
    assertEquals(
        List.of(
            new Grant(
                "hospital",
                "*",
                Set.of("TREAT"),
                "s.v1",
                Map.of("x", Disclosure.SHOW, "y", Disclosure.PROVE, "z", Disclosure.HIDE),
                Map.of("leaves", List.of("/n")),
                Set.of("t"),
                Map.of("n", 7))),
        policy.grants());
  }

  @Test
  void tenAreTheFewestToSumUpWhereAGrantDoesNotSay() throws IOException {
    Policy policy = read(GOOD.replace(", \"minimum\": 7", ""));
    assertEquals(Map.of("n", 10), policy.grants().get(0).aggregate());
  }

  @Test
  void whatIsNotUnderstoodStopsTheStartAndIsNamed() {
    refused(GOOD.replace("\"slots\"", "\"slot\""), "slot");
    refused(GOOD.replace("\"owner\"", "\"ower\""), "ower");
    refused(GOOD.replace("TREAT", "CURIOSITY"), "CURIOSITY");
    refused(GOOD.replace("[\"TREAT\"]", "[]"), "purpose");
    refused(GOOD.replace("\"show\"", "\"tell\""), "tell");
    refused(GOOD.replace("\"show\"", "\"SHOW\""), "SHOW");
    refused(GOOD.replace("\"show\"", "null"), "slots");
    refused(GOOD.replace("\"show\"", "true"), "");
    refused(GOOD.replace("\"/n\"", "null"), "elements");
    refused(GOOD.replace("\"t\"", "null"), "search");
    refused(GOOD.replace("7", "1"), "minimum");
    refused(GOOD.replace("7", "\"7\""), "");
    refused(GOOD.replace("[\"n\"]", "[\"x\"]"), "x");
    refused(GOOD.replace("[\"n\"]", "[\"q\"]"), "q");
    refused(GOOD.replace("[\"n\"]", "[\"*\"]"), "*");
    refused(GOOD.replace("\"slots\": [\"n\"],", ""), "aggregate");
    refused(GOOD.replace("\"id\": \"p\",", ""), "id");
    refused(GOOD.replace("\"id\": \"p\",", "\"id\": \"p\", \"id\": \"q\","), "id");
    refused(GOOD.replace("\"grants\": [", "\"grants\": [null, "), "grant");
    refused(GOOD.replace("hospital", "hospitall"), "hospitall");
    refused(GOOD.replace("s.v1", "s.v2"), "s.v2");
    refused(GOOD.replace("\"z\"", "\"zz\""), "zz");
    refused(GOOD.replace("\"leaves\"", "\"x\""), "no root slot x");
    refused(GOOD + "{}", "");
    refused("", "");
    refused("null", "");
    refused("[]", "");
    refused(GOOD.substring(0, GOOD.length() / 2), "");
    for (String field : List.of("role", "party", "purposes", "schema", "slots")) {
      refused(GOOD.replace("\"" + field + "\"", "\"elements2\""), "elements2");
    }
  }

  @Test
  void aFileThatIsTooLongIsRefused() {
    refused(GOOD + " ".repeat(1 << 20), "larger");
  }

  @Test
  void aFolderIsReadInOrderAndOneBadFileStopsAll() throws IOException {
    Files.writeString(folder.resolve("b.json"), GOOD.replace("\"p\"", "\"second\""));
    Files.writeString(folder.resolve("a.json"), GOOD.replace("\"p\"", "\"first\""));
    Files.writeString(folder.resolve("notes.txt"), "not a policy");
    assertEquals(
        List.of("first", "second"),
        PolicyFile.folder(folder, SCHEMAS).stream().map(Policy::id).toList());
    Files.writeString(folder.resolve("c.json"), "{");
    IOException refused = assertThrows(IOException.class, () -> PolicyFile.folder(folder, SCHEMAS));
    assertTrue(String.valueOf(refused.getMessage()).contains("c.json"));
  }

  private Policy read(String text) throws IOException {
    Path file = folder.resolve("p.json");
    Files.writeString(file, text);
    return PolicyFile.read(file, SCHEMAS);
  }

  private void refused(String text, String named) {
    IOException refused = assertThrows(IOException.class, () -> read(text), text);
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("p.json") && message.contains(named), message);
    assertTrue(!message.contains("Exception") && !message.contains("dev.vitrine"), message);
  }
}
