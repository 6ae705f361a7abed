package dev.vitrine.proofs.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Presentations and documents with seeded changes: refused by name or, if untouched in meaning,
 * equal.
 */
class CredentialFuzz {
  private static final int ROUNDS = 1500;
  private static final byte[] PIECES =
      "\"{}[],:~.0u@_\\ \u0000nc4".getBytes(StandardCharsets.US_ASCII);

  @Test
  void bbs() throws Exception {
    BbsCredentials credentials = new BbsCredentials(new SecureRandom());
    byte[] base = credentials.issue(TestCredentials.claims(1), TestCredentials.KEYS);
    byte[] shown =
        credentials.present(
            base, TestCredentials.ISSUER, List.of("temperature"), TestCredentials.AUDIENCE);
    BbsCredentialVerifier verifier =
        new BbsCredentialVerifier(List.of(TestCredentials.ISSUER), TestCredentials.NOW);
    VerifiedRecord good = verifier.verify(shown, TestCredentials.AUDIENCE, step -> {});
    Random random = new Random(11);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] changed = mutate(shown, random);
      try {
        assertEquals(good, verifier.verify(changed, TestCredentials.AUDIENCE, step -> {}));
      } catch (RefusedException e) {
        assertEquals(e.step(), e.step().strip());
      }
    }
  }

  @Test
  void sdJwt() throws Exception {
    SdJwtCredentials credentials = new SdJwtCredentials(new SecureRandom());
    HolderKey holder = HolderKey.random(new SecureRandom());
    String issued =
        credentials.issue(
            TestCredentials.claims(1), TestCredentials.KEYS, Optional.of(holder.publicKey()));
    byte[] shown =
        credentials
            .present(
                issued,
                List.of("temperature"),
                holder,
                TestCredentials.AUDIENCE,
                TestCredentials.NOW.instant())
            .getBytes(StandardCharsets.US_ASCII);
    SdJwtCredentialVerifier verifier =
        new SdJwtCredentialVerifier(List.of(TestCredentials.ISSUER), TestCredentials.NOW);
    Random random = new Random(12);
    int passed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      String changed = new String(mutate(shown, random), StandardCharsets.ISO_8859_1);
      if (changed.equals(new String(shown, StandardCharsets.ISO_8859_1))) {
        continue;
      }
      try {
        verifier.verify(changed, Optional.of(TestCredentials.AUDIENCE), step -> {});
        passed++;
      } catch (RefusedException e) {
        assertEquals(e.step(), e.step().strip());
      }
    }
    assertEquals(0, passed, "every byte of a presentation counts");
  }

  @Test
  void controllerDocuments() {
    byte[] good = TestCredentials.ISSUER.controllerDocument();
    Random random = new Random(13);
    for (int i = 0; i < ROUNDS; i++) {
      try {
        CredentialIssuer read = CredentialIssuer.parse(mutate(good, random));
        assertEquals(
            new String(read.controllerDocument(), StandardCharsets.UTF_8).length(), good.length);
      } catch (InvalidCredentialException e) {
        assertEquals(e.reason(), e.getMessage());
      }
    }
  }

  private static byte[] mutate(byte[] good, Random random) {
    byte[] changed = good.clone();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = PIECES[random.nextInt(PIECES.length)];
        case 1 -> changed[at] ^= (byte) (1 << random.nextInt(7));
        case 2 -> changed = java.util.Arrays.copyOf(changed, Math.max(1, at));
        default -> {
          int from = random.nextInt(changed.length);
          int length = Math.min(random.nextInt(40), changed.length - Math.max(at, from));
          System.arraycopy(changed, from, changed, at, length);
        }
      }
    }
    return changed;
  }
}
