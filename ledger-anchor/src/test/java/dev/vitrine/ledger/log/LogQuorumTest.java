package dev.vitrine.ledger.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Publishing in two steps: signed first, published when the witnesses have cosigned. */
class LogQuorumTest {
  private final InMemoryLogStorage storage = new InMemoryLogStorage();
  private final NoteSigner key = Samples.logKey();
  private final MemoryWitness witness = new MemoryWitness();

  @Test
  void whatIsPublishedIsCosigned() {
    storage.append(Samples.entries(0, 300));
    Log log = started(storage);
    SignedCheckpoint published = log.integrateAndPublish().newlyPublished().orElseThrow();
    assertTrue(published.note().verifiedBy(key.verifier()));
    assertTrue(published.note().verifiedBy(witness.key().verifier()));
    assertFalse(storage.load().signed().orElseThrow().note().verifiedBy(witness.key().verifier()));
    assertEquals(Optional.of(published), log.latest());
  }

  @Test
  void withoutQuorumReadersSeeWhatTheySawAndTheLagShows() {
    storage.append(Samples.entries(0, 10));
    Log log = started(storage);
    SignedCheckpoint first = log.integrateAndPublish().newlyPublished().orElseThrow();
    witness.away(true);
    storage.append(Samples.entries(10, 25));
    Progress stuck = log.integrateAndPublish();
    assertEquals(Progress.Outcome.WITHOUT_QUORUM, stuck.outcome());
    assertEquals("0 of 1 witnesses cosigned", stuck.reason());
    assertEquals(Optional.empty(), stuck.newlyPublished());
    assertEquals(25, stuck.state().signedSize());
    assertEquals(10, stuck.state().publishedSize());
    assertEquals(15, stuck.state().lag());
    assertEquals(Optional.of(first), log.latest());
    assertThrows(NotPublishedException.class, () -> log.view().inclusionProof(12, 25));
    assertThrows(NotPublishedException.class, () -> log.view().proof(12));

    // the next one is larger, extends what was signed, and is what witnesses see
    storage.append(Samples.entries(25, 40));
    assertEquals(40, log.integrateAndPublish().state().signedSize());
    witness.away(false);
    Progress again = log.integrateAndPublish();
    assertEquals(40, again.newlyPublished().orElseThrow().checkpoint().size());
    assertEquals(0, again.state().lag());
    assertEquals(Progress.Outcome.UNCHANGED, log.integrateAndPublish().outcome());
  }

  @Test
  void afterStartTheLastSignedOneIsConfirmedBeforeAnythingIsSigned() {
    storage.append(Samples.entries(0, 10));
    witness.away(true);
    started(storage).integrateAndPublish();
    storage.append(Samples.entries(10, 20));
    Log log = started(storage);
    Progress stuck = log.integrateAndPublish();
    assertEquals(Progress.Outcome.WITHOUT_QUORUM, stuck.outcome());
    assertEquals(10, stuck.state().signedSize(), "nothing is signed before the quorum answers");
    witness.away(false);
    assertEquals(20, log.integrateAndPublish().state().publishedSize());
  }

  @Test
  void aRestoredOldCopyIsRefusedAndTheLogHalts() {
    storage.append(Samples.entries(0, 40));
    started(storage).integrateAndPublish();
    InMemoryLogStorage old = new InMemoryLogStorage();
    Samples.log(old, key, 20);
    old.append(List.of(new byte[] {1}));
    LogState before = old.load();
    Log log = started(old);
    RolledBackException refused = assertThrows(RolledBackException.class, log::integrateAndPublish);
    assertTrue(refused.getMessage().contains("size 40"), refused.getMessage());
    assertEquals(before, old.load(), "nothing was signed");
    assertEquals(Optional.of(refused.getMessage()), log.halted());
    // even if the witnesses are gone or the storage grows: not before somebody has looked
    witness.away(true);
    old.append(Samples.entries(0, 50));
    assertThrows(RolledBackException.class, log::integrateAndPublish);
    assertEquals(before.signed(), old.load().signed());
  }

  @Test
  void aCopyThatHasGrownDifferentlyIsRefusedToo() {
    storage.append(Samples.entries(0, 40));
    started(storage).integrateAndPublish();
    InMemoryLogStorage fork = new InMemoryLogStorage();
    fork.append(Samples.entries(100, 160));
    new Log(fork, key).integrateAndPublish();
    fork.append(List.of(new byte[] {1}));
    Log log = started(fork);
    assertThrows(RolledBackException.class, log::integrateAndPublish);
    assertEquals(60, fork.load().signedSize());
  }

