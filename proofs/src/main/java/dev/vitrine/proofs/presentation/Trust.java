package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.verdict.LogProofVerifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whom a verifier believes, and for what. Comes from the verifier's own configuration, never along
 * with what is verified.
 *
 * @param gatewayKeys keys of gateways whose binding of a presentation, or promise to log a record,
 *     counts
 * @param issuers keys whose private presentations count
 * @param log checks log proofs against trusted logs and witnesses
 */
public record Trust(
    List<GatewayKey.Public> gatewayKeys, List<TrustedIssuer> issuers, LogProofVerifier log) {
  /** Copies the lists. */
  public Trust {
    gatewayKeys = List.copyOf(gatewayKeys);
    issuers = List.copyOf(issuers);
  }

  Optional<GatewayKey.Public> gatewayKey(byte[] id) {
    return gatewayKeys.stream().filter(key -> Arrays.equals(key.id(), id)).findFirst();
  }
}
