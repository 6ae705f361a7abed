package dev.vitrine.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.Step;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Ids, memory and restarts; that the evidence is good is its kind's to show. */
class ImmediateAnchorTest {
  private final SignedCheckpoint checkpoint =
      SignedCheckpoint.sign(
          new Checkpoint(Samples.ORIGIN, 1, MerkleHash.empty()), Samples.logKey());
  private final AnchorMemory memory = new InMemoryAnchorMemory();

  @Test
  void afterARestartTheLedgerIsNotAskedAgain() {
    Counting before = new Counting(memory);
    AnchorId id = before.submit(checkpoint);
    assertEquals(HexFormat.of().formatHex(checkpoint.checkpoint().digest()), id.text());
    Counting after = new Counting(memory);
    assertEquals(id, after.submit(checkpoint));
    assertEquals(AnchorStatus.FINAL, after.status(id));
    assertEquals(before.evidence(id), after.evidence(id));
    assertEquals(0, after.asked);
  }

  @Test
  void whenAnotherWasFasterItsEvidenceStays() {
    Counting slow =
        new Counting(memory) {
          @Override
          protected byte[] obtain(SignedCheckpoint asked) {
            AnchorId id = new Counting(memory).submit(asked);
            assertArrayEquals(new byte[] {1}, memory.read(id).orElseThrow());
            return new byte[] {77};
          }
        };
    assertArrayEquals(new byte[] {1}, slow.evidence(slow.submit(checkpoint)).bytes());
  }

  @Test
  void aFailedSubmissionLeavesNothing() {
    Counting down =
        new Counting(memory) {
          @Override
          protected byte[] obtain(SignedCheckpoint asked) {
            throw new AnchorException(AnchorException.Kind.UNAVAILABLE, "down");
          }
        };
    assertThrows(AnchorException.class, () -> down.submit(checkpoint));
    AnchorId id = new AnchorId(HexFormat.of().formatHex(checkpoint.checkpoint().digest()));
    assertEquals(Optional.empty(), memory.read(id));
    assertEquals(
        AnchorException.Kind.UNKNOWN_ID,
        assertThrows(AnchorException.class, () -> down.evidence(id)).kind());
  }

  /** Answers with how often it was asked. */
  private static class Counting extends ImmediateAnchor {
    private int asked;

    Counting(AnchorMemory memory) {
      super("counting", "text/plain", memory);
    }

    @Override
    protected byte[] obtain(SignedCheckpoint checkpoint) {
      asked++;
      return new byte[] {(byte) asked};
    }

    @Override
    public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) {
      return List.of();
    }
  }
}
