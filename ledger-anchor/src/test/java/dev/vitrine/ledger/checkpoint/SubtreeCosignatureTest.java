package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.encoding.Sha256;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ML-DSA-44 cosignatures of checkpoints and subtrees, as C2SP tlog-cosignature has them. */
class SubtreeCosignatureTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private static final Checkpoint TREE =
      new Checkpoint("example.com/log", 300, MerkleHash.empty(), List.of("an extension"));
  private final NoteSigner witness =
      NoteSigner.generate("w.example/1", SignatureType.SUBTREE_V1, new SecureRandom());

  @Test
  void theSignedMessageIsTheStructureOfTheSpecification() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream expected = new DataOutputStream(bytes);
    expected.write("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII));
    expected.write(11);
    expected.writeBytes("w.example/1");
    expected.writeLong(1_790_000_000);
    expected.write(15);
    expected.writeBytes("example.com/log");
    expected.writeLong(0);
    expected.writeLong(300);
    expected.write(MerkleHash.empty());
    assertArrayEquals(
        bytes.toByteArray(), Subtree.of(TREE).message("w.example/1", NOW.getEpochSecond()));
  }

  @Test
  void idKeyAndLineHaveTheirLengths() {
    NoteVerifier verifier = witness.verifier();
    assertEquals(1312, verifier.publicKey().length);
    byte[] digest =
        Sha256.of(
            "w.example/1\n".getBytes(StandardCharsets.UTF_8), new byte[] {6}, verifier.publicKey());
    assertEquals(ByteBuffer.wrap(digest).getInt(), verifier.keyId());
    NoteSignature line = witness.cosign(TREE.text(), NOW);
    String blob = line.toString().split(" ", 3)[2];
    assertEquals(4 + 8 + 2420, Base64.getDecoder().decode(blob).length);
    assertEquals(NOW.getEpochSecond(), Cosignature.of(line).timestamp());
    assertEquals(verifier, NoteVerifier.parse(verifier.toString()));
  }

  @Test
  void aCheckpointsCosignatureBindsNameTimeOriginSizeAndRoot() {
    NoteVerifier verifier = witness.verifier();
    NoteSignature line = witness.cosign(TREE.text(), NOW);
    verifier.verify(TREE.text(), line);
    verifier.verify(Subtree.of(TREE), line);
    // extension lines are nobody's statement in this type
    verifier.verify(new Checkpoint(TREE.origin(), 300, TREE.root()).text(), line);
    for (Checkpoint other :
        List.of(
            new Checkpoint("example.com/loh", 300, TREE.root()),
            new Checkpoint(TREE.origin(), 301, TREE.root()),
            new Checkpoint(TREE.origin(), 300, MerkleHash.leaf(new byte[0])))) {
      refused(verifier, other.text(), line);
    }
    byte[] later = line.signature();
    later[7] ^= 1;
    refused(verifier, TREE.text(), new NoteSignature(line.keyName(), line.keyId(), later));
    NoteVerifier renamed =
        NoteVerifier.of("w.example/2", SignatureType.SUBTREE_V1, verifier.publicKey());
    refused(
        renamed, TREE.text(), new NoteSignature("w.example/2", renamed.keyId(), line.signature()));
    refused(verifier, "no checkpoint\n", line);
  }

  @Test
  void aSubtreesCosignatureBindsItsBoundsAndHasNoTime() {
    byte[] hash = MerkleHash.leaf(new byte[] {1});
    NoteSignature line = witness.cosign(new Subtree(TREE.origin(), 8, 13, hash));
    assertEquals(0, Cosignature.of(line).timestamp());
    NoteVerifier verifier = witness.verifier();
    verifier.verify(new Subtree(TREE.origin(), 8, 13, hash), line);
    for (Subtree other :
        List.of(
            new Subtree(TREE.origin(), 0, 13, hash),
            new Subtree(TREE.origin(), 8, 14, hash),
            new Subtree("example.com/loh", 8, 13, hash),
            new Subtree(TREE.origin(), 8, 13, MerkleHash.empty()))) {
      assertThrows(NoteSignatureException.class, () -> verifier.verify(other, line));
    }
    byte[] timed = line.signature();
    timed[7] = 1;
    assertThrows(
        NoteSignatureException.class,
        () ->
            verifier.verify(
                new Subtree(TREE.origin(), 8, 13, hash),
                new NoteSignature(line.keyName(), line.keyId(), timed)));
  }

  @Test
  void anEd25519WitnessSignsNoSubtreesAndItsLineIsNotTakenForMlDsa() {
    NoteSigner classic =
        NoteSigner.generate("w.example/1", SignatureType.COSIGNATURE_V1, new SecureRandom());
    Subtree subtree = Subtree.of(TREE);
    assertThrows(IllegalStateException.class, () -> classic.cosign(subtree));
    NoteSignature line = classic.cosign(TREE.text(), NOW);
    assertThrows(IllegalStateException.class, () -> classic.verifier().verify(subtree, line));
    assertFalse(witness.verifier().claims(line));
    NoteSignature wrong =
        new NoteSignature("w.example/1", witness.verifier().keyId(), line.signature());
    refused(witness.verifier(), TREE.text(), wrong);
    NoteSignature swapped =
        new NoteSignature(
            "w.example/1",
            classic.verifier().keyId(),
            witness.cosign(TREE.text(), NOW).signature());
    refused(classic.verifier(), TREE.text(), swapped);
    refused(
        witness.verifier(),
        TREE.text(),
        new NoteSignature("w.example/1", witness.verifier().keyId(), new byte[100]));
  }

  @Test
  void namesThatDoNotFitAreRefused() {
    String longest = "a".repeat(255);
    new Subtree(longest, 0, 1, MerkleHash.empty());
    assertThrows(
        MalformedNoteException.class, () -> new Subtree(longest + "a", 0, 1, MerkleHash.empty()));
    assertThrows(MalformedNoteException.class, () -> new Subtree("a", 2, 1, MerkleHash.empty()));
    Checkpoint tooLong = new Checkpoint(longest + "a", 1, MerkleHash.empty());
    assertThrows(MalformedNoteException.class, () -> witness.cosign(tooLong.text(), NOW));
    assertTrue(witness.secret().startsWith("PRIVATE+KEY+w.example/1+"));
    assertEquals(witness.verifier(), NoteSigner.parse(witness.secret()).verifier());
  }

  private static void refused(NoteVerifier verifier, String text, NoteSignature line) {
    assertThrows(NoteSignatureException.class, () -> verifier.verify(text, line));
  }
}
