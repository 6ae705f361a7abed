package dev.vitrine.proofs.internal.pedersen;

import dev.vitrine.proofs.internal.curve.Curve;
import dev.vitrine.proofs.internal.curve.G1Point;
import dev.vitrine.proofs.internal.curve.HashSuite;
import dev.vitrine.proofs.internal.curve.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pedersen commitments {@code V = v·Y1 + s·Y0} in G1 (protocol §6). Perfectly hiding for a uniform
 * {@code s}; binding under the discrete logarithm assumption, since the generators come from
 * hash_to_curve (RFC 9380) and nobody knows a relation between them.
 *
 * @param curve the curve
 * @param value the generator Y1 of values
 * @param blinding the generator Y0 of blindings
 */
public record Pedersen(Curve curve, G1Point value, G1Point blinding) {
  private static final String DST = "VITRINE-V1-VALUES_BLS12381G1_XMD:SHA-256_SSWU_RO_";

  private static final Map<String, Pedersen> CACHE = new ConcurrentHashMap<>();

  /** The one pair of generators, on this curve backend. */
  public static Pedersen of(Curve curve) {
    return CACHE.computeIfAbsent(
        curve.backendName(),
        name -> new Pedersen(curve, generator(curve, "Y1"), generator(curve, "Y0")));
  }

  /** {@code v·Y1 + s·Y0}, in constant time on the native backend. */
  public G1Point commit(Scalar v, Scalar s) {
    return curve.multiplySum(List.of(value, blinding), List.of(v, s));
  }

  private static G1Point generator(Curve curve, String name) {
    return curve.hashToG1(
        HashSuite.SHA_256,
        name.getBytes(StandardCharsets.US_ASCII),
        DST.getBytes(StandardCharsets.US_ASCII));
  }
}
