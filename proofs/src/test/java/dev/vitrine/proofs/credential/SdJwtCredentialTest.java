package dev.vitrine.proofs.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.record.TestSchemas;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SdJwtCredentialTest {
  private final SecureRandom random = new SecureRandom();
  private final SdJwtCredentials credentials = new SdJwtCredentials(random);
  private final HolderKey holder = HolderKey.random(random);
  private final SdJwtCredentialVerifier verifier =
      new SdJwtCredentialVerifier(List.of(TestCredentials.ISSUER), TestCredentials.NOW);

  @Test
  void aHolderShowsSomeSlotsToAnAudience() throws Exception {
    String issued =
        credentials.issue(
            TestCredentials.claims(1), TestCredentials.KEYS, Optional.of(holder.publicKey()));
    VerifiedRecord all = credentials.accept(issued, TestCredentials.ISSUER);
    assertEquals(
        Set.of("status", "temperature", "unit", "patient", "document"), all.slots().keySet());
    String shown =
        credentials.present(
            issued,
            List.of("temperature"),
            holder,
            TestCredentials.AUDIENCE,
            TestCredentials.NOW.instant());
    List<String> steps = new ArrayList<>();
    VerifiedRecord record =
        verifier.verify(
            shown, Optional.of(TestCredentials.AUDIENCE), step -> steps.add(step.name()));
    assertEquals(
        List.of(
            "format",
            "header",
            "issuer",
            "signature",
            "disclosures",
            "form",
            "validity",
            "binding"),
        steps);
    assertEquals(Set.of("temperature", "unit"), record.slots().keySet());
    assertEquals(new SlotValue("4201.000", "Cel"), record.slots().get("temperature"));
    for (String part : shown.split("[.~]", -1)) {
      String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1);
      assertFalse(text.contains(TestSchemas.SECRET), "what is hidden is not there");
    }
  }

  @Test
  void withoutAHolderKeyItIsABearersCredential() throws Exception {
    String issued =
        credentials.issue(TestCredentials.claims(2), TestCredentials.KEYS, Optional.empty());
    String shown = credentials.present(issued, List.of("status"));
    VerifiedRecord record = verifier.verify(shown, Optional.empty(), step -> {});
    assertEquals(Set.of("status", "unit"), record.slots().keySet());
  }

  @Test
  void theNumberOfHiddenSlotsIsPadded() {
    String one =
        credentials.issue(TestCredentials.claims(1), TestCredentials.KEYS, Optional.empty());
    RecordClaims fewer =
        RecordClaims.of(
            TestCredentials.record(1),
            List.of("status"),
            TestCredentials.LOG,
            TestCredentials.FROM,
            TestCredentials.UNTIL);
    String other = credentials.issue(fewer, TestCredentials.KEYS, Optional.empty());
    assertEquals(digests(one), digests(other));
  }

  @Test
  void onlyPublicKeysOfTheRightCurveAreTaken() throws Exception {
    HolderKey.Public key = holder.publicKey();
    assertEquals(key, HolderKey.Public.parse(key.jwk()));
    String jwk = new String(key.jwk(), StandardCharsets.US_ASCII);
    String y = jwk.substring(jwk.indexOf("\"y\":\"") + 5).substring(0, 43);
    for (String bad :
        List.of(
            jwk.replace("P-256", "P-384"),
            jwk.replace("\"kty\"", "\"d\":\"AA\",\"kty\""),
            jwk.replace(y, "A".repeat(43)),
            jwk.replace("ES256", "none"),
            "{}")) {
      assertThrows(
          InvalidCredentialException.class,
          () -> HolderKey.Public.parse(bad.getBytes(StandardCharsets.US_ASCII)),
          bad);
    }
  }

  @Test
  void aSlotThatIsNotThereCantBeShown() {
    String issued =
        credentials.issue(TestCredentials.claims(1), TestCredentials.KEYS, Optional.empty());
    assertThrows(
        InvalidCredentialException.class, () -> credentials.present(issued, List.of("time")));
  }

  private static int digests(String credential) {
    String payload =
        new String(
            Base64.getUrlDecoder().decode(credential.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    return payload.substring(payload.indexOf("_sd\":[")).split(",", -1).length;
  }
}
