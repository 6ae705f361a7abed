package dev.vitrine.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.LogTree;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.verdict.RefusedException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What every {@link Anchor} must do. Subclass it over the real ledger. */
public abstract class AnchorTck {
  private final NoteSigner log = Samples.logKey();
  private final InMemoryLogStorage storage = new InMemoryLogStorage();

  /** The key of the log whose checkpoints are submitted. */
  protected final NoteVerifier logKey() {
    return log.verifier();
  }

  /** The proof that one of its checkpoints extends another. */
  protected final ConsistencyProof extension(long from, long to) {
    return new LogTree(storage).consistency(from, to);
  }

  /** The ledger under test, the same for the length of one test. */
  protected abstract Anchor anchor();

  /** Lets the ledger go on until all that was submitted is final. */
  protected abstract void settle();

  /**
   * Takes back what was included last, if the ledger can do that at all.
   *
   * @return whether it can
   */
  protected boolean reorganise() {
    return false;
  }

  @Test
  void aSubmissionBecomesFinalAndProvable() throws Exception {
    SignedCheckpoint checkpoint = checkpoint(1);
    AnchorId id = anchor().submit(checkpoint);
    settle();
    assertEquals(AnchorStatus.FINAL, anchor().status(id));
    assertFalse(anchor().verify(anchor().evidence(id), checkpoint.checkpoint()).isEmpty());
  }

  @Test
  void theSameCheckpointIsSubmittedOnce() {
    AnchorId first = anchor().submit(checkpoint(1));
    assertEquals(first, anchor().submit(checkpoint(1)));
    settle();
    assertEquals(first, anchor().submit(checkpoint(1)));
    assertNotEquals(first, anchor().submit(checkpoint(2)));
  }

  @Test
  void evidenceIsThereOnceItIsIncludedAndNotBefore() {
    AnchorId id = anchor().submit(checkpoint(1));
    if (anchor().status(id) == AnchorStatus.PENDING) {
      AnchorException refused = assertThrows(AnchorException.class, () -> anchor().evidence(id));
      assertEquals(AnchorException.Kind.NOT_INCLUDED, refused.kind());
    }
    settle();
    assertTrue(anchor().evidence(id).bytes().length > 0);
  }

  @Test
  void anUnknownIdIsRefused() {
    AnchorId unknown = new AnchorId("0x" + "ab".repeat(32));
    assertEquals(
        AnchorException.Kind.UNKNOWN_ID,
        assertThrows(AnchorException.class, () -> anchor().status(unknown)).kind());
    assertEquals(
        AnchorException.Kind.UNKNOWN_ID,
        assertThrows(AnchorException.class, () -> anchor().evidence(unknown)).kind());
  }

  @Test
  void evidenceOfOneCheckpointIsNoneOfAnother() {
    AnchorId first = anchor().submit(checkpoint(1));
    AnchorId second = anchor().submit(checkpoint(2));
    settle();
    AnchorEvidence evidence = anchor().evidence(first);
    assertThrows(
        RefusedException.class, () -> anchor().verify(evidence, checkpoint(2).checkpoint()));
    assertNotEquals(evidence, anchor().evidence(second));
  }

  @Test
  void evidenceWithAnyByteChangedIsRefused() {
    SignedCheckpoint checkpoint = checkpoint(1);
    AnchorId id = anchor().submit(checkpoint);
    settle();
    AnchorEvidence good = anchor().evidence(id);
    int step = Math.max(1, good.bytes().length / 64);
    for (int at = 0; at < good.bytes().length; at += step) {
      byte[] bytes = good.bytes();
      bytes[at] ^= 1;
      AnchorEvidence changed = new AnchorEvidence(good.mediaType(), bytes);
      assertThrows(
          RefusedException.class,
          () -> anchor().verify(changed, checkpoint.checkpoint()),
          "byte " + at);
    }
    AnchorEvidence garbage = new AnchorEvidence(good.mediaType(), new byte[] {0});
    assertThrows(RefusedException.class, () -> anchor().verify(garbage, checkpoint.checkpoint()));
  }

  @Test
  void whatTheLedgerTookBackIsSubmittedAgain() throws Exception {
    SignedCheckpoint checkpoint = checkpoint(1);
    AnchorId id = anchor().submit(checkpoint);
    Assumptions.assumeTrue(reorganise(), "this ledger takes nothing back");
    assertEquals(AnchorStatus.REORGED, anchor().status(id));
    AnchorId again = anchor().submit(checkpoint);
    settle();
    assertEquals(AnchorStatus.FINAL, anchor().status(again));
    anchor().verify(anchor().evidence(again), checkpoint.checkpoint());
  }

  private SignedCheckpoint checkpoint(long size) {
    if (storage.load().sequenced() == 0) {
      Samples.log(storage, log, 3);
    }
    return SignedCheckpoint.sign(
        new Checkpoint(log.name(), size, new LogTree(storage).root(size)), log);
  }
}
