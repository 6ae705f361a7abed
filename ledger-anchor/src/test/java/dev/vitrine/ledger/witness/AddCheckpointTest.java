package dev.vitrine.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddCheckpointTest {
  private final WitnessedLog log = new WitnessedLog();
  private final SignedCheckpoint larger = log.grow(300);
  private final String good = log.request(5, larger).toString();

  @Test
  void whatIsWrittenIsRead() {
    AddCheckpoint read = AddCheckpoint.parse(good.getBytes(StandardCharsets.UTF_8));
    assertEquals(5, read.oldSize());
    assertEquals(larger, read.checkpoint());
    assertEquals(good, read.toString());
    String first = "old 0\n\n" + larger.note();
    assertEquals(first, AddCheckpoint.parse(first.getBytes(StandardCharsets.UTF_8)).toString());
  }

  @Test
  void otherSpellingsAreRefused() {
    for (String bad :
        List.of(
            "",
            "\n\n",
            "old 5\n",
            good.replace("old 5", "old 05"),
            good.replace("old 5", "old -5"),
            good.replace("old 5", "old 9223372036854775808"),
            good.replace("old 5", "old  5"),
            good.replace("old 5", "size 5"),
            good.replace("old 5", "old 5\nAAAA"),
            good.replace("old 5", "old 5\n"),
            good.replace("old 5", "old 5\r"),
            "old 5\n" + (good.split("\n", 3)[1] + "\n").repeat(64) + "\n" + larger.note(),
            good.substring(0, good.length() - 1),
            good + "\n",
            good.replace("example.com/log\n", "\n"))) {
      assertThrows(
          MalformedNoteException.class,
          () -> AddCheckpoint.parse(bad.getBytes(StandardCharsets.UTF_8)),
          bad);
    }
  }

  @Test
  void damagedRequestsAreRefusedOrReadToTheLetterAndNeverCosignedOtherwise() {
    Random random = new Random(5);
    Witness witness =
        new Witness(
            List.of(WitnessedLog.witnessKey("w")),
            () -> LogPolicy.of(log.key.verifier()),
            new InMemoryWitnessStore(),
            Clock.systemUTC(),
            ForkWatcher.NONE);
    byte[] bytes = ("old 0\n\n" + larger.note()).getBytes(StandardCharsets.UTF_8);
    int read = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] damaged = damage(random.nextBoolean() ? bytes : utf8(good), random);
      try {
        assertArrayEquals(damaged, AddCheckpoint.parse(damaged).bytes());
        read++;
      } catch (MalformedNoteException e) {
        assertTrue(e.getMessage().length() < 500);
        assertEquals(400, witness.addCheckpoint(damaged).status());
        continue;
      }
      int status = witness.addCheckpoint(damaged).status();
      assertTrue(List.of(200, 400, 403, 404, 409, 422).contains(status), "status " + status);
    }
    assertTrue(read > 0 && read < 5_000, "some are well-formed, most are not: " + read);
  }

  @Test
  void answersAreReadStrictly() {
    for (String bad : List.of("", "\n", "5", "x\n", "\u2014 w AAAA\n", "\u2014 w AAAAAAA=")) {
      assertThrows(MalformedNoteException.class, () -> WitnessAnswer.lines(utf8(bad)), bad);
    }
    String line = WitnessedLog.witnessKey("w").cosign("x\n", Instant.EPOCH) + "\n";
    assertEquals(16, WitnessAnswer.lines(utf8(line.repeat(16))).size());
    assertThrows(MalformedNoteException.class, () -> WitnessAnswer.lines(utf8(line.repeat(17))));
    for (String bad : List.of("", "5", "05\n", "-1\n", "5\n\n", "9223372036854775808\n")) {
      assertThrows(MalformedNoteException.class, () -> WitnessAnswer.size(utf8(bad)), bad);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] damage(byte[] good, Random random) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) "\n +/=0A9".charAt(random.nextInt(8));
      default -> bytes = Arrays.copyOf(bytes, at);
    }
    return bytes;
  }
}
