package dev.vitrine.ledger.anchor.witness;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.Cosignature;
import dev.vitrine.ledger.checkpoint.MalformedNoteException;
import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.SignedNote;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Verifies offline that witnesses cosigned a checkpoint. Evidence is a signed note (C2SP
 * signed-note) of the checkpoint's text with lines of pinned witnesses and no others: the log's own
 * signature is not part of it.
 *
 * <p>Guarantees that enough witnesses of the quorum vouch for having seen this checkpoint at the
 * time each states, as one that extends all they had cosigned before. Is as good as their keys and
 * memories.
 *
 * <p>Steps, in order: {@value #FORMAT}, {@value #CHECKPOINT}, {@value #QUORUM}.
 */
public final class WitnessEvidence {
  /** The media type, as C2SP has it for notes. */
  public static final String MEDIA_TYPE = "text/plain; charset=utf-8";

  /** The step: it is a note with lines of pinned witnesses only. */
  public static final String FORMAT = "witness-format";

  /** The step: it is a note of this checkpoint. */
  public static final String CHECKPOINT = "witness-checkpoint";

  /** The step: enough of the witnesses cosigned it. */
  public static final String QUORUM = "witness-quorum";

  private final Quorum quorum;

  /**
   * Under this quorum.
   *
   * @param quorum of one witness at least
   */
  public WitnessEvidence(Quorum quorum) {
    if (quorum.witnesses().findAny().isEmpty()) {
      throw new IllegalArgumentException("a quorum of no witness proves nothing");
    }
    this.quorum = quorum;
  }

  /**
   * Verifies evidence.
   *
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public void verify(AnchorEvidence evidence, Checkpoint checkpoint, Consumer<Step> passed)
      throws RefusedException {
    SignedNote note = note(evidence);
    passed.accept(new Step(FORMAT, note.signatures().size() + " lines of pinned witnesses"));
    if (!note.text().equals(checkpoint.text())) {
      throw RefusedException.invalid(CHECKPOINT, "the note of another checkpoint");
    }
    passed.accept(new Step(CHECKPOINT, checkpoint.toString()));
    try {
      if (!quorum.reachedBy(note)) {
        throw RefusedException.invalid(QUORUM, "not enough witnesses cosigned");
      }
    } catch (NoteSignatureException e) {
      throw RefusedException.invalid(QUORUM, e.getMessage());
    }
    note.signatures().forEach(line -> passed.accept(new Step(QUORUM, seen(line))));
  }

  /** Whether the quorum cosigned a note. */
  boolean reachedBy(SignedNote note) {
    return quorum.reachedBy(note);
  }

  /** A note with the lines of pinned witnesses alone. */
  SignedNote bare(SignedNote note) {
    return new SignedNote(
        note.text(), note.signatures().stream().filter(this::isByWitness).toList());
  }

  private SignedNote note(AnchorEvidence evidence) throws RefusedException {
    if (!evidence.mediaType().equals(MEDIA_TYPE)) {
      throw RefusedException.cannotTell(FORMAT, "not a note");
    }
    try {
      SignedNote note = SignedNote.parse(evidence.bytes());
      if (!note.signatures().stream().allMatch(this::isByWitness)) {
        throw RefusedException.invalid(FORMAT, "a line by a key that is not pinned");
      }
      return note;
    } catch (MalformedNoteException e) {
      throw RefusedException.invalid(FORMAT, e.getMessage());
    }
  }

  private boolean isByWitness(NoteSignature line) {
    return quorum.witnesses().anyMatch(key -> key.claims(line));
  }

  private static String seen(NoteSignature line) {
    Instant time = Instant.ofEpochSecond(Cosignature.of(line).timestamp());
    return line.keyName() + " cosigned at " + time;
  }
}
