package dev.vitrine.adapters.fhir.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the table of R4. Maven runs it, with the file to write as its argument. */
public final class R4TableGenerator {
  private R4TableGenerator() {}

  /** Writes the table to the file named. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    Files.write(file, table());
  }

  /** The table's bytes; the same definitions give the same bytes. */
  public static byte[] table() throws IOException {
    return TableWriter.write(TypeModel.of(Definitions.structures()), Terminology.read());
  }
}
