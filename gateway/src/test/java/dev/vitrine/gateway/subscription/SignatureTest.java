package dev.vitrine.gateway.subscription;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignatureTest {
  /** RFC 4231, test case 2. */
  @Test
  void isHmacSha256InHex() {
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Signature.of("Jefe", "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)));
  }

  /** {@code printf … | openssl dgst -sha256 -hmac TOKEN}. */
  @Test
  void isWhatOpensslSays() {
    assertEquals(
        "09ca68301cecd06e5ee6bdbc8d2f1ffc563608ef652fea647a9763ac96e06d5a",
        Signature.of(
            "13df38d8275b13f05704629e5f1cf3d45d6132d5",
            "{\"type\":\"EPCISQueryDocument\"}".getBytes(StandardCharsets.US_ASCII)));
  }
}
