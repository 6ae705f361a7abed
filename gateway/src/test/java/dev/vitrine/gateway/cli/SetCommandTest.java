package dev.vitrine.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.set.SignedDescriptor;
import dev.vitrine.proofs.set.SignedSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aSetIsPublishedAndShown() throws Exception {
    Path lots = folder.resolve("lots.txt");
    Files.writeString(lots, "LOT-1\nLOT-2\n\nLOT-3\n");
    Path out = folder.resolve("recalled.set");
    CommandRun run = publish(lots, out);
    assertEquals(ExitCode.OK, run.exitCode(), run.err());
    assertTrue(run.out().startsWith("regulator / lots version 1: 3 elements, "), run.out());
    assertTrue(run.out().contains("publishers: {\"id\": \"regulator\", \"key\": \""), run.out());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("publisher.key"))));
    try (SignedSet set = SignedSet.open(out)) {
      assertTrue(set.contains("LOT-2"));
      assertFalse(set.contains("LOT-4"));
    }
    CommandRun shown = CommandRun.of("set", "show", out);
    assertEquals(ExitCode.OK, shown.exitCode(), shown.err());
    String descriptor = shown.out().lines().skip(1).findFirst().orElseThrow();
    assertEquals(
        3,
        SignedDescriptor.decode(
                Base64.getDecoder().decode(descriptor.substring("descriptor: ".length())))
            .descriptor()
            .count());
  }

  @Test
  void numbersAreOfSoManyBits() throws Exception {
    Path numbers = folder.resolve("numbers.txt");
    Files.writeString(numbers, "7\n9\n");
    Path out = folder.resolve("numbers.set");
    assertEquals(ExitCode.OK, publish(numbers, out, "--bits", "16").exitCode());
    try (SignedSet set = SignedSet.open(out)) {
      assertTrue(set.contains(9));
    }
    Files.writeString(numbers, "0\n");
    assertEquals(ExitCode.USAGE, publish(numbers, out, "--bits", "16").exitCode());
    Files.writeString(numbers, "x\n");
    assertEquals(ExitCode.USAGE, publish(numbers, out, "--bits", "16").exitCode());
  }

  @Test
  void whatIsNoSetIsSaidSo() throws Exception {
    Path file = folder.resolve("not.set");
    Files.writeString(file, "not a set");
    CommandRun run = CommandRun.of("set", "show", file);
    assertEquals(ExitCode.INVALID, run.exitCode());
    assertTrue(run.err().startsWith("Not a set: "), run.err());
  }

  private CommandRun publish(Path elements, Path out, String... more) {
    Object[] arguments = {
      "set",
      "publish",
      "--key",
      folder.resolve("publisher.key"),
      "--publisher",
      "regulator",
      "--id",
      "lots",
      elements,
      out
    };
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return CommandRun.of(all);
  }
}
