package dev.vitrine.ledger.anchor.evm;

import java.math.BigInteger;
import java.time.Duration;

/**
 * Which chain and contract, and what may be spent.
 *
 * @param chainId the chain's number, as in EIP-155; a node of another chain is refused
 * @param contract where VitrineAnchor is
 * @param confirmations how many blocks make an anchor final, its own included; 0 to go by the
 *     node's {@code finalized} tag, as chains with proof of stake have it
 * @param maxFee the most a unit of gas may cost, in wei; above it submissions wait
 * @param patience after how long without inclusion the fee is raised, by an eighth at least
 */
public record EvmSettings(
    long chainId, EvmAddress contract, int confirmations, BigInteger maxFee, Duration patience) {
  /** The most confirmations that can be asked for. */
  public static final int MAX_CONFIRMATIONS = 100_000;

  /** Checks the ranges. */
  public EvmSettings {
    if (chainId <= 0) {
      throw new IllegalArgumentException("the chain id must be positive");
    }
    if (confirmations < 0 || confirmations > MAX_CONFIRMATIONS) {
      throw new IllegalArgumentException("confirmations must be 0 to " + MAX_CONFIRMATIONS);
    }
    if (maxFee.signum() <= 0 || maxFee.bitLength() > 96) {
      throw new IllegalArgumentException("the greatest fee must be positive, in wei");
    }
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("patience must be positive");
    }
  }
}
