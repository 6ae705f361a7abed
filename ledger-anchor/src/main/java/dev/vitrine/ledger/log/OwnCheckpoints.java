package dev.vitrine.ledger.log;

import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import java.util.List;
import java.util.Optional;

/**
 * Tells a log's own checkpoints: under its origin, signed by one of its keys at least. Remembers
 * the last one, so that the same is not verified again and again. Safe between threads.
 */
final class OwnCheckpoints {
  private final List<NoteVerifier> keys;
  private volatile Optional<SignedCheckpoint> verified = Optional.empty();

  OwnCheckpoints(List<NoteVerifier> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Returns if there is none, or it is this log's.
   *
   * @throws CorruptLogException otherwise
   */
  void require(Optional<SignedCheckpoint> stored) {
    if (stored.isEmpty() || stored.equals(verified)) {
      return;
    }
    SignedCheckpoint signed = stored.get();
    boolean own = false;
    try {
      for (NoteVerifier key : keys) {
        // each is asked, so that one forged line refuses the note
        own |= signed.checkpoint().origin().equals(key.name()) && signed.note().verifiedBy(key);
      }
    } catch (NoteSignatureException e) {
      own = false;
    }
    if (!own) {
      throw new CorruptLogException("the stored checkpoint is not signed by " + keys.get(0).name());
    }
    verified = stored;
  }
}
