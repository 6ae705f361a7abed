package dev.vitrine.gateway.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFolderTest {
  private static final String VISIT =
      """
      {"id": "acme.Visit.v1", "resource": "Encounter",
       "slots": [{"name": "status", "path": "status", "kind": "code", "modifier": true}]}""";

  @SuppressWarnings("NullAway") // JUnit sets it
  @TempDir
  Path folder;

  @Test
  void filesAreAddedToTheBuiltInTemplates() throws IOException {
    int builtIn = TemplateFolder.read(folder).schemas().size();
    Files.writeString(folder.resolve("visit.json"), VISIT);
    Files.writeString(folder.resolve("notes.txt"), "not a template");
    assertEquals(builtIn + 1, TemplateFolder.read(folder).schemas().size());
  }

  @Test
  void faultStopsTheStartWithFileAndPlace() throws IOException {
    Files.writeString(
        folder.resolve("visit.json"), VISIT.replace("\"status\", \"kind", "\"state\", \"kind"));
    String reason = refused();
    assertTrue(
        reason.contains("visit.json: slots[0].path: Encounter has no element state"), reason);
  }

  @Test
  void whatIsTooLargeOrNoFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("large.json"), " ".repeat(70_000));
    assertTrue(refused().contains("large.json"));
    Files.delete(folder.resolve("large.json"));
    Files.createDirectory(folder.resolve("folder.json"));
    assertTrue(refused().contains("folder.json"));
  }

  private String refused() {
    return String.valueOf(
        assertThrows(StartupException.class, () -> TemplateFolder.read(folder)).getMessage());
  }
}
