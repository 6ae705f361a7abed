package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Test
  void readsWhatItWrites() {
    Checkpoint plain = new Checkpoint("example.com/log", 7, MerkleHash.empty());
    assertEquals("example.com/log\n7\n" + ROOT + "\n", plain.text());
    assertEquals(plain, Checkpoint.parse(plain.text()));
    Checkpoint extended =
        new Checkpoint("a log", Long.MAX_VALUE, MerkleHash.empty(), List.of("x", "y z"));
    assertEquals(extended, Checkpoint.parse(extended.text()));
    assertFalse(plain.sameTree(extended));
    assertFalse(plain.equals(new Checkpoint("example.com/log", 8, MerkleHash.empty())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "o\n7\n",
        "o\n7\n" + ROOT,
        "\n7\n" + ROOT + "\n",
        "o\n07\n" + ROOT + "\n",
        "o\n-7\n" + ROOT + "\n",
        "o\n+7\n" + ROOT + "\n",
        "o\n\u0667\n" + ROOT + "\n",
        "o\n9223372036854775808\n" + ROOT + "\n",
        "o\n99999999999999999999\n" + ROOT + "\n",
        "o\n\n" + ROOT + "\n",
        "o\n7 \n" + ROOT + "\n",
        "o\n7\nAAAA\n",
        "o\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "o\n7\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "o\n7\n" + ROOT + "\n\n",
        "o\n7\n" + ROOT + "\nx\n\ny\n"
      })
  void whatIsNoCheckpointIsRefused(String text) {
    assertThrows(MalformedNoteException.class, () -> Checkpoint.parse(text));
  }

  @Test
  void aLogSignsUnderItsOwnNameOnly() {
    NoteSigner signer = NoteSigner.generate("a", SignatureType.ED25519, new SecureRandom());
    Checkpoint other = new Checkpoint("b", 0, MerkleHash.empty());
    assertThrows(IllegalArgumentException.class, () -> SignedCheckpoint.sign(other, signer));
    Checkpoint own = new Checkpoint("a", 0, MerkleHash.empty());
    SignedNote another = signer.note(other.text());
    assertThrows(MalformedNoteException.class, () -> new SignedCheckpoint(own, another));
  }

  @Test
  void proofTextsAreReadAsTheyAreWritten() {
    TlogProof proof = proof(new byte[0]);
    assertEquals(proof.toString(), TlogProof.parse(proof.bytes()).toString());
    TlogProof extra = proof("hello".getBytes(StandardCharsets.UTF_8));
    TlogProof read = TlogProof.parse(extra.bytes());
    assertArrayEquals(extra.extra(), read.extra());
    assertEquals(2, read.inclusion().path().size());
    assertTrue(extra.toString().startsWith("c2sp.org/tlog-proof@v1\nextra aGVsbG8=\nindex 5\n"));
  }

  @Test
  void proofTextsThatAreNoneAreRefused() {
    String good = proof(new byte[0]).toString();
    for (String bad :
        List.of(
            "",
            good.replace("@v1", "@v2"),
            good.replace("index 5", "index 05"),
            good.replace("index 5", "index"),
            good.replace("index 5\n", ""),
            good.replace("index 5", "extra aGVsbG8="),
            good.replace("index 5", "index 5\nextra aGVsbG8="),
            good.replace("index 5", "index 5\nAAAA"),
            good.replace("index 5\n", "index 5\n\n"),
            good.replace("index 5\n", "index 5\n" + (ROOT + "\n").repeat(64)),
            good.substring(0, good.indexOf("\n\n") + 2),
            good + "x")) {
      byte[] bytes = bad.getBytes(StandardCharsets.UTF_8);
      assertThrows(MalformedNoteException.class, () -> TlogProof.parse(bytes), bad);
    }
  }

  private static TlogProof proof(byte[] extra) {
    NoteSigner signer = NoteSigner.generate("a", SignatureType.ED25519, new SecureRandom());
    SignedCheckpoint signed =
        SignedCheckpoint.sign(new Checkpoint("a", 6, MerkleHash.empty()), signer);
    return new TlogProof(
        new InclusionProof(5, 6, List.of(MerkleHash.empty(), MerkleHash.empty())), signed, extra);
  }
}
