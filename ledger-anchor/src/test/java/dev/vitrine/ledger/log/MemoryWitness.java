package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A quorum of one witness in this process, which does what witnesses do: it remembers the last
 * checkpoint, asks for the proof that the next extends it, and cosigns. Its clock goes backwards,
 * because nothing may depend on it.
 */
public final class MemoryWitness implements Cosigner {
  private final NoteSigner key =
      NoteSigner.generate("witness", SignatureType.COSIGNATURE_V1, new SecureRandom());
  private Optional<Checkpoint> known = Optional.empty();
  private long seconds = 4_000_000_000L;
  private boolean away;

  /** A witness that knows nothing yet. */
  public MemoryWitness() {}

  /** Its key. */
  public NoteSigner key() {
    return key;
  }

  /** What it cosigned last. */
  public Optional<Checkpoint> known() {
    return known;
  }

  /** Makes it unreachable, or reachable again. */
  public void away(boolean gone) {
    away = gone;
  }

  @Override
  public synchronized SignedCheckpoint cosign(
      SignedCheckpoint signed, LongFunction<ConsistencyProof> proofFrom) {
    if (away) {
      throw new QuorumException("0 of 1 witnesses cosigned");
    }
    Checkpoint next = signed.checkpoint();
    if (known.isPresent()) {
      Checkpoint last = known.get();
      if (last.size() > next.size()) {
        throw new RolledBackException("a witness knows size " + last.size());
      }
      boolean same = last.size() == next.size() && Arrays.equals(last.root(), next.root());
      if (!same && !proofFrom.apply(last.size()).verify(last.root(), next.root())) {
        throw new RolledBackException("a witness knows another tree of size " + last.size());
      }
    }
    known = Optional.of(next);
    seconds -= 3600;
    return new SignedCheckpoint(
        next, signed.note().with(List.of(key.cosign(next.text(), Instant.ofEpochSecond(seconds)))));
  }
}
