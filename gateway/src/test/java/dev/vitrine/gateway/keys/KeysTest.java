package dev.vitrine.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final List<String> FILES =
      List.of("credential.key", "gateway.key", "issuer.key", "log.key", "master.key", "naming.key");

  private final SecureRandom random = new SecureRandom();

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  @Test
  void theyAreMadeOnceForTheirOwnerOnly() throws IOException {
    Keys made = Keys.open(folder, "example.com/log", random);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(FILES, files.map(file -> file.getFileName().toString()).sorted().toList());
    }
    for (String name : FILES) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))));
    }
    Keys again = Keys.open(folder, "example.com/other", random);
    assertEquals("example.com/log", again.log().name(), "a log keeps its name");
    assertArrayEquals(made.gateway().publicKey().encoded(), again.gateway().publicKey().encoded());
    assertEquals(made.issuer().trusted("log"), again.issuer().trusted("log"));
    assertArrayEquals(made.master().secret(), again.master().secret());
  }

  @Test
  void aKeyThatOthersMayReadIsRefusedByName() throws IOException {
    Keys.open(folder, "example.com/log", random);
    for (String name : FILES) {
      Path file = folder.resolve(name);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      IOException refused =
          assertThrows(IOException.class, () -> Keys.open(folder, "example.com/log", random));
      assertTrue(String.valueOf(refused.getMessage()).contains(name + " must be readable"), name);
      assertThrows(IOException.class, () -> Keys.check(folder, random), name);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
    Keys.check(folder, random);
  }

  @Test
  void damagedKeysAreRefusedWithoutRepeatingThem() throws IOException {
    Keys.open(folder, "example.com/log", random);
    for (String name : FILES) {
      Path file = folder.resolve(name);
      String good = Files.readString(file);
      for (String bad : List.of("", good.substring(0, good.length() - 5), "zz" + good)) {
        Files.writeString(file, bad);
        IOException refused =
            assertThrows(IOException.class, () -> Keys.check(folder, random), name);
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(name), message);
        assertFalse(message.contains(good.substring(20, 40)), "no secret in messages");
      }
      Files.writeString(file, good);
    }
  }

  @Test
  void checkingMakesNothing() throws IOException {
    Keys.check(folder, random);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
