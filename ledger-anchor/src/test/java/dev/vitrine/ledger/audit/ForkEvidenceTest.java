package dev.vitrine.ledger.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForkEvidenceTest {
  private final NoteSigner key = Samples.logKey();
  private final LogPolicy policy = LogPolicy.of(key.verifier());
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final SignedCheckpoint shown = Samples.log(storage, key, 300).latest().orElseThrow();

  @Test
  void whatIsWrittenIsReadAndConvictsTheLogWithItsKeyAlone() throws Exception {
    for (ForkEvidence evidence : List.of(fork(50), fork(300))) {
      ForkEvidence read = ForkEvidence.parse(evidence.bytes());
      assertArrayEquals(evidence.bytes(), read.bytes());
      List<Step> steps = read.verify(policy);
      assertEquals(
          List.of("checkpoint-signature", "checkpoint-signature", "split-view"),
          steps.stream().map(Step::name).toList());
    }
  }

  @Test
  void twoRootsForOneSizeNeedNoTiles() throws Exception {
    SignedCheckpoint other = other(300);
    ForkEvidence evidence = ForkEvidence.ofOneSize(shown, other).orElseThrow();
    ForkEvidence.parse(evidence.bytes()).verify(policy);
    assertEquals(Optional.empty(), ForkEvidence.ofOneSize(shown, shown));
    assertEquals(Optional.empty(), ForkEvidence.ofOneSize(shown, other(50)));
  }

  @Test
  void anotherLogsKeyCanNotTellAndAFrameUpIsRefused() throws Exception {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> fork(50).verify(LogPolicy.of(Samples.logKey().verifier())));
    assertEquals("checkpoint-signature", refused.step());
    assertEquals(Outcome.CANNOT_TELL, refused.outcome());
    ForkEvidence honest =
        new ForkEvidence(
            new SplitView(shown, shown, shown.checkpoint().root(), fork(300).view().proof()));
    RefusedException none =
        assertThrows(
            RefusedException.class, () -> ForkEvidence.parse(honest.bytes()).verify(policy));
    assertEquals("split-view", none.step());
  }

  @Test
  void otherSpellingsAreRefused() throws Exception {
    String good = fork(50).toString();
    for (String bad :
        List.of(
            "",
            good.substring(0, good.length() - 1),
            good + "\n",
            good.replace("vitrine/1/fork", "vitrine/2/fork"),
            good.replaceFirst("root ", "roots "),
            good.replaceFirst("checkpoint 5", "checkpoint 05"),
            good.replaceFirst("checkpoint 5", "checkpoint 4"),
            good.replaceFirst("checkpoint 5", "checkpoint 6"),
            good.replaceFirst("checkpoint 5", "checkpoint 9999999999"),
            good.replaceFirst("proof [^\n]*", "proof "),
            good.replaceFirst("proof ", "proof AAAA\nproof "),
            good.replaceFirst("(proof [^\n]*\n)", "$1".repeat(65)),
            good.replaceFirst("root ", "extra x\nroot "))) {
      assertTrue(!bad.equals(good));
      assertThrows(
          MalformedNoteException.class,
          () -> ForkEvidence.parse(bad.getBytes(StandardCharsets.UTF_8)),
          bad);
    }
  }

  @Test
  void damagedFilesAreMalformedOrShowNothingOrAreTheSame() throws Exception {
    Random random = new Random(11);
    byte[] good = fork(50).bytes();
    int refused = 0;
    for (int round = 0; round < 2_000; round++) {
      byte[] damaged = good.clone();
      damaged[random.nextInt(good.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        ForkEvidence read = ForkEvidence.parse(damaged);
        assertArrayEquals(damaged, read.bytes());
        read.verify(policy);
      } catch (MalformedNoteException | RefusedException e) {
        refused++;
      }
    }
    assertEquals(2_000, refused);
  }

  private ForkEvidence fork(long size) throws RefusedException {
    return ForkEvidence.between(other(size), shown, storage).orElseThrow();
  }

  private SignedCheckpoint other(long size) {
    InMemoryLogStorage forked = new InMemoryLogStorage();
    forked.append(List.of("another first entry".getBytes(StandardCharsets.UTF_8)));
    return Samples.log(forked, key, size).latest().orElseThrow();
  }
}
