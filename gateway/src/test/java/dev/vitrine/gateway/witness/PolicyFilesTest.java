package dev.vitrine.gateway.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class PolicyFilesTest {
  @TempDir private Path folder;
  private Instant now = Instant.ofEpochSecond(1_790_000_000);
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void logsAreReadAtStartAndAgainWhenTheFileChanges() throws IOException {
    KnownLogs logs = new KnownLogs(folder, clock);
    assertTrue(logs.get().logs().isEmpty());
    write("log " + new PeerLog("a.example").vkey() + "\n");
    assertTrue(logs.get().logs().isEmpty(), "looks once a second");
    now = now.plusSeconds(1);
    assertEquals(1, logs.get().logs().size());
    write("log " + new PeerLog("a.example").vkey() + "\nlog nonsense\n");
    now = now.plusSeconds(1);
    assertEquals(1, logs.get().logs().size(), "what was known stays");
    Files.delete(folder.resolve("witness.policy"));
    // the clock was set back
    now = now.minusSeconds(3_600);
    assertTrue(logs.get().logs().isEmpty());
  }

  @Test
  void aFileThatCanNotBeUsedStopsTheStart() throws IOException {
    KnownLogs.check(folder);
    QuorumPolicy.check(folder);
    write("log nonsense\n");
    refused("witness.policy: line 1: ", () -> KnownLogs.check(folder));
    Files.write(folder.resolve("witness.policy"), new byte[] {(byte) 0xFF});
    refused("witness.policy is not valid UTF-8", () -> KnownLogs.check(folder));
    Files.write(folder.resolve("witness.policy"), new byte[300_000]);
    refused("at most 262144 bytes", () -> KnownLogs.check(folder));
    Path own = folder.resolve("log.policy");
    Files.writeString(own, "# nothing\n");
    refused("log.policy: no quorum line", () -> QuorumPolicy.check(folder));
    Files.writeString(own, "log " + new PeerLog("a.example").vkey() + "\nquorum none\n");
    refused("leave out the log lines", () -> QuorumPolicy.check(folder));
    Files.writeString(own, "quorum none\n");
    QuorumPolicy.check(folder);
  }

  private static void refused(String reason, org.junit.jupiter.api.function.Executable check) {
    IOException refused = assertThrows(IOException.class, check);
    assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
  }

  private void write(String text) throws IOException {
    Path file = folder.resolve("witness.policy");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    Files.setLastModifiedTime(file, FileTime.from(now.plusSeconds(text.length())));
  }
}
