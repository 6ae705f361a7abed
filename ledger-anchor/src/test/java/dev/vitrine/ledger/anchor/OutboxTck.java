package dev.vitrine.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Outbox} must do. Subclass it over a real storage; {@link #outbox} gives the
 * same empty one for the length of one test. It uses public types only, so that it also runs where
 * tests and library have different class loaders.
 */
public abstract class OutboxTck {
  private static final String LEDGER = "ledger.example/1";
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00.123Z");
  private static final AnchorId ID = new AnchorId("0xabc");
  private static final AnchorEvidence EVIDENCE =
      new AnchorEvidence("text/plain", bytes("evidence"));

  private final NoteSigner signer =
      NoteSigner.generate("example.com/outbox", SignatureType.ED25519, new SecureRandom());

  /** An empty outbox, new for each test; called more than once it gives a handle on the same. */
  protected abstract Outbox outbox();

  /** A second handle on the same outbox, as after a restart. By default the same one. */
  protected Outbox reopened() {
    return outbox();
  }

  @Test
  void anEmptyOutboxHasNothing() {
    assertTrue(outbox().open(LEDGER, 1).isEmpty());
    assertTrue(outbox().list(LEDGER, Long.MAX_VALUE, 1).isEmpty());
    assertTrue(outbox().ledgers().isEmpty());
    assertEquals(Optional.empty(), outbox().find(LEDGER, new byte[32]));
    assertEquals(Optional.empty(), outbox().firstFinal(LEDGER, 0));
    Outbox.Standing none =
        new Outbox.Standing(Optional.empty(), Optional.empty(), Optional.empty());
    assertEquals(none, outbox().standing(LEDGER));
    assertEquals(0, none.finalSize());
  }

  @Test
  void anIntentIsStoredOnce() {
    SignedCheckpoint checkpoint = checkpoint(3);
    Anchoring first = outbox().intend(LEDGER, checkpoint, NOW);
    assertEquals(Anchoring.intended(LEDGER, checkpoint, NOW), first);
    assertEquals(first, reopened().intend(LEDGER, checkpoint, NOW.plusSeconds(9)));
    assertEquals(List.of(first), reopened().open(LEDGER, 10));
    assertEquals(Optional.of(first), reopened().find(LEDGER, first.digest()));

    Anchoring moved = outbox().move(first.submitted(ID, NOW));
    assertEquals(moved, outbox().intend(LEDGER, checkpoint, NOW.plusSeconds(10)));
  }

  @Test
  void ledgersAreKeptApart() {
    outbox().intend("b", checkpoint(1), NOW);
    Anchoring other = outbox().intend("a", checkpoint(1), NOW);
    outbox().move(other.submitted(ID, NOW).settled(EVIDENCE, NOW));
    assertEquals(List.of("a", "b"), reopened().ledgers());
    assertEquals(1, outbox().open("b", 10).size());
    assertTrue(outbox().open("a", 10).isEmpty());
    assertTrue(outbox().firstFinal("b", 0).isEmpty());
    assertTrue(outbox().standing("b").newestFinal().isEmpty());
    assertEquals(1, outbox().list("a", Long.MAX_VALUE, 10).size());
  }

  @Test
  void everyPartOfARowIsKeptThroughItsLife() {
    Anchoring row = outbox().intend(LEDGER, checkpoint(3), NOW);
    row = moved(row.failed("no answer — within 5 s", NOW.plusMillis(1)), 2);
    row = moved(row.submitted(ID, NOW.plusMillis(2)), 3);
    row = moved(row.included(NOW.plusMillis(3)), 4);
    row = moved(row.lost("taken back", 7, NOW.plusMillis(4), NOW.plusMillis(5)), 5);
    row = moved(row.submitted(new AnchorId("0xdef"), NOW.plusMillis(6)), 6);
    row = moved(row.settled(EVIDENCE, NOW.plusMillis(7)), 7);
    AnchorEvidence renewed =
        new AnchorEvidence("application/other", new byte[AnchorEvidence.MAX_BYTES]);
    row = moved(row.renewed(renewed), 8);
    assertEquals(Optional.of(renewed), reopened().find(LEDGER, row.digest()).get().evidence());
    Anchoring other = outbox().intend(LEDGER, checkpoint(4), NOW);
    moved(other.refused(AnchoringState.PARKED, "not on the list", NOW), 2);
  }

  @Test
  void aRowThatWasMovedMeanwhileIsAConflict() {
    Anchoring row = outbox().intend(LEDGER, checkpoint(3), NOW);
    Anchoring moved = outbox().move(row.submitted(ID, NOW));
    Anchoring late = row.failed("late", NOW);
    assertThrows(OutboxConflictException.class, () -> outbox().move(late));
    assertEquals(Optional.of(moved), reopened().find(LEDGER, row.digest()));
    Anchoring unknown = Anchoring.intended(LEDGER, checkpoint(4), NOW).submitted(ID, NOW);
    assertThrows(OutboxConflictException.class, () -> outbox().move(unknown));
    assertTrue(reopened().find(LEDGER, unknown.digest()).isEmpty());
  }

  @Test
  void openRowsComeSmallestFirstAndWithoutThoseThatAreOver() {
    for (long size : new long[] {5, 2, 9, 7, 4, 3}) {
      outbox().intend(LEDGER, checkpoint(size), NOW);
    }
    outbox().move(row(5).submitted(ID, NOW).settled(EVIDENCE, NOW));
    outbox().move(row(2).refused(AnchoringState.PARKED, "no", NOW));
    outbox().move(row(3).refused(AnchoringState.SUPERSEDED, "no", NOW));
    outbox().move(row(9).submitted(ID, NOW).included(NOW));
    outbox().move(row(7).submitted(ID, NOW));
    assertEquals(List.of(4L, 7L, 9L), sizes(reopened().open(LEDGER, 10)));
    assertEquals(List.of(4L, 7L), sizes(reopened().open(LEDGER, 2)));
    assertEquals(
        List.of(9L, 7L, 5L, 4L, 3L, 2L), sizes(reopened().list(LEDGER, Long.MAX_VALUE, 10)));
    assertEquals(List.of(5L, 4L), sizes(reopened().list(LEDGER, 7, 2)));
  }

  @Test
  void howManyRowsAreAskedForIsBounded() {
    for (int max : new int[] {0, -1, Outbox.MAX_ROWS + 1}) {
      assertThrows(IllegalArgumentException.class, () -> outbox().open(LEDGER, max));
      assertThrows(IllegalArgumentException.class, () -> outbox().list(LEDGER, 1, max));
    }
  }

  @Test
  void theFirstFinalThatCoversIsFound() {
    for (long size : new long[] {3, 5, 7, 9, 1L << 50}) {
      outbox().intend(LEDGER, checkpoint(size), NOW);
    }
    for (long size : new long[] {3, 7, 9, 1L << 50}) {
      outbox().move(row(size).submitted(ID, NOW).settled(EVIDENCE, NOW));
    }
    assertEquals(3, outbox().firstFinal(LEDGER, 0).orElseThrow().size());
    assertEquals(3, outbox().firstFinal(LEDGER, 2).orElseThrow().size());
    assertEquals(7, outbox().firstFinal(LEDGER, 3).orElseThrow().size(), "5 is not final");
    assertEquals(9, outbox().firstFinal(LEDGER, 8).orElseThrow().size());
    assertEquals(1L << 50, outbox().firstFinal(LEDGER, 9).orElseThrow().size());
    assertTrue(outbox().firstFinal(LEDGER, 1L << 50).isEmpty());
  }

  @Test
  void aLedgersStandingIsToldFromAllItsRows() {
    outbox().intend(LEDGER, checkpoint(3), NOW);
    outbox().intend(LEDGER, checkpoint(5), NOW);
    outbox().intend(LEDGER, checkpoint(8), NOW);
    Outbox.Standing before = reopened().standing(LEDGER);
    assertEquals(8, before.newest().orElseThrow().size());
    assertEquals(0, before.finalSize());
    assertEquals(3, before.oldestBeyond().orElseThrow().size());
    outbox().move(row(3).submitted(ID, NOW).settled(EVIDENCE, NOW));
    outbox().move(row(5).refused(AnchoringState.PARKED, "no", NOW));
    Outbox.Standing after = reopened().standing(LEDGER);
    assertEquals(8, after.newest().orElseThrow().size());
    assertEquals(3, after.finalSize());
    assertEquals(5, after.oldestBeyond().orElseThrow().size());
    outbox().move(row(8).submitted(ID, NOW).settled(EVIDENCE, NOW));
    assertEquals(8, reopened().standing(LEDGER).finalSize());
    assertTrue(reopened().standing(LEDGER).oldestBeyond().isEmpty());
  }

  @Test
  void ofMoversAtOnceExactlyOneWins() throws Exception {
    Anchoring row = outbox().intend(LEDGER, checkpoint(3), NOW);
    for (int round = 0; round < 5; round++) {
      Anchoring from = row;
      CyclicBarrier start = new CyclicBarrier(4);
      List<Callable<Boolean>> movers = new ArrayList<>();
      for (int m = 0; m < 4; m++) {
        Anchoring next = from.failed("by " + m, NOW);
        movers.add(
            () -> {
              start.await();
              try {
                outbox().move(next);
                return true;
              } catch (OutboxConflictException e) {
                return false;
              }
            });
      }
      ExecutorService pool = Executors.newFixedThreadPool(movers.size());
      int wins = 0;
      try {
        for (Future<Boolean> won : pool.invokeAll(movers)) {
          wins += won.get() ? 1 : 0;
        }
      } finally {
        pool.shutdownNow();
      }
      assertEquals(1, wins, "round " + round);
      row = row(3);
      assertEquals(from.version() + 1, row.version());
    }
  }

  private Anchoring moved(Anchoring next, long version) {
    Anchoring stored = outbox().move(next);
    assertEquals(next.stored(), stored);
    assertEquals(version, stored.version());
    assertEquals(Optional.of(stored), reopened().find(LEDGER, stored.digest()));
    return stored;
  }

  private Anchoring row(long size) {
    return outbox().find(LEDGER, checkpoint(size).checkpoint().digest()).orElseThrow();
  }

  private static List<Long> sizes(List<Anchoring> rows) {
    return rows.stream().map(Anchoring::size).toList();
  }

  private SignedCheckpoint checkpoint(long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(signer.name(), size, MerkleHash.leaf(bytes("" + size))), signer);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
