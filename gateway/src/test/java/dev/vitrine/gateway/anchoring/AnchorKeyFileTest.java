package dev.vitrine.gateway.anchoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.gateway.embedded.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file with the key that anchors in an EVM chain: private, and one key. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class AnchorKeyFileTest {
  private static final String KEY = "7f".repeat(32);

  @TempDir Path folder;

  @Test
  void aPrivateFileWithAKeyIsTaken() throws Exception {
    assertEquals(
        AnchorFactory.evmKey(file(KEY + "\n")).address(),
        AnchorFactory.evmKey(file("0x" + KEY)).address());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-", "rw--w----"})
  void aFileThatOthersMayUseIsRefused(String mode) throws Exception {
    Path file = file(KEY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    IOException refusal = assertThrows(IOException.class, () -> AnchorFactory.evmKey(file));
    assertTrue(message(refusal).contains("must be readable by its owner only"), message(refusal));
    assertTrue(message(refusal).contains("chmod 600"), message(refusal));
  }

  @Test
  void whatIsNoKeyIsRefusedWithoutBeingTold() throws Exception {
    String zero = "00".repeat(32);
    for (String text : new String[] {"", KEY.substring(2), KEY + "7f", "secret", zero}) {
      Path file = file(text);
      IOException refusal = assertThrows(IOException.class, () -> AnchorFactory.evmKey(file));
      assertTrue(message(refusal).contains("must hold a secp256k1 key"), message(refusal));
      assertFalse(!text.isEmpty() && message(refusal).contains(text), message(refusal));
    }
    Path file = file("7".repeat(257));
    assertThrows(IOException.class, () -> AnchorFactory.evmKey(file));
  }

  private Path file(String content) throws IOException {
    Path file = folder.resolve("key");
    PrivateFiles.write(file, content.getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
