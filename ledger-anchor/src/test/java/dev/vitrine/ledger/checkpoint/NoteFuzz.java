package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.merkle.InclusionProof;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Damaged notes and proofs: read as the very same bytes, or refused as malformed; nothing else. */
class NoteFuzz {
  private static final int ROUNDS = 20_000;
  private final Random random = new Random(7);
  private final NoteSigner signer =
      NoteSigner.generate("example.com/a", SignatureType.ED25519, new SecureRandom());

  @Test
  void checkpoints() {
    SignedCheckpoint good =
        SignedCheckpoint.sign(new Checkpoint("example.com/a", 300, MerkleHash.empty()), signer);
    fuzz(good.bytes(), bytes -> SignedCheckpoint.parse(bytes).bytes());
  }

  @Test
  void proofs() {
    SignedCheckpoint checkpoint =
        SignedCheckpoint.sign(new Checkpoint("example.com/a", 300, MerkleHash.empty()), signer);
    TlogProof good =
        new TlogProof(
            new InclusionProof(5, 300, List.of(MerkleHash.empty())), checkpoint, new byte[] {1});
    fuzz(good.bytes(), bytes -> TlogProof.parse(bytes).bytes());
  }

  private void fuzz(byte[] good, Function<byte[], byte[]> parseAndWrite) {
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(good);
      try {
        assertArrayEquals(damaged, parseAndWrite.apply(damaged));
        read++;
      } catch (MalformedNoteException e) {
        assertTrue(e.getMessage().length() < 500);
      }
    }
    assertTrue(read > 0 && read < ROUNDS, "some are still well-formed, most are not: " + read);
  }

  private byte[] damage(byte[] good) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) "\n +/=0\u00e2A".charAt(random.nextInt(8));
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      default -> {
        byte[] longer = new byte[bytes.length + 1];
        System.arraycopy(bytes, 0, longer, 0, at);
        longer[at] = bytes[random.nextInt(bytes.length)];
        System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
        bytes = longer;
      }
    }
    return bytes;
  }
}
