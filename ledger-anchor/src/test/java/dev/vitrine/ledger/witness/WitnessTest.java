package dev.vitrine.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.Cosignature;
import dev.vitrine.ledger.checkpoint.LogSigner;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Each status of add-checkpoint with a cheat that earns it, and what is stored when. */
class WitnessTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private final WitnessedLog log = new WitnessedLog();
  private final NoteSigner classic = WitnessedLog.witnessKey("w.example/1");
  private final NoteSigner quantum = WitnessedLog.quantumKey("w.example/1");
  private final InMemoryWitnessStore store = new InMemoryWitnessStore();
  private final List<SignedCheckpoint> forks = new ArrayList<>();
  private final Witness witness = witness(store, LogPolicy.of(log.key.verifier()));

  @Test
  void anHonestLogIsCosignedWithEachKeyAsItGrows() {
    SignedCheckpoint first = log.grow(5);
    cosigned(first, send(log.request(0, first)));
    SignedCheckpoint second = log.grow(300);
    cosigned(second, send(log.request(5, second)));
    // the same again: a fresh cosignature
    cosigned(second, send(log.request(300, second)));
    SignedCheckpoint kept = witness.latest(Samples.ORIGIN).orElseThrow();
    assertEquals(second.checkpoint(), kept.checkpoint());
    assertEquals(3, kept.note().signatures().size());
    assertTrue(kept.note().verifiedBy(classic.verifier()));
  }

  @Test
  void malformedIs400() {
    assertEquals(400, witness.addCheckpoint(new byte[0]).status());
    assertEquals(400, witness.addCheckpoint(new byte[AddCheckpoint.MAX_BYTES + 1]).status());
  }

  @Test
  void anOldSizeBeyondTheCheckpointIs400() {
    SignedCheckpoint first = log.grow(5);
    assertEquals(400, send(new AddCheckpoint(6, List.of(), first)).status());
  }

  @Test
  void anUnknownLogIs404() {
    WitnessedLog other = new WitnessedLog(WitnessedLog.logKey("example.com/other"));
    assertEquals(404, send(other.request(0, other.grow(5))).status());
    assertEquals(Optional.empty(), witness.latest("example.com/other"));
  }

  @Test
  void aStrangersSignatureIs403() {
    WitnessedLog stranger = new WitnessedLog();
    assertEquals(403, send(stranger.request(0, stranger.grow(5))).status());
    assertEquals(Optional.empty(), store.load(Samples.ORIGIN));
  }

  @Test
  void aForgedSignatureIs403() {
    SignedCheckpoint good = log.grow(5);
    NoteSignature line =
        new NoteSignature(Samples.ORIGIN, log.key.verifier().keyId(), new byte[64]);
    SignedCheckpoint forged =
        new SignedCheckpoint(good.checkpoint(), new SignedNote(good.note().text(), List.of(line)));
    assertEquals(403, send(new AddCheckpoint(0, List.of(), forged)).status());
  }

  @Test
  void anotherOldSizeIs409WithTheSizeItKnows() {
    SignedCheckpoint first = log.grow(5);
    assertConflict(0, send(new AddCheckpoint(3, List.of(), first)));
    cosigned(first, send(log.request(0, first)));
    SignedCheckpoint second = log.grow(9);
    assertConflict(5, send(log.request(0, second)));
    assertConflict(5, send(log.request(4, second)));
    assertConflict(5, send(log.request(9, second)));
  }

  @Test
  void aShrunkLogIs409() {
    SignedCheckpoint small = log.grow(5);
    SignedCheckpoint large = log.grow(9);
    cosigned(large, send(log.request(0, large)));
    assertConflict(9, send(log.request(0, small)));
    assertConflict(9, send(log.request(5, small)));
    assertEquals(9, store.load(Samples.ORIGIN).orElseThrow().checkpoint().size());
  }

  @Test
  void anotherRootOfTheSameSizeIs409AndAFork() {
    SignedCheckpoint shown = log.grow(9);
    cosigned(shown, send(log.request(0, shown)));
    WitnessedLog fork = log.forked();
    assertConflict(9, send(fork.request(9, fork.grow(9))));
    assertEquals(2, forks.size());
    assertEquals(shown.checkpoint(), forks.get(0).checkpoint());
    SignedCheckpoint notEmpty =
        SignedCheckpoint.sign(
            new Checkpoint(Samples.ORIGIN, 0, MerkleHash.leaf(new byte[0])), log.key);
    assertConflict(9, send(new AddCheckpoint(0, List.of(), notEmpty)));
    assertConflict(
        0,
        witness(new InMemoryWitnessStore(), LogPolicy.of(log.key.verifier()))
            .addCheckpoint(new AddCheckpoint(0, List.of(), notEmpty).bytes()));
  }

  @Test
  void aForkThatGrewIs422() {
    SignedCheckpoint shown = log.grow(5);
    cosigned(shown, send(log.request(0, shown)));
    WitnessedLog fork = log.forked();
    SignedCheckpoint larger = fork.grow(9);
    assertEquals(422, send(fork.request(5, larger)).status());
    assertEquals(5, store.load(Samples.ORIGIN).orElseThrow().checkpoint().size());
  }

  @Test
  void aProofThatIsMissingOrTooMuchIs422() {
    SignedCheckpoint first = log.grow(5);
    byte[] hash = MerkleHash.empty();
    assertEquals(422, send(new AddCheckpoint(0, List.of(hash), first)).status());
    cosigned(first, send(log.request(0, first)));
    assertEquals(422, send(new AddCheckpoint(5, List.of(hash), first)).status());
    SignedCheckpoint second = log.grow(9);
    assertEquals(422, send(new AddCheckpoint(5, List.of(), second)).status());
    List<byte[]> longer = new ArrayList<>(log.proof(5, 9).path());
    longer.add(hash);
    assertEquals(422, send(new AddCheckpoint(5, longer, second)).status());
  }

  @Test
  void eitherKeyOfALogWillDoAndLinesOfStrangersAreNotKept() {
    NoteSigner fresh = Samples.logKey();
    Witness both =
        witness(store, new LogPolicy(List.of(log.key.verifier(), fresh.verifier()), Quorum.none()));
    SignedCheckpoint first = log.grow(5);
    NoteSigner stranger = Samples.logKey();
    SignedCheckpoint signed = LogSigner.of(List.of(stranger, fresh)).sign(first.checkpoint());
    assertEquals(200, both.addCheckpoint(log.request(0, signed).bytes()).status());
    SignedNote kept = store.load(Samples.ORIGIN).orElseThrow().note();
    assertTrue(kept.verifiedBy(fresh.verifier()));
    assertFalse(kept.verifiedBy(stranger.verifier()));
  }

  @Test
  void itIsDurableBeforeItIsCosigned() {
    SignedCheckpoint first = log.grow(5);
    WitnessStore failing =
        new WitnessStore() {
          @Override
          public Optional<SignedCheckpoint> load(String origin) {
            return Optional.empty();
          }

          @Override
          public boolean replace(Optional<SignedCheckpoint> expected, SignedCheckpoint next) {
            throw new WitnessStoreException("disk full", new IOException());
          }
        };
    Witness full = witness(failing, LogPolicy.of(log.key.verifier()));
    byte[] request = log.request(0, first).bytes();
    assertThrows(WitnessStoreException.class, () -> full.addCheckpoint(request));
  }

  @Test
  void aRestartedWitnessRemembersAndMakesUpForAMissingCosignature() {
    SignedCheckpoint first = log.grow(5);
    // as a crash between the writing and the cosigning leaves it
    assertTrue(store.replace(Optional.empty(), first));
    Witness restarted = witness(store, LogPolicy.of(log.key.verifier()));
    SignedCheckpoint healed = restarted.latest(Samples.ORIGIN).orElseThrow();
    assertTrue(healed.note().verifiedBy(quantum.verifier()));
    WitnessedLog fork = log.forked();
    assertEquals(409, restarted.addCheckpoint(fork.request(0, fork.grow(9)).bytes()).status());
    assertEquals(422, restarted.addCheckpoint(fork.request(5, fork.grow(9)).bytes()).status());
  }

  @Test
  void ofTwoForksAtOnceOneIsCosigned() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        Witness raced = witness(new InMemoryWitnessStore(), LogPolicy.of(log.key.verifier()));
        CyclicBarrier start = new CyclicBarrier(8);
        List<Callable<WitnessAnswer>> tries = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          WitnessedLog side = i % 2 == 0 ? new WitnessedLog(log.key) : log.forked();
          byte[] request = side.request(0, side.grow(7)).bytes();
          tries.add(
              () -> {
                start.await();
                return raced.addCheckpoint(request);
              });
        }
        Set<String> roots = new HashSet<>();
        int index = 0;
        for (Future<WitnessAnswer> answer : threads.invokeAll(tries)) {
          if (answer.get().status() == 200) {
            roots.add(index % 2 == 0 ? "one" : "other");
          } else {
            assertConflict(7, answer.get());
          }
          index++;
        }
        assertEquals(1, roots.size());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aWitnessNeedsKeysThatCosign() {
    LogPolicy policy = LogPolicy.of(log.key.verifier());
    for (List<NoteSigner> bad : List.of(List.<NoteSigner>of(), List.of(log.key))) {
      assertThrows(
          PolicyException.class,
          () -> new Witness(bad, () -> policy, store, Clock.systemUTC(), ForkWatcher.NONE));
    }
  }

  private Witness witness(WitnessStore memory, LogPolicy policy) {
    return new Witness(
        List.of(classic, quantum),
        () -> policy,
        memory,
        Clock.fixed(NOW, ZoneOffset.UTC),
        (known, shown) -> forks.addAll(List.of(known, shown)));
  }

  private WitnessAnswer send(AddCheckpoint request) {
    return witness.addCheckpoint(request.bytes());
  }

  private void cosigned(SignedCheckpoint signed, WitnessAnswer answer) {
    assertEquals(200, answer.status(), answer.body());
    List<NoteSignature> lines = WitnessAnswer.lines(answer.bytes());
    assertEquals(2, lines.size());
    classic.verifier().verify(signed.note().text(), lines.get(0));
    quantum.verifier().verify(signed.note().text(), lines.get(1));
    assertEquals(NOW.getEpochSecond(), Cosignature.of(lines.get(0)).timestamp());
  }

  private static void assertConflict(long size, WitnessAnswer answer) {
    assertEquals(409, answer.status());
    assertEquals("text/x.tlog.size", answer.mediaType());
    assertEquals(size + "\n", new String(answer.bytes(), StandardCharsets.UTF_8));
    assertEquals(size, WitnessAnswer.size(answer.bytes()));
  }
}
