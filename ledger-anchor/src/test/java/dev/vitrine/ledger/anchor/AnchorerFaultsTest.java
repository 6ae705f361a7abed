package dev.vitrine.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Samples;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Every call to ledger and outbox fails once, before it took effect and after, as an exception and
 * as the death of the process; and whatever happened, each checkpoint ends up FINAL, in the ledger
 * once, with evidence that verifies.
 */
class AnchorerFaultsTest {
  private static final Set<String> STEPS =
      Set.of("intend", "move", "open", "standing", "submit", "status", "evidence");

  private final NoteSigner log = Samples.logKey();

  @Test
  void deathBetweenAnyTwoStepsNeitherForgetsNorDoubles() throws Exception {
    everyFault(Kind.DEATH);
  }

  @Test
  void aFailureOfAnyStepNeitherForgetsNorDoubles() throws Exception {
    everyFault(Kind.FAILURE);
  }

  private void everyFault(Kind kind) throws Exception {
    int calls = new World(kind, Integer.MAX_VALUE, false).run();
    assertTrue(calls > 25, "there are calls to fail: " + calls);
    for (int at = 0; at < calls; at++) {
      for (boolean after : new boolean[] {false, true}) {
        World world = new World(kind, at, after);
        world.run();
        assertTrue(world.hit, "call " + at + " was reached");
      }
    }
  }

  /** A crash that nothing in the code under test may catch. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  private enum Kind {
    DEATH,
    FAILURE
  }

  /** A ledger and an outbox of which one call fails. */
  private final class World {
    private final Kind kind;
    private final int faultAt;
    private final boolean after;
    private final Notary notary = new Notary();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final TestClock clock = new TestClock();
    private int calls;
    private boolean hit;
    private Optional<SignedCheckpoint> published = Optional.empty();

    World(Kind kind, int faultAt, boolean after) {
      this.kind = kind;
      this.faultAt = faultAt;
      this.after = after;
    }

    /** Two checkpoints, the first of them taken back once; returns how many calls that took. */
    int run() throws Exception {
      Anchorer anchorer = anchorer();
      for (int round = 0; round < 40; round++) {
        published = Optional.of(checkpoint(round < 8 ? 3 : 5));
        if (round == 4) {
          notary.takeBack();
        } else if (round % 2 == 1) {
          notary.advance();
        }
        try {
          anchorer.step();
        } catch (Death | OutboxException e) {
          // as after a restart: nothing but outbox and ledger remains
          anchorer = anchorer();
        }
        clock.pass(Duration.ofSeconds(30));
      }
      for (long size : new long[] {3, 5}) {
        Anchoring row =
            outbox.find(notary.name(), checkpoint(size).checkpoint().digest()).orElseThrow();
        assertEquals(AnchoringState.FINAL, row.state(), this::toString);
        notary.verify(row.evidence().orElseThrow(), row.checkpoint().checkpoint());
      }
      assertEquals(2, notary.standing(), this::toString);
      assertEquals(0, anchorer.lag().entries(), this::toString);
      return calls;
    }

    private Anchorer anchorer() {
      return new Anchorer(
          faulty(Anchor.class, notary),
          faulty(Outbox.class, outbox),
          () -> published,
          Cadence.every(Duration.ofMinutes(1)),
          clock,
          RandomGenerator.getDefault(),
          AnchorListener.NONE);
    }

    private <T> T faulty(Class<T> type, T real) {
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            boolean fails = STEPS.contains(method.getName()) && calls++ == faultAt;
            hit |= fails;
            if (fails && !after) {
              throw fault(type);
            }
            Object result;
            try {
              result = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
              throw e.getCause();
            }
            if (fails) {
              throw fault(type);
            }
            return result;
          };
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private Throwable fault(Class<?> of) {
      if (kind == Kind.DEATH) {
        return new Death();
      }
      return of == Outbox.class
          ? new OutboxException("the disk is full")
          : new AnchorException(AnchorException.Kind.UNAVAILABLE, "the answer is lost");
    }

    @Override
    public String toString() {
      return kind + (after ? " after" : " before") + " call " + faultAt;
    }
  }

  private SignedCheckpoint checkpoint(long size) {
    return SignedCheckpoint.sign(
        new Checkpoint(log.name(), size, MerkleHash.leaf(new byte[] {(byte) size})), log);
  }
}
