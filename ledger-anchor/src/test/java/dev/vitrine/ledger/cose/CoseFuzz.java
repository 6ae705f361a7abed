package dev.vitrine.ledger.cose;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.SigningKey;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Hostile bytes: refused as malformed or refused at a step, never anything else. Seeded. */
class CoseFuzz {
  private static final int ROUNDS = 20_000;
  private final Random random = new Random(394);
  private final SigningKey key = TestKeys.ed25519(1);

  @Test
  void randomBytesAreReadAsOneItemOrRefused() {
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      try {
        byte[] again = CborItems.encode(CborItems.parse(bytes));
        assertArrayEquals(again, CborItems.encode(CborItems.parse(again)));
      } catch (MalformedCoseException e) {
        assertTrue(e.getMessage().length() < 200);
      }
    }
  }

  @Test
  void damagedStatementsNeverVerify() {
    byte[] good = TestKeys.statement(key, "https://supplier.example", "payload").encode();
    StatementVerifier verifier =
        new StatementVerifier(
            List.of(
                new StatementIssuer(
                    "https://supplier.example", List.of(TestKeys.publicKey(key)), List.of())));
    byte[] digest = SignedStatement.parse(good).digest();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(good);
      try {
        SignedStatement statement = SignedStatement.parse(damaged);
        verifier.verify(statement, Optional.empty(), Instant.EPOCH, step -> {});
        // only what no signature covers may differ
        assertArrayEquals(digest, statement.digest());
      } catch (MalformedCoseException e) {
        assertTrue(e.getMessage().length() < 500);
        refused++;
      } catch (RefusedException e) {
        assertTrue(e.reason().length() < 1000);
        refused++;
      }
    }
    assertTrue(refused > ROUNDS / 2, "most are refused: " + refused);
  }

  @Test
  void damagedReceiptsAreRefusedAtAStep() {
    byte[] entry = "entry".getBytes(StandardCharsets.UTF_8);
    CoseSign1 receipt =
        CoseSign1.sign(
            key,
            TestKeys.claims("log.example", "entry").with(CoseHeader.VDS, CborItem.of(1)),
            CoseReceipt.header(
                CoseReceipt.INCLUSION,
                CoseReceipt.encode(new dev.vitrine.proofs.merkle.InclusionProof(0, 1, List.of()))),
            dev.vitrine.proofs.merkle.MerkleHash.leaf(entry),
            false);
    byte[] good = receipt.encode();
    CoseReceiptVerifier verifier =
        new CoseReceiptVerifier(
            List.of(
                new ReceiptLog(
                    "log.example", TestKeys.publicKey(key), ReceiptLog.EntryForm.TYPED)));
    int passed = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] damaged = damage(good);
      try {
        verifier.entry(entry, damaged, step -> {});
        passed++;
        assertArrayEquals(receipt.signature(), CoseSign1.parse(damaged).signature());
      } catch (RefusedException e) {
        assertTrue(e.reason().length() < 500);
      }
    }
    assertTrue(passed < ROUNDS / 20, "what passes is written longer, no more: " + passed);
  }

  private byte[] damage(byte[] good) {
    byte[] bytes = good.clone();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(5)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> bytes = Arrays.copyOf(bytes, at);
      case 3 -> {
        bytes = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(3));
      }
      default -> {
        int to = Math.min(bytes.length, at + random.nextInt(16));
        System.arraycopy(good, random.nextInt(good.length - (to - at)), bytes, at, to - at);
      }
    }
    return bytes;
  }
}
