package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The compiled contract {@code VitrineAnchor}, as it is shipped. A test compiles the source again
 * and compares each byte.
 */
final class ContractCode {
  private static final String RESOURCE = "VitrineAnchor.json";
  private static final Json COMPILED = read();

  private ContractCode() {}

  /** The code that makes the contract when it is sent. */
  static byte[] creation() {
    return Quantities.data(COMPILED.member("creationCode"));
  }

  /** Whether this is the code of the contract once made. */
  static boolean isRuntime(byte[] code) {
    return Arrays.equals(code, Quantities.data(COMPILED.member("runtimeCode")));
  }

  private static Json read() {
    try (InputStream in = ContractCode.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar has no " + RESOURCE);
      }
      return JsonReader.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
