package dev.vitrine.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import dev.vitrine.proofs.verdict.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class AnchorerTest {
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final NoteSigner log = Samples.logKey();
  private final Notary notary = new Notary();
  private final Outbox outbox = new InMemoryOutbox();
  private final TestClock clock = new TestClock();
  private final List<String> told = new ArrayList<>();
  private Optional<SignedCheckpoint> published = Optional.empty();
  private Anchorer anchorer = anchorer(notary);

  @Test
  void nothingPublishedIsNothingToDo() {
    anchorer.step();
    assertEquals(List.of(), rows());
    assertEquals(new Lag(0, 0, Duration.ZERO), anchorer.lag());
  }

  @Test
  void aCheckpointGoesAllTheWayAndIsStoredWithEvidence() throws Exception {
    publish(3);
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED"), rows());
    anchorer.step();
    notary.advance();
    anchorer.step();
    assertEquals(List.of("3 INCLUDED"), rows());
    notary.advance();
    anchorer.step();
    assertEquals(List.of("3 FINAL"), rows());
    assertEquals(List.of("3 INTENDED", "3 SUBMITTED", "3 INCLUDED", "3 FINAL"), told);
    Anchoring row = row(3);
    notary.verify(row.evidence().orElseThrow(), row.checkpoint().checkpoint());
    assertEquals(4, row.version(), "one write for each move, none for asking");
  }

  @Test
  void oneIsChosenEveryIntervalAndOnlyIfTheLogGrew() {
    publish(3);
    anchorer.step();
    publish(4);
    clock.pass(EVERY.minusMillis(1));
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED"), rows());
    clock.pass(Duration.ofMillis(1));
    publish(5);
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED", "5 SUBMITTED"), rows());
    clock.pass(EVERY.multipliedBy(9));
    anchorer.step();
    assertEquals(2, rows().size(), "it did not grow");
    publish(4);
    anchorer.step();
    assertEquals(2, rows().size(), "an older checkpoint is not chosen");
  }

  @Test
  void aClockThatGoesBackStopsNeitherCadenceNorRetries() {
    publish(3);
    anchorer.step();
    clock.pass(Duration.ofHours(-5));
    publish(4);
    notary.fail(AnchorException.Kind.UNAVAILABLE);
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED", "4 INTENDED"), rows());
    clock.pass(Duration.ofHours(-5));
    notary.recover();
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED", "4 SUBMITTED"), rows());
  }

  @Test
  void howMuchIsUnderWayIsBounded() {
    for (int i = 1; i <= Anchorer.MAX_OPEN + 3; i++) {
      publish(i);
      anchorer.step();
      clock.pass(EVERY);
    }
    assertEquals(Anchorer.MAX_OPEN, rows().size());
    settle();
    clock.pass(EVERY);
    anchorer.step();
    assertEquals(Anchorer.MAX_OPEN + 1, rows().size());
  }

  @Test
  void aLedgerOutOfReachIsTriedAgainEverMoreSeldom() {
    notary.fail(AnchorException.Kind.UNAVAILABLE);
    publish(3);
    List<Long> pauses = new ArrayList<>();
    for (int failure = 1; failure <= 12; failure++) {
      anchorer.step();
      Anchoring row = row(3);
      assertEquals(AnchoringState.INTENDED, row.state());
      assertEquals(failure, row.attempts());
      assertEquals("the notary is UNAVAILABLE", row.problem().orElseThrow());
      pauses.add(Duration.between(clock.instant(), row.nextAttempt()).toMillis());
      anchorer.step();
      assertEquals(failure, row(3).attempts(), "not before the pause is over");
      clock.pass(Duration.between(clock.instant(), row.nextAttempt()));
    }
    for (int i = 0; i < pauses.size(); i++) {
      long whole = Math.min(POLL.toMillis() << i, LONGEST.toMillis());
      long pause = pauses.get(i);
      assertTrue(pause >= whole / 2 && pause <= whole, pause + " of " + whole);
    }
    assertTrue(pauses.subList(8, 12).stream().distinct().count() > 1, "they are spread: " + pauses);
    assertEquals(1, rows().size(), "nothing newer is chosen before it is handed over");
    notary.recover();
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED"), rows());
    assertEquals(0, row(3).attempts());
    assertEquals(Optional.empty(), row(3).problem());
  }

  @Test
  void failuresWhileAskingPassToo() {
    publish(3);
    anchorer.step();
    notary.fail(AnchorException.Kind.UNAVAILABLE);
    anchorer.step();
    assertEquals(1, row(3).attempts());
    assertEquals(AnchoringState.SUBMITTED, row(3).state());
    notary.recover();
    clock.pass(LONGEST);
    anchorer.step();
    assertEquals(0, row(3).attempts());
    settle();
    assertEquals(List.of("3 FINAL"), rows());
  }

  @Test
  void whatTheLedgerTookBackIsHandedOverAgain() throws Exception {
    publish(3);
    anchorer.step();
    notary.advance();
    anchorer.step();
    AnchorId first = row(3).id().orElseThrow();
    notary.takeBack();
    anchorer.step();
    assertEquals(AnchoringState.SUBMITTED, row(3).state());
    assertFalse(row(3).id().orElseThrow().equals(first));
    settle();
    Anchoring row = row(3);
    notary.verify(row.evidence().orElseThrow(), row.checkpoint().checkpoint());
    assertEquals(1, notary.standing());
  }

  @Test
  void whatTheLedgerForgotIsHandedOverAgain() {
    publish(3);
    anchorer.step();
    notary.forget();
    anchorer.step();
    assertEquals(List.of("3 INTENDED"), rows());
    assertEquals(1, row(3).attempts(), "not at once");
    clock.pass(LONGEST);
    anchorer.step();
    settle();
    assertEquals(List.of("3 FINAL"), rows());
    assertEquals(1, notary.standing());
  }

  @Test
  void whatTheLedgerRefusesIsParkedLoudlyAndTheNextWaitsLong() {
    notary.fail(AnchorException.Kind.REJECTED);
    publish(3);
    anchorer.step();
    assertEquals(List.of("3 PARKED"), rows());
    assertTrue(told.contains("3 PARKED failed: the notary is REJECTED"), told.toString());
    publish(4);
    notary.recover();
    clock.pass(EVERY);
    anchorer.step();
    assertEquals(List.of("3 PARKED"), rows());
    clock.pass(LONGEST);
    anchorer.step();
    settle();
    assertEquals(List.of("3 PARKED", "4 FINAL"), rows());
    assertEquals(0, anchorer.lag().entries(), "the newer one covers the older");
  }

  /** As a contract does whose checkpoints may not shrink, after a reorganisation. */
  @Test
  void whatIsRefusedBecauseANewerOneIsThereIsSuperseded() {
    publish(3);
    anchorer.step();
    Anchoring older = row(3);
    publish(4);
    clock.pass(EVERY);
    anchorer.step();
    outbox.move(older.lost("the ledger took it back", 0, clock.instant(), clock.instant()));
    Anchor refusing = new Refusing(notary, 3);
    anchorer = anchorer(refusing);
    anchorer.step();
    assertEquals(List.of("3 SUPERSEDED", "4 SUBMITTED"), rows());
    settle();
    assertEquals(List.of("3 SUPERSEDED", "4 FINAL"), rows());
  }

  @Test
  void theyAreHandedOverInOrder() {
    notary.fail(AnchorException.Kind.UNAVAILABLE);
    Instant now = clock.instant();
    outbox.intend(notary.name(), checkpoint(3), now);
    outbox.intend(notary.name(), checkpoint(4), now);
    anchorer.step();
    assertEquals(1, row(3).attempts());
    assertEquals(0, row(4).attempts(), "4 waits for 3");
    notary.recover();
    anchorer.step();
    assertEquals(List.of("3 INTENDED", "4 INTENDED"), rows());
    clock.pass(LONGEST);
    anchorer.step();
    assertEquals(List.of("3 SUBMITTED", "4 SUBMITTED"), rows());
  }

  @Test
  void evidenceThatDoesNotVerifyIsNeverStored() {
    notary.forge();
    publish(3);
    anchorer.step();
    settle();
    Anchoring row = row(3);
    assertEquals(AnchoringState.SUBMITTED, row.state());
    assertTrue(row.problem().orElseThrow().contains("refused at digest"), row.problem().get());
    assertTrue(row.evidence().isEmpty());
  }

  @Test
  void aClientThatBreaksItsContractIsALedgerOutOfReach() {
    Anchor broken =
        new Refusing(notary, 3) {
          @Override
          public AnchorId submit(SignedCheckpoint checkpoint) {
            throw new IllegalStateException("with something inside");
          }
        };
    anchorer = anchorer(broken);
    publish(3);
    anchorer.step();
    assertEquals("the ledger's client failed", row(3).problem().orElseThrow());
    assertEquals(1, row(3).attempts());
  }

  @Test
  void theLagIsThatOfTheLongestWaitingEntry() {
    publish(3);
    anchorer.step();
    settle();
    assertEquals(new Lag(3, 3, Duration.ZERO), anchorer.lag());
    clock.pass(Duration.ofHours(5));
    anchorer.step();
    notary.fail(AnchorException.Kind.UNAVAILABLE);
    publish(7);
    anchorer.step();
    assertEquals(new Lag(7, 3, Duration.ZERO), anchorer.lag(), "an idle log is not late");
    clock.pass(Duration.ofMinutes(20));
    publish(9);
    anchorer.step();
    assertEquals(new Lag(9, 3, Duration.ofMinutes(20)), anchorer.lag());
    anchorer = anchorer(notary);
    anchorer.step();
    assertEquals(new Lag(9, 3, Duration.ofMinutes(20)), anchorer.lag(), "after a restart");
    notary.recover();
    clock.pass(LONGEST);
    anchorer.step();
    settle();
    assertEquals(2, anchorer.lag().entries());
    assertTrue(
        anchorer.lag().age().compareTo(Duration.ofMinutes(26)) <= 0, anchorer.lag().toString());
    clock.pass(EVERY);
    anchorer.step();
    settle();
    assertEquals(new Lag(9, 9, Duration.ZERO), anchorer.lag());
  }

  /** Under steady growth no entry waits longer than a cadence and the ledger's own time. */
  @Test
  void steadyGrowthDoesNotAddUp() {
    for (int second = 1; second <= 600; second++) {
      publish(second);
      anchorer.step();
      notary.advance();
      clock.pass(Duration.ofSeconds(1));
      Duration age = anchorer.lag().age();
      assertTrue(age.compareTo(EVERY.multipliedBy(2)) <= 0, second + ": " + age);
    }
    assertTrue(rows().size() >= 9);
  }

  private void settle() {
    notary.advance();
    notary.advance();
    clock.pass(POLL);
    anchorer.step();
  }

  private void publish(long size) {
    published = Optional.of(checkpoint(size));
  }

  private SignedCheckpoint checkpoint(long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(log.name(), size, MerkleHash.leaf(new byte[] {(byte) size})), log);
  }

  private Anchoring row(long size) {
    return outbox.find(notary.name(), checkpoint(size).checkpoint().digest()).orElseThrow();
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    outbox
        .list(notary.name(), Long.MAX_VALUE, 100)
        .forEach(row -> rows.add(0, row.size() + " " + row.state()));
    return rows;
  }

  private Anchorer anchorer(Anchor anchor) {
    return new Anchorer(
        anchor,
        outbox,
        () -> published,
        new Cadence(EVERY, POLL, POLL, LONGEST),
        clock,
        RandomGenerator.of("L64X128MixRandom"),
        new AnchorListener() {
          @Override
          public void moved(Anchoring row) {
            told.add(row.size() + " " + row.state());
          }

          @Override
          public void failed(Anchoring row, Exception cause) {
            told.add(row.size() + " " + row.state() + " failed: " + cause.getMessage());
          }
        });
  }

  @Test
  void cadencesThatCanNotBeAreRefused() {
    Duration second = Duration.ofSeconds(1);
    Duration none = Duration.ZERO;
    assertThrows(IllegalArgumentException.class, () -> new Cadence(none, second, second, second));
    assertThrows(IllegalArgumentException.class, () -> new Cadence(second, none, second, second));
    assertThrows(IllegalArgumentException.class, () -> new Cadence(second, second, none, second));
    Duration less = Duration.ofMillis(999);
    assertThrows(IllegalArgumentException.class, () -> new Cadence(second, second, second, less));
  }

  /** A notary that takes no checkpoint of one size. */
  private static class Refusing implements Anchor {
    private final Anchor real;
    private final long size;

    Refusing(Anchor real, long size) {
      this.real = real;
      this.size = size;
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public AnchorId submit(SignedCheckpoint checkpoint) {
      if (checkpoint.checkpoint().size() == size) {
        throw new AnchorException(AnchorException.Kind.REJECTED, "a size must not shrink");
      }
      return real.submit(checkpoint);
    }

    @Override
    public AnchorStatus status(AnchorId id) {
      return real.status(id);
    }

    @Override
    public AnchorEvidence evidence(AnchorId id) {
      return real.evidence(id);
    }

    @Override
    public List<dev.vitrine.proofs.verdict.Step> verify(
        AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
      return real.verify(evidence, checkpoint);
    }
  }
}
