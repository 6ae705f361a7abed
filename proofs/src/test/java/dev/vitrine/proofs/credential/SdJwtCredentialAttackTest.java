package dev.vitrine.proofs.credential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.proofs.internal.jose.Es256;
import dev.vitrine.proofs.internal.jose.Jws;
import dev.vitrine.proofs.internal.jose.SdJwt;
import dev.vitrine.proofs.internal.jsonld.StrictJson;
import dev.vitrine.proofs.record.TestSchemas;
import dev.vitrine.proofs.verdict.Outcome;
import dev.vitrine.proofs.verdict.RefusedException;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** For each step cheats that it alone stops. */
class SdJwtCredentialAttackTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SdJwtCredentials CREDENTIALS = new SdJwtCredentials(RANDOM);
  private static final HolderKey HOLDER = HolderKey.random(RANDOM);
  private static final Instant NOW = TestCredentials.FROM.plus(Duration.ofDays(10));
  private static String issued = "";
  private static SdJwt shown = new SdJwt("", List.of(), "");

  @BeforeAll
  static void present() throws Exception {
    issued =
        CREDENTIALS.issue(
            TestCredentials.claims(1), TestCredentials.KEYS, Optional.of(HOLDER.publicKey()));
    shown = SdJwt.parse(CREDENTIALS.present(issued, List.of("status", "temperature")));
    verify(bound(shown));
  }

  @Test
  void format() {
    refused("format", "");
    refused("format", shown.jwt());
    refused("format", shown.text().replace("~", "~~"));
    refused("format", shown.jwt() + "~".repeat(400));
    refused("format", shown.jwt() + "=~");
    refused("format", shown.jwt().substring(0, shown.jwt().length() - 4) + "~");
  }

  @Test
  void header() {
    refused("header", withHeader(header -> header.replace("ES256", "none")));
    refused("header", withHeader(header -> header.replace("ES256", "HS256")));
    refused("header", withHeader(header -> header.replace("dc+sd-jwt", "JWT")));
    refused("header", withHeader(header -> header.replace("{", "{\"jwk\":{},")));
    refused("header", withHeader(header -> header.replace("{", "{\"crit\":[\"b64\"],")));
  }

  @Test
  void issuer() throws Exception {
    CredentialKeys other =
        new CredentialKeys(TestSchemas.seed(9), "https://other.example/i", TestCredentials.LOG);
    String byOther = CREDENTIALS.issue(TestCredentials.claims(1), other, Optional.empty());
    RefusedException untrusted = refused("issuer", byOther);
    assertEquals(Outcome.CANNOT_TELL, untrusted.outcome());
    CredentialKeys sameName =
        new CredentialKeys(TestSchemas.seed(9), TestCredentials.ID, TestCredentials.LOG);
    refused("issuer", CREDENTIALS.issue(TestCredentials.claims(1), sameName, Optional.empty()));
    refused("issuer", resigned(payload -> payload.replace("example.com/log", "other.com/log")));
  }

  @Test
  void signature() {
    String[] parts = shown.jwt().split("\\.", -1);
    String payload = encode(decode(parts[1]).replace("\"exp\":1", "\"exp\":2"));
    refused("signature", parts[0] + "." + payload + "." + parts[2] + "~");
    String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
    refused("signature", parts[0] + "." + parts[1] + "." + zeros + "~");
  }

  @Test
  void disclosures() throws Exception {
    List<String> own = shown.disclosures();
    String altered = encode(decode(own.get(0)).replace("final", "draft"));
    refused("disclosures", with(List.of(altered, own.get(1))));
    refused("disclosures", with(List.of(own.get(0), own.get(0))));
    String foreign =
        SdJwt.parse(
                CREDENTIALS.issue(
                    TestCredentials.claims(1), TestCredentials.KEYS, Optional.empty()))
            .disclosures()
            .get(0);
    refused("disclosures", with(List.of(foreign)));
    // signed by the issuer, and against the rules all the same
    refused("disclosures", resignedWith(encode("[\"salt\",\"_sd\",\"x\"]")));
    refused("disclosures", resignedWith(encode("[\"salt\",\"...\",\"x\"]")));
    refused("disclosures", resignedWith(encode("[\"salt\",\"iss\",\"x\"]")));
    refused("disclosures", resignedWith(encode("[\"salt\",\"x\"]")));
    refused("disclosures", resignedWith(encode("[1,\"slot.x\",\"x\"]")));
    refused("disclosures", resignedWith(encode("{}")));
    refused("disclosures", resignedWith(encode("[\"salt\",\"slot.x\",{\"_sd\":[\"x\"]}]")));
    refused("disclosures", resigned(payload -> payload.replace("\"_sd\":[", "\"_sd\":[1,")));
    refused(
        "disclosures",
        resigned(
            payload -> {
              int at = payload.indexOf("\"_sd\":[") + 7;
              return payload.substring(0, at)
                  + payload.substring(at, at + 45)
                  + ","
                  + payload.substring(at);
            }));
  }

  @Test
  void hashAlgorithm() throws Exception {
    RefusedException refused =
        refused("hash-algorithm", resigned(payload -> payload.replace("sha-256", "sha-512")));
    assertEquals(Outcome.CANNOT_TELL, refused.outcome());
    refused("hash-algorithm", resigned(payload -> payload.replace("_sd_alg", "sd_alg")));
  }

  @Test
  void form() throws Exception {
    refused("form", resigned(payload -> payload.replace("VitrineRecord", "Other")));
    refused("form", resigned(payload -> payload.replace("\"schema\"", "\"scheme\"")));
    refused("form", resigned(payload -> payload.replace("\"exp\":", "\"exp\":-")));
    refused("form", resigned(payload -> payload.replace("{\"jwk\"", "{\"kid\":\"x\",\"jwk\"")));
    refused("form", resigned(payload -> payload.replace("P-256", "P-521")));
  }

  @Test
  void validity() {
    for (Duration shift : List.of(Duration.ofSeconds(-1), Duration.ofDays(90))) {
      Clock clock = Clock.fixed(TestCredentials.FROM.plus(shift), ZoneOffset.UTC);
      SdJwtCredentialVerifier late =
          new SdJwtCredentialVerifier(List.of(TestCredentials.ISSUER), clock);
      RefusedException refused =
          assertThrows(
              RefusedException.class,
              () -> late.verify(shown.text(), Optional.empty(), step -> {}));
      assertEquals("validity", refused.step());
    }
  }

  @Test
  void binding() throws Exception {
    refused("binding", shown.text());
    HolderKey thief = HolderKey.random(RANDOM);
    refused(
        "binding",
        CREDENTIALS.present(issued, List.of("status"), thief, TestCredentials.AUDIENCE, NOW));
    Audience other = new Audience("https://other.example", TestCredentials.AUDIENCE.nonce());
    refused("binding", CREDENTIALS.present(issued, List.of("status"), HOLDER, other, NOW));
    Audience stale = new Audience(TestCredentials.AUDIENCE.name(), "nonce-0000000000");
    refused("binding", CREDENTIALS.present(issued, List.of("status"), HOLDER, stale, NOW));
    for (long minutes : new long[] {-6, 6}) {
      Instant then = NOW.plus(Duration.ofMinutes(minutes));
      refused(
          "binding",
          CREDENTIALS.present(issued, List.of("status"), HOLDER, TestCredentials.AUDIENCE, then));
    }
    SdJwt bound = SdJwt.parse(bound(shown));
    List<String> fewer = bound.disclosures().subList(0, 1);
    refused("binding", new SdJwt(bound.jwt(), fewer, bound.binding()).text());
    List<String> reordered = new ArrayList<>(bound.disclosures());
    Collections.reverse(reordered);
    refused("binding", new SdJwt(bound.jwt(), reordered, bound.binding()).text());
    // the issuer's JWT in place of the holder's
    refused("binding", bound.unbound() + bound.jwt());
    String unbound =
        CREDENTIALS.issue(TestCredentials.claims(1), TestCredentials.KEYS, Optional.empty());
    refused("binding", bound(SdJwt.parse(unbound)));
    RefusedException unasked =
        assertThrows(
            RefusedException.class,
            () -> verifier().verify(bound(shown), Optional.empty(), step -> {}));
    assertEquals(Outcome.CANNOT_TELL, unasked.outcome());
  }

  private static String bound(SdJwt token) throws Exception {
    return CREDENTIALS.present(
        token.text(), List.of("status", "temperature"), HOLDER, TestCredentials.AUDIENCE, NOW);
  }

  private static RefusedException refused(String step, String presentation) {
    RefusedException refused = assertThrows(RefusedException.class, () -> verify(presentation));
    assertEquals(step, refused.step(), refused.reason());
    return refused;
  }

  private static void verify(String presentation) throws RefusedException {
    verifier().verify(presentation, Optional.of(TestCredentials.AUDIENCE), step -> {});
  }

  private static SdJwtCredentialVerifier verifier() {
    return new SdJwtCredentialVerifier(List.of(TestCredentials.ISSUER), TestCredentials.NOW);
  }

  private static String with(List<String> disclosures) {
    return new SdJwt(shown.jwt(), disclosures, "").text();
  }

  private static String withHeader(UnaryOperator<String> change) {
    String[] parts = shown.jwt().split("\\.", -1);
    return encode(change.apply(decode(parts[0]))) + "." + parts[1] + "." + parts[2] + "~";
  }

  /** What a careless issuer would sign. */
  private static String resigned(UnaryOperator<String> change) throws Exception {
    String before = decode(shown.jwt().split("\\.", -1)[1]);
    String changed = change.apply(before);
    JsonObject payload = StrictJson.object(changed);
    return new SdJwt(sign(payload), shown.disclosures(), "").text();
  }

  private static String resignedWith(String disclosure) throws Exception {
    byte[] digest =
        dev.vitrine.proofs.encoding.Sha256.of(disclosure.getBytes(StandardCharsets.US_ASCII));
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    SdJwt token =
        SdJwt.parse(
            resigned(payload -> payload.replace("\"_sd\":[", "\"_sd\":[\"" + text + "\",")));
    return new SdJwt(token.jwt(), List.of(disclosure), "").text();
  }

  private static String sign(JsonObject payload) {
    Es256.SecretKey key = TestCredentials.KEYS.es256();
    return Jws.sign("dc+sd-jwt", key.publicKey().thumbprint(), payload, key);
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String base64url) {
    return new String(Base64.getUrlDecoder().decode(base64url), StandardCharsets.UTF_8);
  }
}
