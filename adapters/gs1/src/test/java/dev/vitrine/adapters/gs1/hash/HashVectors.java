package dev.vitrine.adapters.gs1.hash;

import dev.vitrine.adapters.gs1.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The published vectors of the event hash that the property {@code vitrine.shared} points to. */
final class HashVectors {
  /**
   * One event of one file.
   *
   * @param reference the digest by the reference
   * @param other that by OpenEPCIS's library 0.9.2, for CBV 2.0
   */
  record Row(String file, int index, String reference, String other) {
    String name() {
      return file + '#' + index;
    }

    boolean xml() {
      return file.endsWith(".xml");
    }
  }

  private HashVectors() {}

  static Path examples() {
    return SampleFolder.require().resolve("ralphtro-hash-vectors").resolve("examples");
  }

  static Path equal() {
    return SampleFolder.require().resolve("ralphtro-hash-vectors").resolve("expected_equal");
  }

  /** What each implementation was seen to compute. */
  static List<Row> rows() throws IOException {
    Path table =
        SampleFolder.require().resolve("derived-hash-dialects").resolve("hash-dialects.tsv");
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table)) {
      String[] cells = line.split("\t", -1);
      if (!cells[0].equals("file")) {
        rows.add(new Row(cells[0], Integer.parseInt(cells[1]), cells[2], cells[3]));
      }
    }
    return rows;
  }

  static String id(String digest) {
    return "ni:///sha-256;" + digest + "?ver=CBV2.0";
  }
}
