package dev.vitrine.ledger.anchor.evm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.Components;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The shipped bytecode is what the real compiler makes of the source in the repository. */
class ContractSourceIT {
  private static final Path SOURCE = Path.of("src", "main", "solidity", "VitrineAnchor.sol");

  @Test
  void theShippedContractIsCompiledFromItsSourceByteForByte() throws Exception {
    assertEquals(shipped(), compile(SOURCE));
  }

  @Test
  void anotherSourceGivesAnotherContract() throws Exception {
    String source = Files.readString(SOURCE);
    String changed = source.replace("epoch + 1", "epoch + 2");
    assertTrue(!source.equals(changed));
    Path file = Path.of("target", "Changed.sol");
    Files.writeString(file, changed);
    assertTrue(!shipped().equals(compile(file)));
    // comments and places are not in the code
    Files.writeString(file, source.replace("/// @title", "/// @title Commented:"));
    assertEquals(shipped(), compile(file));
  }

  private static String shipped() throws IOException {
    try (var in = ContractCode.class.getResourceAsStream("VitrineAnchor.json")) {
      return new String(
          java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String compile(Path source) throws IOException, InterruptedException {
    if (!Files.isDirectory(Anvil.MODULES.resolve("solc"))) {
      Components.missing(
          "the Solidity compiler in " + Anvil.MODULES + " (./vitrine test brings it)");
    }
    Path out = Path.of("target", "compiled.json");
    Process process =
        new ProcessBuilder(
                "node",
                Path.of("src", "test", "evm", "compile.js").toAbsolutePath().toString(),
                source.toAbsolutePath().toString())
            .directory(Anvil.FOLDER.toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the compiler takes too long");
    assertEquals(0, process.exitValue());
    return Files.readString(out);
  }
}
