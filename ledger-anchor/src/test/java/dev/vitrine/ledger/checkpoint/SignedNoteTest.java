package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
  private static final String TEXT = "first\n\nthird\n";
  private final NoteSigner signer = key("example.com/a");
  private final NoteSigner other = key("example.com/b");

  @Test
  void roundTrip() {
    SignedNote note = signer.note(TEXT);
    SignedNote read = SignedNote.parse(note.bytes());
    assertEquals(note, read);
    assertTrue(read.verifiedBy(signer.verifier()));
  }

  @Test
  void unknownKeysAreIgnoredEvenWithTheSameNameOrId() {
    SignedNote note = signer.note(TEXT);
    NoteSigner sameName = key("example.com/a");
    assertFalse(note.verifiedBy(sameName.verifier()));
    NoteSignature sameId =
        new NoteSignature("example.com/c", signer.verifier().keyId(), new byte[64]);
    assertTrue(note.with(List.of(sameId)).verifiedBy(signer.verifier()));
    assertFalse(other.note(TEXT).with(List.of(sameId)).verifiedBy(signer.verifier()));
  }

  @Test
  void oneForgedLineByAKnownKeyRefusesTheNote() {
    NoteSignature forged =
        new NoteSignature("example.com/a", signer.verifier().keyId(), new byte[64]);
    SignedNote note = signer.note(TEXT).with(List.of(forged));
    assertThrows(NoteSignatureException.class, () -> note.verifiedBy(signer.verifier()));
    NoteSignature cut = new NoteSignature("example.com/a", signer.verifier().keyId(), new byte[63]);
    SignedNote shorter = other.note(TEXT).with(List.of(cut));
    assertThrows(NoteSignatureException.class, () -> shorter.verifiedBy(signer.verifier()));
  }

  @Test
  void theSameLineIsNotRepeated() {
    SignedNote note = signer.note(TEXT);
    assertEquals(note, note.with(note.signatures()));
    assertEquals(2, note.with(List.of(other.sign(TEXT))).signatures().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "text\n",
        "text\n\n",
        "text\n\n\n",
        "text\n\nno signature\n",
        "text\n\n— a AAAAAAE=", // no newline at the end
        "text\n— a AAAAAAE=\n", // no blank line
        "text\n\n— a AAAAAA==\n", // a key id alone
        "text\n\n— a AAAAAAF=\n", // stray bits
        "text\n\n— a AAAAAAE\n", // no padding
        "text\n\n—  AAAAAAE=\n", // no name
        "text\n\n— a+b AAAAAAE=\n",
        "text\n\n— a\u00a0b AAAAAAE=\n",
        "text\n\n— a b AAAAAAE=\n",
        "text\n\n- a AAAAAAE=\n", // a hyphen
        "text\n\n— a AAAAAAE=\n\n— a AAAAAAE=\nx\n",
        "te\txt\n\n— a AAAAAAE=\n",
        "text\r\n\r\n— a AAAAAAE=\r\n",
        "te\u0000xt\n\n— a AAAAAAE=\n"
      })
  void whatIsNoNoteIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(MalformedNoteException.class, () -> SignedNote.parse(bytes));
  }

  @Test
  void theSmallestNoteIsRead() {
    SignedNote note = SignedNote.parse("\n\n— a AAAAAAE=\n".getBytes(StandardCharsets.UTF_8));
    assertEquals("\n", note.text());
  }

  @Test
  void invalidUtf8AndTooMuchAreRefused() {
    byte[] bytes = signer.note(TEXT).bytes();
    bytes[0] = (byte) 0xC0;
    assertThrows(MalformedNoteException.class, () -> SignedNote.parse(bytes));
    assertThrows(
        MalformedNoteException.class, () -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]));
    String many = "text\n\n" + "— a AAAAAAE=\n".repeat(SignedNote.MAX_SIGNATURES + 1);
    assertThrows(
        MalformedNoteException.class,
        () -> SignedNote.parse(many.getBytes(StandardCharsets.UTF_8)));
    String sixteen = "text\n\n" + "— a AAAAAAE=\n".repeat(16);
    assertEquals(
        16, SignedNote.parse(sixteen.getBytes(StandardCharsets.UTF_8)).signatures().size());
  }

  private static NoteSigner key(String name) {
    return NoteSigner.generate(name, SignatureType.ED25519, new SecureRandom());
  }
}
