package dev.vitrine.gateway.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
  private static final List<String> PAGES =
      List.of(
          "README.md",
          "CONTRIBUTING.md",
          "CHANGELOG.md",
          "docs/architecture.md",
          "docs/operations.md",
          "docs/threat-model.md",
          "docs/epcis.md",
          "docs/fhir.md",
          "docs/decisions/README.md");

  @TempDir private Path folder = Path.of("");

  @Test
  void onlyMarkedBlocksAreTaken() throws IOException {
    Readme readme =
        read(
            """
            ```sh
            rm -rf everything
            ```
            <!-- serve -->
            ```sh
            serve
            ```
            <!-- run -->
            ```sh
            one
            two
            ```
            and that says
            <!-- shows -->
            ```text
            first line
            …
            second
            ```
            """);
    assertEquals(2, readme.blocks().size());
    assertTrue(readme.blocks().get(0).serve());
    assertEquals("one\ntwo\n", readme.blocks().get(1).commands());
    assertEquals(2, readme.blocks().get(1).shows().size());
  }

  @Test
  void aMarkThatMarksNothingIsRefused() {
    assertThrows(IOException.class, () -> read("<!-- run -->\ntext\n"));
    assertThrows(IOException.class, () -> read("<!-- shows -->\n```text\nx\n```\n"));
  }

  @Test
  void numbersTimesAndHashesMayDiffer() {
    Pattern line =
        Readme.pattern("✓ slots    36 slots, root 9f86d081884c7d65, 2026-11-22T10:00Z …");
    assertTrue(line.matcher("✓ slots 7 slots, root 00ff00ff00ff, 2027-01-01T09:30Z ok").matches());
    assertFalse(line.matcher("✓ slots 7 slots, root none, 2027-01-01T09:30Z ok").matches());
    assertFalse(line.matcher("✗ slots 7 slots, root 00ff00ff00ff, 2027-01-01T09:30Z ok").matches());
  }

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    List<String> dead = new ArrayList<>();
    for (String page : PAGES) {
      Path file = ROOT.resolve(page);
      Matcher links = LINK.matcher(Files.readString(file));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains("://") && Files.notExists(file.resolveSibling(target))) {
          dead.add(page + " → " + target);
        }
      }
    }
    assertEquals(List.of(), dead);
  }

  private Readme read(String markdown) throws IOException {
    return Readme.read(Files.writeString(folder.resolve("readme.md"), markdown));
  }
}
