package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteKeyTest {
  private static final String VKEY =
      "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

  @Test
  void keysAreReadAsTheyAreWritten() {
    assertEquals(VKEY, NoteVerifier.parse(VKEY).toString());
    for (SignatureType type : SignatureType.values()) {
      NoteSigner signer = NoteSigner.generate("example.com/a", type, new SecureRandom());
      NoteSigner read = NoteSigner.parse(signer.secret());
      assertEquals(signer.verifier(), read.verifier());
      assertEquals(signer.secret(), read.secret());
      assertEquals(signer.verifier(), NoteVerifier.parse(signer.verifier().toString()));
    }
  }

  @Test
  void noSecretIsInTheTextOfASigner() {
    NoteSigner signer = NoteSigner.generate("a", SignatureType.ED25519, new SecureRandom());
    String secret = signer.secret().split("\\+", 5)[4];
    assertFalse(signer.toString().contains(secret));
    assertTrue(signer.toString().contains(signer.verifier().toString()));
    MalformedNoteException refused =
        assertThrows(
            MalformedNoteException.class,
            () -> NoteSigner.parse("PRIVATE+KEY+b+00000000+" + secret));
    assertFalse(refused.getMessage().contains(secret));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com/log/testdata",
        "example.com/log/testdata+33d7b496",
        "example.com/log/testdata+33d7b497+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdata+33D7B496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdatb+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkk==",
        "+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
      })
  void aVerifierKeyThatIsNoneIsRefused(String vkey) {
    assertThrows(MalformedNoteException.class, () -> NoteVerifier.parse(vkey));
  }

  @Test
  void pointsOutsideTheGroupAreRefused() {
    byte[] identity = new byte[32];
    identity[0] = 1;
    byte[] beyondTheField = new byte[32];
    Arrays.fill(beyondTheField, (byte) 0xFF);
    // y = 0 is a point of order 4
    for (byte[] bad : new byte[][] {identity, beyondTheField, new byte[32], new byte[31]}) {
      assertThrows(
          MalformedNoteException.class, () -> NoteVerifier.of("a", SignatureType.ED25519, bad));
    }
  }

  @Test
  void aLogKeyDoesNotCosignNorAWitnessKeySign() {
    NoteSigner log = NoteSigner.generate("a", SignatureType.ED25519, new SecureRandom());
    NoteSigner witness = NoteSigner.generate("a", SignatureType.COSIGNATURE_V1, new SecureRandom());
    assertThrows(IllegalStateException.class, () -> log.cosign("text\n", NOW));
    assertThrows(IllegalStateException.class, () -> witness.sign("text\n"));
  }

  @Test
  void aCosignatureBindsItsTimeAndText() {
    NoteSigner witness = NoteSigner.generate("w", SignatureType.COSIGNATURE_V1, new SecureRandom());
    NoteSignature line = witness.cosign("text\n", NOW);
    assertEquals(NOW.getEpochSecond(), Cosignature.of(line).timestamp());
    witness.verifier().verify("text\n", line);
    assertThrows(NoteSignatureException.class, () -> witness.verifier().verify("test\n", line));
    for (int at : new int[] {0, 7, 8, 71}) {
      byte[] changed = line.signature();
      changed[at] ^= (byte) (at == 0 ? 0x80 : 1);
      NoteSignature forged = new NoteSignature("w", line.keyId(), changed);
      assertThrows(NoteSignatureException.class, () -> witness.verifier().verify("text\n", forged));
    }
  }

  @Test
  void theSameKeyAsLogAndAsWitnessHasTwoIds() {
    NoteSigner log = NoteSigner.generate("a", SignatureType.ED25519, new SecureRandom());
    byte[] key = log.verifier().publicKey();
    NoteVerifier witness = NoteVerifier.of("a", SignatureType.COSIGNATURE_V1, key);
    assertFalse(witness.keyId() == log.verifier().keyId());
    assertFalse(log.note("text\n").verifiedBy(witness));
  }
}
