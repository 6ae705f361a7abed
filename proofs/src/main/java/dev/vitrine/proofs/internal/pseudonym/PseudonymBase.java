package dev.vitrine.proofs.internal.pseudonym;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The points that names stem from, by hash_to_curve (RFC 9380): nobody knows the discrete logarithm
 * of one to another, so names of one value on two bases can't be tied together.
 */
public final class PseudonymBase {
  private static final byte[] BASE_DST =
      "VITRINE-V1-PSEUDONYM_BLS12381G1_XMD:SHA-256_SSWU_RO_".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY_DST =
      "VITRINE-V1-PSEUDONYM-KEY_BLS12381G1_XMD:SHA-256_SSWU_RO_"
          .getBytes(StandardCharsets.US_ASCII);

  private static final Map<String, G1Point> KEY_BASES = new ConcurrentHashMap<>();

  private PseudonymBase() {}

  /**
   * The base B of one verifier and context: of {@code audience 0x00 context} in UTF-8.
   *
   * @param audience the verifier, as it calls itself
   * @param context what the names are for, of the verifier's choosing; another context has other
   *     names
   * @throws IllegalArgumentException if the audience holds the character 0, which ends it here
   */
  public static G1Point of(Curve curve, String audience, String context) {
    if (audience.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an audience does not hold the character 0");
    }
    byte[] message = (audience + '\0' + context).getBytes(StandardCharsets.UTF_8);
    return curve.hashToG1(HashSuite.SHA_256, message, BASE_DST);
  }

  /** The base Yk of gateways' keys. */
  public static G1Point ofKeys(Curve curve) {
    return KEY_BASES.computeIfAbsent(
        curve.backendName(),
        name ->
            curve.hashToG1(HashSuite.SHA_256, "Yk".getBytes(StandardCharsets.US_ASCII), KEY_DST));
  }
}
