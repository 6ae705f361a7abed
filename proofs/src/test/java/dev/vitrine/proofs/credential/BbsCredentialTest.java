package dev.vitrine.proofs.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.proofs.record.TestSchemas;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BbsCredentialTest {
  private final BbsCredentials credentials = new BbsCredentials(new SecureRandom());
  private final BbsCredentialVerifier verifier =
      new BbsCredentialVerifier(List.of(TestCredentials.ISSUER), TestCredentials.NOW);

  @Test
  void aHolderShowsSomeSlotsAndTheVerifierNamesItsSteps() throws Exception {
    byte[] base = credentials.issue(TestCredentials.claims(1), TestCredentials.KEYS);
    VerifiedRecord all = credentials.accept(base, TestCredentials.ISSUER);
    assertEquals(
        Set.of("status", "temperature", "unit", "patient", "document"), all.slots().keySet());

    byte[] shown = present(base, "temperature");
    List<String> steps = new ArrayList<>();
    VerifiedRecord record =
        verifier.verify(shown, TestCredentials.AUDIENCE, step -> steps.add(step.name()));
    assertEquals(List.of("format", "context", "form", "issuer", "validity", "signature"), steps);
    assertEquals(Set.of("temperature", "unit"), record.slots().keySet());
    assertEquals(new SlotValue("4201.000", "Cel"), record.slots().get("temperature"));
    assertEquals(new SlotValue("Cel", null), record.slots().get("unit"));
    assertEquals("test.reading.v1", record.schema());
    assertEquals(TestCredentials.LOG, record.log());
    assertEquals(TestCredentials.UNTIL, record.validUntil());
    assertFalse(text(shown).contains(TestSchemas.SECRET), "what is hidden is not there");
    assertFalse(text(shown).contains("final"));
  }

  @Test
  void whatOthersRequireIsShownEvenIfNothingElseIs() throws Exception {
    byte[] base = credentials.issue(TestCredentials.claims(2), TestCredentials.KEYS);
    VerifiedRecord record = verifier.verify(present(base), TestCredentials.AUDIENCE, step -> {});
    assertEquals(Set.of("unit"), record.slots().keySet());
  }

  @Test
  void twoPresentationsShareNothingOfTheirProofs() throws Exception {
    byte[] base = credentials.issue(TestCredentials.claims(3), TestCredentials.KEYS);
    String one = proofValue(present(base, "status"));
    String other = proofValue(present(base, "status"));
    assertEquals(one.length(), other.length());
    for (int at = 12; at + 24 < 360; at += 24) {
      assertNotEquals(one.substring(at, at + 24), other.substring(at, at + 24));
    }
  }

  @Test
  void claimsNeedWhatTheirSlotsRequire() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RecordClaims.of(
                TestCredentials.record(1),
                List.of("temperature"),
                TestCredentials.LOG,
                TestCredentials.FROM,
                TestCredentials.UNTIL));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RecordClaims.of(
                TestCredentials.record(1),
                List.of("epcs"),
                TestCredentials.LOG,
                TestCredentials.FROM,
                TestCredentials.UNTIL));
  }

  @Test
  void anUnknownSlotCantBeShown() throws Exception {
    byte[] base = credentials.issue(TestCredentials.claims(4), TestCredentials.KEYS);
    assertThrows(InvalidCredentialException.class, () -> present(base, "time"));
    assertThrows(InvalidCredentialException.class, () -> present(base, "status/x"));
  }

  @Test
  void theIssuerIsReadBackFromItsDocument() throws Exception {
    byte[] document = TestCredentials.ISSUER.controllerDocument();
    assertEquals(TestCredentials.ISSUER, CredentialIssuer.parse(document));
    String text = text(document);
    for (String changed :
        List.of(
            text.replace("Multikey", "Other"),
            text.replace("#bbs-2023", "#x"),
            text.replace("\"P-256\"", "\"P-384\""),
            text.replace("publicKeyMultibase\":\"z", "publicKeyMultibase\":\"zz"),
            "{}",
            "")) {
      assertThrows(
          InvalidCredentialException.class,
          () -> CredentialIssuer.parse(changed.getBytes(StandardCharsets.UTF_8)),
          changed);
    }
    assertTrue(text(TestCredentials.ISSUER.jwtVcIssuerMetadata()).contains("jwks"));
  }

  @Test
  void nothingSecretIsInTexts() {
    String all =
        TestCredentials.KEYS.toString()
            + TestCredentials.claims(1)
            + TestCredentials.claims(1).slots();
    assertFalse(all.contains(TestSchemas.SECRET));
    assertFalse(all.contains("4201"));
  }

  private byte[] present(byte[] base, String... slots) throws InvalidCredentialException {
    return credentials.present(
        base, TestCredentials.ISSUER, List.of(slots), TestCredentials.AUDIENCE);
  }

  private static String proofValue(byte[] credential) {
    String text = text(credential);
    int at = text.indexOf("proofValue") + 13;
    return text.substring(at, text.indexOf('"', at));
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
