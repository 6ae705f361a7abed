package dev.vitrine.gateway.subscription;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header by which a receiver knows that a delivery is the gateway's (EPCIS 2.0 §8.2.5, OpenAPI
 * callback {@code querySubscriptionResults}): HMAC-SHA-256 over the body's bytes in lower-case hex,
 * its key the UTF-8 bytes of the token that the subscriber gave. The standard leaves the algorithm
 * open. It says nothing of when; the body's {@code creationDate} does, and is under it.
 */
final class Signature {
  /** The header's name. */
  static final String HEADER = "GS1-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  static String of(String token, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
