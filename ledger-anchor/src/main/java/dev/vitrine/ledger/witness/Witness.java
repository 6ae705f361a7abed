package dev.vitrine.ledger.witness;

import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.merkle.ConsistencyProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A witness (C2SP tlog-witness): cosigns a log's checkpoint if, and only if, one of the log's keys
 * signed it and it extends the latest one this witness has cosigned of that log.
 *
 * <p>The new checkpoint is durable in the {@link WitnessStore}, by compare-and-swap, before it is
 * cosigned: whatever crashes or races, no two of its cosignatures are of trees that contradict each
 * other. That holds as long as the store forgets nothing and no other witness uses the same keys on
 * another store. It says nothing of what the log's entries mean.
 *
 * <p>Safe between threads.
 */
public final class Witness {
  private static final int MAX_KEYS = 4;

  private final List<NoteSigner> keys;
  private final Supplier<LogPolicy> logs;
  private final WitnessStore store;
  private final Clock clock;
  private final ForkWatcher forks;

  /**
   * A witness.
   *
   * @param keys 1 to {@value #MAX_KEYS} of types that cosign, each of which signs
   * @param logs the logs it knows, asked anew for each request; the quorum means nothing here
   * @param clock gives cosignatures their time
   * @param forks is told of logs that show two roots for one size
   */
  public Witness(
      List<NoteSigner> keys,
      Supplier<LogPolicy> logs,
      WitnessStore store,
      Clock clock,
      ForkWatcher forks) {
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new PolicyException("a witness with " + keys.size() + " keys");
    }
    keys.forEach(key -> LogPolicy.requireWitnessKey(key.verifier()));
    this.keys = List.copyOf(keys);
    this.logs = logs;
    this.store = store;
    this.clock = clock;
    this.forks = forks;
  }

  /** Its public keys. */
  public List<NoteVerifier> verifiers() {
    return keys.stream().map(NoteSigner::verifier).toList();
  }

  /**
   * Answers an {@code add-checkpoint} request.
   *
   * @param request the body, at most {@link AddCheckpoint#MAX_BYTES} of which are read
   * @throws WitnessStoreException if the store fails: nothing was cosigned
   * @throws dev.vitrine.ledger.checkpoint.SigningException if a key can't be reached: the
   *     checkpoint is remembered, and may be asked for again
   */
  public WitnessAnswer addCheckpoint(byte[] request) {
    try {
      return answer(AddCheckpoint.parse(request));
    } catch (MalformedNoteException e) {
      return WitnessAnswer.refused(400, e.getMessage());
    }
  }

  /**
   * The latest checkpoint of a log it knows, with the log's signatures and this witness's; none if
   * it has cosigned none.
   *
   * @throws WitnessStoreException if the store fails
   * @throws dev.vitrine.ledger.checkpoint.SigningException if a key can't be reached
   */
  public Optional<SignedCheckpoint> latest(String origin) {
    if (logs.get().logsOf(origin).isEmpty()) {
      return Optional.empty();
    }
    Optional<SignedCheckpoint> stored = store.load(origin);
    if (stored.filter(latest -> !cosigned(latest)).isPresent()) {
      // a crash came between the two, or a key is new
      cosign(stored, stored.get(), stored.get());
      stored = store.load(origin);
    }
    return stored.filter(this::cosigned);
  }

  private boolean cosigned(SignedCheckpoint signed) {
    return keys.stream()
        .allMatch(key -> signed.note().signatures().stream().anyMatch(key.verifier()::claims));
  }

  private WitnessAnswer answer(AddCheckpoint request) {
    SignedCheckpoint signed = request.checkpoint();
    Checkpoint next = signed.checkpoint();
    List<NoteVerifier> known = logs.get().logsOf(next.origin());
    if (known.isEmpty()) {
      return WitnessAnswer.refused(404, "this witness does not know the log");
    }
    List<NoteSignature> own = new ArrayList<>();
    try {
      for (NoteVerifier key : known) {
        if (signed.note().verifiedBy(key)) {
          signed.note().signatures().stream().filter(key::claims).limit(1).forEach(own::add);
        }
      }
    } catch (NoteSignatureException e) {
      return WitnessAnswer.refused(403, e.getMessage());
    }
    if (own.isEmpty()) {
      return WitnessAnswer.refused(403, "no key that is known of the log signed it");
    }
    if (request.oldSize() > next.size()) {
      return WitnessAnswer.refused(400, "the old size is beyond the checkpoint's");
    }
    // lines of others are not kept: they are not verified, and would fill the store
    return advance(request, new SignedCheckpoint(next, new SignedNote(signed.note().text(), own)));
  }

  private WitnessAnswer advance(AddCheckpoint request, SignedCheckpoint signed) {
    Checkpoint next = signed.checkpoint();
    Optional<SignedCheckpoint> stored = store.load(next.origin());
    long size = stored.map(latest -> latest.checkpoint().size()).orElse(0L);
    byte[] root = stored.map(latest -> latest.checkpoint().root()).orElse(MerkleHash.empty());
    if (next.size() == size && !Arrays.equals(next.root(), root)) {
      stored.filter(latest -> size > 0).ifPresent(latest -> forks.forked(latest, signed));
      return WitnessAnswer.conflict(size);
    }
    if (request.oldSize() != size) {
      return WitnessAnswer.conflict(size);
    }
    boolean extended =
        size == 0
            ? request.path().isEmpty()
            : new ConsistencyProof(size, next.size(), request.path()).verify(root, next.root());
    if (!extended) {
      return WitnessAnswer.refused(422, "the consistency proof does not verify");
    }
    boolean same = stored.isPresent() && next.size() == size;
    return cosign(stored, same ? stored.get() : signed, signed)
        .map(WitnessAnswer::cosigned)
        .orElseGet(
            // another request was faster: what was checked no longer holds
            () ->
                WitnessAnswer.conflict(
                    store
                        .load(next.origin())
                        .map(latest -> latest.checkpoint().size())
                        .orElse(0L)));
  }

  /**
   * Makes {@code held} durable, cosigns it, and keeps the cosignatures for monitors.
   *
   * @param stored what must still be stored; where it is {@code held} itself, it is not written
   *     anew but held to be the latest
   * @param shown the same tree with the log's signature lines to keep
   * @return none if it was not stored any more: then nothing was cosigned
   */
  private Optional<List<NoteSignature>> cosign(
      Optional<SignedCheckpoint> stored, SignedCheckpoint held, SignedCheckpoint shown) {
    if (!store.replace(stored, held)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String text = shown.note().text();
    List<NoteSignature> lines = keys.stream().map(key -> key.cosign(text, now)).toList();
    // if another request has moved on meanwhile, its checkpoint stays
    store.replace(
        Optional.of(held), new SignedCheckpoint(shown.checkpoint(), shown.note().with(lines)));
    return Optional.of(lines);
  }
}
