package dev.vitrine.ledger.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.log.InMemoryLogStorage;
import dev.vitrine.ledger.log.Log;
import dev.vitrine.ledger.log.LogView;
import dev.vitrine.proofs.merkle.MerkleHash;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSignerTest {
  private static final String ORIGIN = "example.com/log";
  private static final Checkpoint EMPTY = new Checkpoint(ORIGIN, 0, MerkleHash.empty());
  private final NoteSigner old = key(ORIGIN, SignatureType.ED25519);
  private final NoteSigner fresh = key(ORIGIN, SignatureType.ED25519);

  @Test
  void eachKeySignsUnderTheOneOrigin() {
    SignedCheckpoint signed = LogSigner.of(List.of(fresh, old)).sign(EMPTY);
    assertEquals(2, signed.note().signatures().size());
    assertTrue(signed.note().verifiedBy(old.verifier()));
    assertTrue(signed.note().verifiedBy(fresh.verifier()));
    assertEquals(signed.note(), SignedCheckpoint.parse(signed.bytes()).note());
  }

  @Test
  void aLogIsReadWithEitherKeyAndWrittenOnWithTheNewOne() {
    InMemoryLogStorage storage = new InMemoryLogStorage();
    storage.append(List.of(new byte[] {0}));
    new Log(storage, old).integrateAndPublish();
    storage.append(List.of(new byte[] {1}));
    new Log(storage, LogSigner.of(List.of(fresh, old))).integrateAndPublish();
    assertEquals(
        2, new LogView(storage, old.verifier()).latest().orElseThrow().checkpoint().size());
    storage.append(List.of(new byte[] {2}));
    assertEquals(
        3,
        new Log(storage, fresh)
            .integrateAndPublish()
            .newlyPublished()
            .orElseThrow()
            .checkpoint()
            .size());
  }

  @Test
  void keysOfTwoLogsOrOfAWitnessOrTheSameTwiceAreRefused() {
    NoteSigner other = key("example.com/other", SignatureType.ED25519);
    NoteSigner witness = key(ORIGIN, SignatureType.COSIGNATURE_V1);
    NoteSigner quantum = key(ORIGIN, SignatureType.SUBTREE_V1);
    for (List<NoteSigner> bad :
        List.of(
            List.<NoteSigner>of(),
            List.of(old, other),
            List.of(old, witness),
            List.of(quantum),
            List.of(old, old))) {
      assertThrows(MalformedNoteException.class, () -> LogSigner.of(bad), bad.toString());
    }
    assertThrows(IllegalArgumentException.class, () -> LogSigner.of(other).sign(EMPTY));
  }

  @Test
  void aKeyInADeviceSignsAndGivesNothingOut() {
    SeedKey inside = SeedKey.generate(SigningAlgorithm.ED25519, new SecureRandom());
    SigningKey device =
        new SigningKey() {
          @Override
          public byte[] publicKey() {
            return inside.publicKey();
          }

          @Override
          public byte[] sign(byte[] message) {
            return inside.sign(message);
          }
        };
    NoteSigner signer = NoteSigner.of(ORIGIN, SignatureType.ED25519, device);
    assertTrue(LogSigner.of(signer).sign(EMPTY).note().verifiedBy(signer.verifier()));
    assertThrows(IllegalStateException.class, signer::secret);
    assertThrows(
        MalformedNoteException.class,
        () -> NoteSigner.of(ORIGIN, SignatureType.SUBTREE_V1, device));
    assertFalse(inside.toString().contains(HexFormat.of().formatHex(inside.seed())));
  }

  private static NoteSigner key(String name, SignatureType type) {
    return NoteSigner.generate(name, type, new SecureRandom());
  }
}
