package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.log.Cosigner;
import dev.vitrine.ledger.log.QuorumException;
import dev.vitrine.ledger.log.RolledBackException;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.ledger.transport.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gets the cosignatures of a policy's witnesses, all at once, and stops when the quorum is reached.
 *
 * <p>Guarantees that what it returns is the checkpoint it was given with verified cosignatures that
 * reach the quorum. Witnesses that are slow are not waited for once it is reached; what they answer
 * later counts if the same checkpoint is asked for again, and spares them nothing of the next one:
 * of each witness one request at most is under way, and it then goes on with the newest checkpoint.
 *
 * <p>It stops the log only on proof, as {@link RolledBackException} says: a 409 or 422 makes it ask
 * the witness for its latest checkpoint of the log ({@code GET prefix/hex(SHA-256(origin))/
 * checkpoint}), which convicts the storage only if one of the log's own keys signed it and it is
 * larger, or not a prefix. A witness that only claims so counts as one that did not cosign.
 *
 * <p>Safe between threads; calls wait for each other.
 */
public final class CosignatureCollector implements Cosigner {
  private final LogPolicy policy;
  private final List<NoteVerifier> log;
  private final List<Seat> seats = new ArrayList<>();
  private final Executor threads;
  private final Duration patience;
  private final CosigningWatcher watcher;
  private Optional<Round> current = Optional.empty();

  /** A witness with what it is to do next, and whether it is at it. */
  private static final class Seat {
    final AskedWitness witness;
    boolean working;
    @Nullable Round next;

    Seat(AskedWitness witness) {
      this.witness = witness;
    }
  }

  /** One checkpoint on its way to the quorum; its fields are guarded by itself. */
  private static final class Round {
    final SignedCheckpoint signed;
    final LongFunction<ConsistencyProof> proofFrom;
    final List<NoteSignature> lines = new ArrayList<>();
    final Map<String, String> failures = new TreeMap<>();
    Optional<RolledBackException> proof = Optional.empty();
    int pending;

    Round(SignedCheckpoint signed, LongFunction<ConsistencyProof> proofFrom) {
      this.signed = signed;
      this.proofFrom = proofFrom;
    }
  }

  /**
   * A collector.
   *
   * @param policy the witnesses, those with a URL being asked, and the quorum
   * @param log the log's own keys
   * @param threads run the requests, of which each blocks; as many as there are witnesses, or some
   *     wait for others
   * @param patience how long a call takes at most
   */
  public CosignatureCollector(
      LogPolicy policy,
      List<NoteVerifier> log,
      Transport transport,
      Executor threads,
      Duration patience,
      CosigningWatcher watcher) {
    this.policy = policy;
    this.log = List.copyOf(log);
    this.threads = threads;
    this.patience = patience;
    this.watcher = watcher;
    Map<URI, List<NoteVerifier>> urls = new LinkedHashMap<>();
    for (Quorum.Witness witness : policy.witnesses()) {
      witness
          .url()
          .ifPresent(url -> urls.computeIfAbsent(url, key -> new ArrayList<>()).add(witness.key()));
    }
    urls.forEach((url, keys) -> seats.add(new Seat(new AskedWitness(url, keys, transport))));
  }

  @Override
  public synchronized SignedCheckpoint cosign(
      SignedCheckpoint signed, LongFunction<ConsistencyProof> proofFrom) {
    boolean again = current.filter(round -> round.signed.equals(signed)).isPresent();
    Round round = again ? current.get() : new Round(signed, proofFrom);
    current = Optional.of(round);
    seats.forEach(seat -> offer(seat, round));
    return await(round);
  }

  private SignedCheckpoint await(Round round) {
    long deadline = System.nanoTime() + patience.toNanos();
    synchronized (round) {
      while (true) {
        if (round.proof.isPresent()) {
          throw round.proof.get();
        }
        SignedCheckpoint cosigned =
            new SignedCheckpoint(round.signed.checkpoint(), round.signed.note().with(round.lines));
        if (policy.quorum().reachedBy(cosigned.note())) {
          return cosigned;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (round.pending == 0 || left <= 0) {
          throw new QuorumException(shortfall(round));
        }
        try {
          round.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new QuorumException("interrupted while witnesses were asked");
        }
      }
    }
  }

  private static String shortfall(Round round) {
    StringBuilder out = new StringBuilder("the quorum is not reached: ");
    out.append(round.lines.size()).append(" cosignatures");
    round.failures.forEach((name, why) -> out.append("; ").append(name).append(": ").append(why));
    if (round.pending > 0) {
      out.append("; ").append(round.pending).append(" have not answered yet");
    }
    return out.toString();
  }

  private void offer(Seat seat, Round round) {
    synchronized (seat) {
      if (seat.next == round || has(seat, round)) {
        return;
      }
      synchronized (round) {
        round.pending++;
      }
      Round dropped = seat.next;
      seat.next = round;
      if (dropped != null) {
        done(seat, dropped, AskedWitness.Answer.failed("silent"));
      }
      if (seat.working) {
        return;
      }
      seat.working = true;
    }
    threads.execute(() -> work(seat));
  }

  private static boolean has(Seat seat, Round round) {
    synchronized (round) {
      return round.lines.stream().anyMatch(seat.witness::claims);
    }
  }

  private void work(Seat seat) {
    while (true) {
      Round round;
      synchronized (seat) {
        round = seat.next;
        seat.next = null;
        if (round == null) {
          seat.working = false;
          return;
        }
      }
      done(
          seat,
          round,
          has(seat, round) ? new AskedWitness.Answer(List.of(), "") : ask(seat, round));
    }
  }

  private AskedWitness.Answer ask(Seat seat, Round round) {
    try {
      return seat.witness.ask(round.signed, log, round.proofFrom);
    } catch (RolledBackException e) {
      synchronized (round) {
        round.proof = Optional.of(e);
      }
      return AskedWitness.Answer.failed("409");
    } catch (RuntimeException e) {
      // storage that fails while a proof is made must not take the thread with it
      return AskedWitness.Answer.failed("no proof to send");
    }
  }

  private void done(Seat seat, Round round, AskedWitness.Answer answer) {
    String name = seat.witness.name();
    boolean cosigned = answer.failure().isEmpty();
    synchronized (round) {
      round.pending--;
      if (cosigned) {
        round.failures.remove(name);
        round.lines.addAll(answer.lines());
      } else {
        round.failures.put(name, answer.failure());
      }
      round.notifyAll();
    }
    watcher.answered(name, cosigned ? "cosigned" : answer.failure());
  }
}
