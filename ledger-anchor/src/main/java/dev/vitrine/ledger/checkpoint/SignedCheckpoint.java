package dev.vitrine.ledger.checkpoint;

/**
 * A checkpoint with the note it came in. Well-formed, not verified: {@code
 * dev.vitrine.ledger.witness.LogPolicy} does that.
 *
 * @param checkpoint what the note's text says
 * @param note the text with its signatures
 */
public record SignedCheckpoint(Checkpoint checkpoint, SignedNote note) {
  /** Holds the two to be the same. */
  public SignedCheckpoint {
    if (!checkpoint.text().equals(note.text())) {
      throw new MalformedNoteException("the note's text is another checkpoint");
    }
  }

  /**
   * Reads a signed checkpoint.
   *
   * @throws MalformedNoteException if it is not in the one allowed form
   */
  public static SignedCheckpoint parse(byte[] bytes) {
    SignedNote note = SignedNote.parse(bytes);
    return new SignedCheckpoint(Checkpoint.parse(note.text()), note);
  }

  /** A checkpoint signed by its log; the key's name must be the origin. */
  public static SignedCheckpoint sign(Checkpoint checkpoint, NoteSigner signer) {
    return LogSigner.of(signer).sign(checkpoint);
  }

  /** Whether both are the same checkpoint, whoever has signed each. */
  public boolean sameText(SignedCheckpoint other) {
    return note.text().equals(other.note.text());
  }

  /** The note as it is stored and sent. */
  public byte[] bytes() {
    return note.bytes();
  }
}
