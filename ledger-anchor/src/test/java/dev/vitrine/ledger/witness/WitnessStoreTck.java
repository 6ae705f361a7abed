package dev.vitrine.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.proofs.merkle.MerkleHash;
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
 * What every {@link WitnessStore} must do. Subclass it over a real store; {@link #store} gives the
 * same empty memory for the length of one test. It uses public types only, so that it also runs
 * where tests and library have different class loaders.
 */
public abstract class WitnessStoreTck {
  private final SecureRandom random = new SecureRandom();

  /** An empty store, new for each test; called more than once it gives a handle on the same. */
  protected abstract WitnessStore store();

  /** A second handle on the same store, as another process would have: after a restart, say. */
  protected WitnessStore reopened() {
    return store();
  }

  @Test
  void whatWasNeverStoredIsNotThere() {
    assertEquals(Optional.empty(), store().load("example.com/unknown"));
  }

  @Test
  void whatIsStoredIsThereToTheLetterAndOutlivesTheHandle() {
    SignedCheckpoint first = cosigned("example.com/a \u00e9\u4e16", 1);
    assertTrue(store().replace(Optional.empty(), first));
    assertEquals(Optional.of(first), reopened().load("example.com/a \u00e9\u4e16"));
    SignedCheckpoint second = cosigned("example.com/a \u00e9\u4e16", 2);
    assertTrue(reopened().replace(Optional.of(first), second));
    assertEquals(Optional.of(second), store().load("example.com/a \u00e9\u4e16"));
  }

  @Test
  void logsAreKeptApart() {
    SignedCheckpoint a = cosigned("example.com/a", 1);
    SignedCheckpoint b = cosigned("example.com/b", 2);
    assertTrue(store().replace(Optional.empty(), a));
    assertTrue(store().replace(Optional.empty(), b));
    assertEquals(Optional.of(a), reopened().load("example.com/a"));
    assertEquals(Optional.of(b), reopened().load("example.com/b"));
  }

  @Test
  void onlyWhatIsStoredCanBeReplaced() {
    SignedCheckpoint stored = cosigned("example.com/a", 1);
    SignedCheckpoint next = cosigned("example.com/a", 2);
    assertFalse(store().replace(Optional.of(stored), next), "nothing is stored yet");
    assertTrue(store().replace(Optional.empty(), stored));
    assertFalse(store().replace(Optional.empty(), next), "something is stored");
    // the same tree with another signature is not what is stored
    assertFalse(store().replace(Optional.of(cosigned("example.com/a", 1)), next));
    assertEquals(Optional.of(stored), reopened().load("example.com/a"));
    assertTrue(store().replace(Optional.of(stored), stored), "in its own place");
  }

  @Test
  void ofManyAtOnceOneSucceeds() throws Exception {
    int writers = 8;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      Optional<SignedCheckpoint> expected = Optional.empty();
      for (int round = 1; round <= 10; round++) {
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Callable<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
          WitnessStore store = i % 2 == 0 ? store() : reopened();
          Optional<SignedCheckpoint> seen = expected;
          SignedCheckpoint next = cosigned("example.com/a", round);
          tries.add(
              () -> {
                start.await();
                return store.replace(seen, next);
              });
        }
        int won = 0;
        for (Future<Boolean> result : threads.invokeAll(tries)) {
          won += result.get() ? 1 : 0;
        }
        assertEquals(1, won);
        expected = store().load("example.com/a");
        assertEquals(round, expected.orElseThrow().checkpoint().size());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private SignedCheckpoint cosigned(String origin, long size) {
    String name = origin.replace(' ', '_');
    Checkpoint checkpoint = new Checkpoint(origin, size, MerkleHash.leaf(new byte[] {(byte) size}));
    NoteSigner log = NoteSigner.generate(name, SignatureType.ED25519, random);
    NoteSigner quantum = NoteSigner.generate("w", SignatureType.SUBTREE_V1, random);
    String text = checkpoint.text();
    return new SignedCheckpoint(
        checkpoint,
        log.note(text).with(List.of(quantum.cosign(text, Instant.ofEpochSecond(1_790_000_000)))));
  }
}
