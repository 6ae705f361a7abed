package dev.vitrine.proofs.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** For each step a cheat that it alone stops. */
class BbsCredentialAttackTest {
  private static final BbsCredentials CREDENTIALS = new BbsCredentials(new SecureRandom());
  private static String base = "";
  private static String shown = "";

  @BeforeAll
  static void present() throws Exception {
    byte[] issued = CREDENTIALS.issue(TestCredentials.claims(1), TestCredentials.KEYS);
    base = new String(issued, StandardCharsets.UTF_8);
    shown = present(issued, TestCredentials.ISSUER);
    verifier().verify(utf8(shown), TestCredentials.AUDIENCE, step -> {});
  }

  @Test
  void format() {
    refused("format", shown.replace("\"issuer\"", "\"issuer\":\"x\",\"issuer\""));
    refused("format", shown + " {}");
    refused("format", shown.substring(1));
    refused("format", "[" + shown + "]");
    refused("format", "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
  }

  @Test
  void contextThatGivesTermsAnotherMeaning() {
    refused("context", shown.replace("urn:vitrine:credential:1:", "urn:other:"));
    refused(
        "context",
        shown.replace(
            "{\"@vocab\":\"urn:vitrine:credential:1:\"}",
            "{\"@vocab\":\"urn:vitrine:credential:1:\","
                + "\"slot.low\":\"urn:vitrine:credential:1:slot.temperature\"}"));
    refused("form", shown.replace("\"schema\":", "\"@context\":{},\"schema\":"));
  }

  @Test
  void form() {
    refused("form", shown.replace("\"issuer\"", "\"note\":\"trust me\",\"issuer\""));
    refused("form", shown.replace("\"VitrineRecord\"", "\"Other\""));
    refused("form", shown.replace("\"type\":\"Record\"", "\"type\":\"Person\""));
    refused("form", shown.replace("\"schema\":", "\"id\":\"urn:x\",\"schema\":"));
    refused("form", shown.replace("\"slot.status\":\"final\"", "\"slot.status\":null"));
    refused("form", shown.replace("\"slot.status\":\"final\"", "\"slot.status\":[\"final\"]"));
    refused("form", shown.replace("\"unit\":\"Cel\"}", "\"unit\":\"Cel\",\"more\":\"x\"}"));
    refused("form", shown.replace("2026-03-01T00:00:00Z", "yesterday"));
  }

  @Test
  void issuer() throws Exception {
    refused("issuer", shown.replace("gateway.example", "gateway.other"));
    refused("issuer", shown.replace("#bbs-2023", "#other"));
    refused("issuer", shown.replace("\"log\":\"example.com/log\"", "\"log\":\"other.com/log\""));
    CredentialKeys other =
        new CredentialKeys(TestSchemas.seed(9), "https://other.example/i", TestCredentials.LOG);
    String byOther = present(CREDENTIALS.issue(TestCredentials.claims(1), other), other.issuer());
    RefusedException untrusted = refusal(verifier(), byOther, TestCredentials.AUDIENCE);
    assertEquals("issuer", untrusted.step());
    assertEquals(Outcome.CANNOT_TELL, untrusted.outcome());
    refused("signature", byOther.replace("other.example/i", "gateway.example/credentials/issuer"));
  }

  @Test
  void validity() {
    for (Duration shift : List.of(Duration.ofSeconds(-1), Duration.ofDays(90))) {
      Clock clock = Clock.fixed(TestCredentials.FROM.plus(shift), ZoneOffset.UTC);
      BbsCredentialVerifier late =
          new BbsCredentialVerifier(List.of(TestCredentials.ISSUER), clock);
      assertEquals("validity", refusal(late, shown, TestCredentials.AUDIENCE).step());
    }
    refused("signature", shown.replace("2026-05-30T00:00:00Z", "2036-05-30T00:00:00Z"));
    refused("signature", shown.replace("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"));
  }

  @Test
  void proofOptions() {
    refused("proof-options", shown.replace("bbs-2023\",\"ver", "ecdsa-sd-2023\",\"ver"));
    refused("proof-options", shown.replace("assertionMethod", "authentication"));
    refused("proof-options", shown.replace("DataIntegrityProof", "OtherProof"));
    refused("proof-options", shown.replace("\"cryptosuite\"", "\"domain\":\"x\",\"cryptosuite\""));
    refused(
        "proof-options", shown.replace("\"proof\":{", "\"proof\":[{").replaceFirst("}}$", "}]}"));
    refused(
        "signature",
        shown.replace("\"cryptosuite\"", "\"created\":\"2026-03-01T00:00:00Z\",\"cryptosuite\""));
  }

  @Test
  void proofValue() {
    refused("proof-value", shown.replace("\"proofValue\":\"u", "\"proofValue\":\"z"));
    refused("proof-value", shown.replace("u2V0D", "u2V0C"));
    refused("proof-value", base);
    RefusedException feature =
        refusal(verifier(), shown.replace("u2V0D", "u2V0F"), TestCredentials.AUDIENCE);
    assertEquals("feature", feature.step());
    assertEquals(Outcome.CANNOT_TELL, feature.outcome());
  }

  @Test
  void presentation() {
    Audience other = new Audience("https://other.example", TestCredentials.AUDIENCE.nonce());
    assertEquals("presentation", refusal(verifier(), shown, other).step());
    Audience later = new Audience(TestCredentials.AUDIENCE.name(), "nonce-0123456788");
    assertEquals("presentation", refusal(verifier(), shown, later).step());
  }

  @Test
  void signature() throws Exception {
    refused("signature", shown.replace("4201", "4202"));
    refused(
        "signature",
        shown.replace(
            "\"value\":\"4201.000\",\"unit\":\"Cel\"",
            "\"value\":\"4201.000\",\"unit\":\"[degF]\""));
    refused("signature", shown.replace("slot.status", "slot.patient"));
    refused("signature", shown.replace("\"schema\":\"test.reading.v1\"", "\"schema\":\"other\""));
    refused("statements", shown.replace(",\"slot.status\":\"final\"", ""));
    refused("signature", shown.replace("\"slot.unit\":\"Cel\"", "\"slot.unit\":\"K\""));
    String another =
        present(
            CREDENTIALS.issue(TestCredentials.claims(2), TestCredentials.KEYS),
            TestCredentials.ISSUER);
    String spliced =
        shown.substring(0, shown.indexOf("\"proof\""))
            + another.substring(another.indexOf("\"proof\""));
    refused("signature", spliced);
  }

  @Test
  void aHolderRefusesWhatTheIssuerDidNotSign() {
    for (String changed :
        List.of(
            base.replace("4201", "4202"),
            base.replace("\"slot.status\":\"final\",", ""),
            base.replace("final", "draft"))) {
      assertNotEquals(base, changed);
      RefusedException refused =
          assertThrows(
              RefusedException.class,
              () -> CREDENTIALS.accept(utf8(changed), TestCredentials.ISSUER));
      assertEquals("signature", refused.step());
      assertThrows(
          InvalidCredentialException.class,
          () ->
              CREDENTIALS.present(
                  utf8(changed),
                  TestCredentials.ISSUER,
                  List.of("temperature"),
                  TestCredentials.AUDIENCE));
    }
  }

  private static String present(byte[] credential, CredentialIssuer issuer) throws Exception {
    return new String(
        CREDENTIALS.present(
            credential, issuer, List.of("status", "temperature"), TestCredentials.AUDIENCE),
        StandardCharsets.UTF_8);
  }

  private static void refused(String step, String changed) {
    assertNotEquals(shown, changed, "the cheat changes something");
    RefusedException refused = refusal(verifier(), changed, TestCredentials.AUDIENCE);
    assertEquals(step, refused.step(), refused.reason());
  }

  private static RefusedException refusal(
      BbsCredentialVerifier verifier, String presentation, Audience audience) {
    return assertThrows(
        RefusedException.class, () -> verifier.verify(utf8(presentation), audience, step -> {}));
  }

  private static BbsCredentialVerifier verifier() {
    return new BbsCredentialVerifier(List.of(TestCredentials.ISSUER), TestCredentials.NOW);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
