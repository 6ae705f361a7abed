package dev.vitrine.proofs.presentation;

import dev.vitrine.proofs.set.TrustedPublisher;
import dev.vitrine.proofs.verdict.AnchorVerifier;
import dev.vitrine.proofs.verdict.LogProofVerifier;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a verifier believes, and for what. Comes from the verifier's own configuration, never along
 * with what is verified.
 *
 * @param gatewayKeys keys of gateways whose binding of a presentation, or promise to log a record,
 *     counts
 * @param issuers keys whose private presentations count
 * @param namings keys whose pseudonyms count
 * @param publishers whose sets count
 * @param log checks log proofs against trusted logs and witnesses
 * @param ledgers checks the evidence of external ledgers
 * @param windows when keys of gateways and issuers are good, by the lower-case hex of their ids; a
 *     key that is not in it is good at any time
 */
public record Trust(
    List<GatewayKey.Public> gatewayKeys,
    List<TrustedIssuer> issuers,
    List<TrustedNaming> namings,
    List<TrustedPublisher> publishers,
    LogProofVerifier log,
    AnchorVerifier ledgers,
    Map<String, KeyWindow> windows) {
  /** Copies the lists; a log has at most one key for names. */
  public Trust {
    gatewayKeys = List.copyOf(gatewayKeys);
    issuers = List.copyOf(issuers);
    namings = List.copyOf(namings);
    publishers = List.copyOf(publishers);
    windows = Map.copyOf(windows);
    if (namings.stream().map(TrustedNaming::origin).distinct().count() != namings.size()) {
      throw new IllegalArgumentException("a log has one key for names");
    }
  }

  /** Knows of no key when it is good. */
  public Trust(
      List<GatewayKey.Public> gatewayKeys,
      List<TrustedIssuer> issuers,
      List<TrustedNaming> namings,
      List<TrustedPublisher> publishers,
      LogProofVerifier log,
      AnchorVerifier ledgers) {
    this(gatewayKeys, issuers, namings, publishers, log, ledgers, Map.of());
  }

  /** Believes no external ledger. */
  public Trust(
      List<GatewayKey.Public> gatewayKeys,
      List<TrustedIssuer> issuers,
      List<TrustedNaming> namings,
      List<TrustedPublisher> publishers,
      LogProofVerifier log) {
    this(gatewayKeys, issuers, namings, publishers, log, AnchorVerifier.NONE);
  }

  /** Believes nobody's names, and no publisher of sets. */
  public Trust(
      List<GatewayKey.Public> gatewayKeys, List<TrustedIssuer> issuers, LogProofVerifier log) {
    this(gatewayKeys, issuers, List.of(), List.of(), log);
  }

  Optional<GatewayKey.Public> gatewayKey(byte[] id) {
    return gatewayKeys.stream().filter(key -> Arrays.equals(key.id(), id)).findFirst();
  }

  KeyWindow window(byte[] id) {
    return windows.getOrDefault(HexFormat.of().formatHex(id), KeyWindow.ALWAYS);
  }
}
