package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.SharedVectors;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of the C2SP specifications; the signed-note one carries a real signature. */
class NoteConformance {
  private static final String SEPARATOR = "\n=====\n";

  @Test
  void theSignedNoteExampleVerifies() {
    String vkey = text("c2sp/vkeys.txt").strip().split(" ", 2)[1];
    NoteVerifier verifier = NoteVerifier.parse(vkey);
    assertEquals(vkey, verifier.toString());
    String example = text("c2sp/signed-note.examples.txt").split(SEPARATOR, -1)[1];
    SignedNote note = SignedNote.parse(bytes(example));
    assertEquals("This is an example message.\n", note.text());
    assertTrue(note.verifiedBy(verifier));
    assertArrayEquals(bytes(example), note.bytes());

    SignedNote changed = SignedNote.parse(bytes(example.replace("message", "massage")));
    assertThrows(NoteSignatureException.class, () -> changed.verifiedBy(verifier));
  }

  @Test
  void aNoteWithEmptyLinesAndUnknownKeyIsReadNotTrusted() {
    String example = text("c2sp/signed-note.examples.txt").split(SEPARATOR, -1)[0];
    SignedNote note = SignedNote.parse(bytes(example));
    assertTrue(note.text().endsWith("sole:\n\ned è subito sera.\n"), note.text());
    assertEquals("quasimodo.example/salvatore", note.signatures().get(0).keyName());
    String vkey = text("c2sp/vkeys.txt").strip().split(" ", 2)[1];
    assertFalse(note.verifiedBy(NoteVerifier.parse(vkey)));
    assertArrayEquals(bytes(example), note.bytes());
  }

  @Test
  void checkpointExamplesAreRead() {
    for (String file :
        List.of("c2sp/tlog-checkpoint.examples.txt", "c2sp/tlog-cosignature.examples.txt")) {
      String example = text(file).split(SEPARATOR, -1)[0];
      String note = example.endsWith("\n") ? example : example + "\n";
      SignedCheckpoint signed = SignedCheckpoint.parse(bytes(note));
      assertEquals("example.com/behind-the-sofa", signed.checkpoint().origin());
      assertEquals(20852163, signed.checkpoint().size());
      assertArrayEquals(bytes(note), signed.bytes());
    }
  }

  @Test
  void theCosignatureExampleHasItsTime() {
    String example = text("c2sp/tlog-cosignature.examples.txt").split(SEPARATOR, -1)[0] + "\n";
    SignedNote note =
        SignedNote.parse(bytes(example.replace("\n\n\n", "\n").stripTrailing() + "\n"));
    assertEquals(1679315147, Cosignature.of(note.signatures().get(1)).timestamp());
  }

  private static String text(String path) {
    return new String(SharedVectors.bytes(SharedVectors.at(path)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
