package dev.vitrine.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.checkpoint.NoteSignature;
import dev.vitrine.ledger.checkpoint.NoteSignatureException;
import dev.vitrine.ledger.checkpoint.NoteSigner;
import dev.vitrine.ledger.checkpoint.SignatureType;
import dev.vitrine.ledger.checkpoint.SignedNote;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogPolicyTest {
  private static final String TEXT =
      "example.com/log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);
  private final NoteSigner log =
      NoteSigner.generate("example.com/log", SignatureType.ED25519, new SecureRandom());
  private final NoteSigner w1 = witness("w1");
  private final NoteSigner w2 = witness("w2");
  private final NoteSigner w3 = witness("w3");

  @Test
  void twoOfThree() {
    Quorum quorum = Quorum.of(2, List.of(w1.verifier(), w2.verifier(), w3.verifier()));
    assertFalse(quorum.reachedBy(note()));
    assertFalse(quorum.reachedBy(note(w1)));
    assertTrue(quorum.reachedBy(note(w1, w3)));
    assertTrue(quorum.reachedBy(note(w1, w2, w3)));
  }

  @Test
  void oneWitnessTwiceIsOneAndAStrangerIsNone() {
    Quorum quorum = Quorum.of(2, List.of(w1.verifier(), w2.verifier()));
    SignedNote twice = note(w1).with(List.of(w1.cosign(TEXT, NOW.plusSeconds(1))));
    assertEquals(3, twice.signatures().size());
    assertFalse(quorum.reachedBy(twice));
    assertFalse(quorum.reachedBy(note(w1, w3)));
  }

  @Test
  void aForgedCosignatureRefusesTheNoteEvenIfTheQuorumIsReachedWithoutIt() {
    Quorum quorum = Quorum.of(1, List.of(w1.verifier(), w2.verifier()));
    NoteSignature forged = new NoteSignature("w2", w2.verifier().keyId(), new byte[72]);
    SignedNote note = note(w1).with(List.of(forged));
    assertThrows(NoteSignatureException.class, () -> quorum.reachedBy(note));
  }

  @Test
  void aCosignatureOfAnotherTextDoesNotCount() {
    SignedNote note = note().with(List.of(w1.cosign("other\n", NOW)));
    Quorum quorum = Quorum.of(w1.verifier());
    assertThrows(NoteSignatureException.class, () -> quorum.reachedBy(note));
  }

  @Test
  void policiesThatMeanNothingAreRefused() {
    assertThrows(PolicyException.class, () -> Quorum.of(0, List.of(w1.verifier())));
    assertThrows(PolicyException.class, () -> Quorum.of(2, List.of(w1.verifier())));
    assertThrows(PolicyException.class, () -> Quorum.of(2, List.of(w1.verifier(), w1.verifier())));
    assertThrows(PolicyException.class, () -> Quorum.of(log.verifier()));
    assertThrows(PolicyException.class, () -> LogPolicy.of(w1.verifier()));
    assertThrows(
        PolicyException.class,
        () -> new LogPolicy(List.of(log.verifier(), log.verifier()), Quorum.none()));
  }

  @Test
  void aPolicyFileWithGroupsIsRead() {
    LogPolicy policy =
        PolicyText.parse(
            String.join(
                "\n",
                "# two sides",
                "log " + log.verifier() + " https://example.com/log",
                "witness X1 " + w1.verifier(),
                "\twitness X2  " + w2.verifier() + " https://w2.example",
                "group X any X1 X2",
                "witness Y " + w3.verifier(),
                "group both all X Y",
                "quorum both",
                ""));
    assertEquals(List.of(log.verifier()), policy.logsOf("example.com/log"));
    assertTrue(policy.logsOf("example.com/other").isEmpty());
    assertFalse(policy.quorum().reachedBy(note(w1, w2)));
    assertFalse(policy.quorum().reachedBy(note(w3)));
    assertTrue(policy.quorum().reachedBy(note(w2, w3)));
    assertTrue(PolicyText.parse("quorum none").quorum().reachedBy(note()));
  }

  @Test
  void policyFilesThatMeanNothingAreRefusedWithTheLine() {
    String x = "witness X " + w1.verifier() + "\n";
    String y = "witness Y " + w2.verifier() + "\n";
    for (String bad :
        List.of(
            "",
            x,
            "quorum X\n" + x,
            x + "quorum X\nquorum X\n",
            x + x + "quorum X\n",
            x + "witness Z " + w1.verifier() + "\ngroup G any X Z\nquorum G\n",
            x + "group G 0 X\nquorum G\n",
            x + "group G 2 X\nquorum G\n",
            x + "group G one X\nquorum G\n",
            x + "group G any\nquorum G\n",
            x + "group G any X X\nquorum G\n",
            x + y + "group G any X\ngroup H any X Y\nquorum H\n",
            x + "group none any X\nquorum none\n",
            x + "group G any none\nquorum G\n",
            "witness X " + log.verifier() + "\nquorum X\n",
            "log " + w1.verifier() + "\nquorum none\n",
            "log " + log.verifier() + "\nlog " + log.verifier() + "\nquorum none\n",
            "log\nquorum none\n",
            "quorum none\r\n",
            "quorum none\nwhatever\n")) {
      assertThrows(PolicyException.class, () -> PolicyText.parse(bad), bad);
    }
    PolicyException refused =
        assertThrows(PolicyException.class, () -> PolicyText.parse("quorum none\nx\n"));
    assertTrue(refused.getMessage().startsWith("line 2: "), refused.getMessage());
  }

  private SignedNote note(NoteSigner... witnesses) {
    return log.note(TEXT)
        .with(Arrays.stream(witnesses).map(witness -> witness.cosign(TEXT, NOW)).toList());
  }

  private static NoteSigner witness(String name) {
    return NoteSigner.generate(name, SignatureType.COSIGNATURE_V1, new SecureRandom());
  }
}
