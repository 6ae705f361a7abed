package dev.vitrine.ledger.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text with signature lines (C2SP signed-note). What is parsed here is well-formed, not trusted:
 * ignore the text until {@link #verifiedBy} has found a known key's signature.
 *
 * @param text the signed text, ending in a newline
 * @param signatures at least one
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** The longest note in bytes that is read. */
  public static final int MAX_BYTES = 256 * 1024;

  /** The most signature lines that are read. */
  public static final int MAX_SIGNATURES = 128;

  /** Checks the form and copies the list. */
  public SignedNote {
    if (!text.endsWith("\n")) {
      throw new MalformedNoteException("a note's text must end in a newline");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new MalformedNoteException("a note with " + signatures.size() + " signatures");
    }
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note.
   *
   * @throws MalformedNoteException if it is not in the one allowed form
   */
  public static SignedNote parse(byte[] bytes) {
    String all = StrictText.utf8(bytes, MAX_BYTES, "the note");
    int blank = all.lastIndexOf("\n\n");
    if (blank < 0 || !all.endsWith("\n") || blank + 2 == all.length()) {
      throw new MalformedNoteException("a note must end in a blank line and signature lines");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (int start = blank + 2; start < all.length(); ) {
      int end = all.indexOf('\n', start);
      if (signatures.size() == MAX_SIGNATURES) {
        throw new MalformedNoteException("more than " + MAX_SIGNATURES + " signatures");
      }
      signatures.add(NoteSignature.parse(all.substring(start, end)));
      start = end + 1;
    }
    return new SignedNote(all.substring(0, blank + 1), signatures);
  }

  /**
   * Whether the key of {@code verifier} signed this note. Lines by other keys are ignored, even if
   * they share the name or the id; the same key's line twice counts once.
   *
   * @throws NoteSignatureException if any line by this very key does not verify: such a note is
   *     refused whole
   */
  public boolean verifiedBy(NoteVerifier verifier) {
    boolean found = false;
    for (NoteSignature signature : signatures) {
      if (verifier.claims(signature)) {
        verifier.verify(text, signature);
        found = true;
      }
    }
    return found;
  }

  /** The same note with more signature lines; a line that is there already is not repeated. */
  public SignedNote with(List<NoteSignature> more) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    for (NoteSignature signature : more) {
      if (!all.contains(signature)) {
        all.add(signature);
      }
    }
    return new SignedNote(text, all);
  }

  /** The note as it is stored and sent. */
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  /** The note as text. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> out.append(signature).append('\n'));
    return out.toString();
  }
}