  @Test
  void aRunningLogHaltsWhenItsStorageIsEmptiedUnderItsWitnesses() {
    storage.append(Samples.entries(0, 40));
    started(storage).integrateAndPublish();
    InMemoryLogStorage empty = new InMemoryLogStorage();
    empty.append(Samples.entries(0, 1));
    Log log = started(empty);
    assertThrows(RolledBackException.class, log::integrateAndPublish);
    assertEquals(Optional.empty(), empty.load().published(), "readers never see it");
    assertTrue(log.halted().isPresent());
  }

  @Test
  void storageThatGoesBackUnderARunningLogIsNotSignedOn() {
    SignedCheckpoint old = Samples.log(storage, key, 20).latest().orElseThrow();
    storage.append(Samples.entries(20, 40));
    TamperedStorage later = new TamperedStorage(storage);
    Log log = new Log(later, key);
    log.integrateAndPublish();
    later.state(state -> new LogState(30, Optional.of(old), Optional.of(old)));
    assertThrows(CorruptLogException.class, log::integrateAndPublish);
  }

  @Test
  void aPublishedCheckpointAheadOfTheSignedOneIsACorruptStorage() {
    SignedCheckpoint small = Samples.log(storage, key, 20).latest().orElseThrow();
    SignedCheckpoint large = Samples.log(storage, key, 40).latest().orElseThrow();
    TamperedStorage tampered =
        new TamperedStorage(storage)
            .state(state -> new LogState(40, Optional.of(small), Optional.of(large)));
    assertThrows(CorruptLogException.class, () -> new Log(tampered, key).integrateAndPublish());
  }

  @Test
  void withoutWitnessesItIsOneStep() {
    storage.append(Samples.entries(0, 10));
    Faults counting = new Faults();
    int[] calls = {0};
    counting.beforeEach(() -> calls[0]++);
    Log log = new Log(counting.over(storage), key);
    assertEquals(10, log.integrateAndPublish().state().publishedSize());
    assertEquals(1, calls[0]);
    log.integrateAndPublish();
    assertEquals(1, calls[0]);
  }

  @Test
  void witnessesMayBeAddedAndLeftLater() {
    storage.append(Samples.entries(0, 10));
    new Log(storage, key).integrateAndPublish();
    SignedCheckpoint cosigned =
        started(storage).integrateAndPublish().newlyPublished().orElseThrow();
    assertTrue(cosigned.note().verifiedBy(witness.key().verifier()));
    assertEquals(10, cosigned.checkpoint().size());
    storage.append(Samples.entries(10, 20));
    witness.away(true);
    started(storage).integrateAndPublish();
    witness.away(false);
    Log with = started(storage);
    assertEquals(20, with.integrateAndPublish().state().publishedSize());
    storage.append(Samples.entries(20, 30));
    assertEquals(30, new Log(storage, key).integrateAndPublish().state().publishedSize());
  }

  @Test
  void whatComesBackMustBeWhatWasOfferedAndStillSigned() {
    storage.append(Samples.entries(0, 10));
    Checkpoint other = new Checkpoint(Samples.ORIGIN, 9, new byte[32]);
    Log swapped =
        new Log(storage, LogSigner.of(key), (signed, proof) -> SignedCheckpoint.sign(other, key));
    assertThrows(CorruptLogException.class, swapped::integrateAndPublish);
    NoteSigner stranger = Samples.logKey();
    Log stripped =
        new Log(
            storage,
            LogSigner.of(key),
            (signed, proof) -> SignedCheckpoint.sign(signed.checkpoint(), stranger));
    assertThrows(CorruptLogException.class, stripped::integrateAndPublish);
    assertEquals(Optional.empty(), storage.load().published());
  }

  @Test
  void aBacklogIsSignedInStepsAndOfferedOnce() {
    storage.append(Samples.entries(0, Log.MAX_STEP + 10L));
    int[] offers = {0};
    Log log =
        new Log(
            storage,
            LogSigner.of(key),
            (signed, proof) -> {
              offers[0]++;
              return witness.cosign(signed, proof);
            });
    assertEquals(Log.MAX_STEP + 10L, log.integrateAndPublish().state().publishedSize());
    assertEquals(1, offers[0]);
  }

  @Test
  void whatComesInWhileSigningWaitsForTheNextCall() {
    storage.append(Samples.entries(0, 10));
    Faults growing = new Faults();
    growing.beforeEach(() -> storage.append(Samples.entries(0, 1)));
    Log log = new Log(growing.over(storage), LogSigner.of(key), witness);
    Progress progress = log.integrateAndPublish();
    assertEquals(Progress.Outcome.PUBLISHED, progress.outcome());
    assertEquals(10, progress.state().publishedSize());
    assertTrue(progress.state().lag() > 0);
  }

  private Log started(LogStorage on) {
    return new Log(on, LogSigner.of(key), witness);
  }
}
