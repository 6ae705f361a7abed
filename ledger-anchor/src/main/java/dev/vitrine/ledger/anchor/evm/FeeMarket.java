package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorException.Kind;
import dev.vitrine.ledger.json.Json;
import java.math.BigInteger;
import java.util.Optional;

/** What to offer for gas (EIP-1559), up to a limit that is never passed. */
final class FeeMarket {
  private final EvmNode node;
  private final BigInteger limit;

  FeeMarket(EvmNode node, BigInteger limit) {
    this.node = node;
    this.limit = limit;
  }

  /**
   * Twice the base fee and the usual tip, so that six full blocks in a row don't price it out; the
   * limit at most.
   *
   * @throws AnchorException UNAVAILABLE if the base fee alone is above the limit
   */
  EvmTransaction.Fees now() {
    BigInteger base = baseFee();
    if (base.compareTo(limit) > 0) {
      throw new AnchorException(
          Kind.UNAVAILABLE, "gas costs " + base + " wei now, more than the limit of " + limit);
    }
    BigInteger tip = node.tip().min(limit.subtract(base));
    return new EvmTransaction.Fees(tip, base.shiftLeft(1).add(tip).min(limit));
  }

  /** Enough more to replace a transaction; empty if that would pass the limit. */
  Optional<EvmTransaction.Fees> raised(EvmTransaction.Fees before) {
    EvmTransaction.Fees least = before.bumped();
    return least.max().compareTo(limit) > 0 ? Optional.empty() : Optional.of(now().atLeast(least));
  }

  private BigInteger baseFee() {
    Json newest = node.block(EvmNode.LATEST, false);
    return EvmNode.read(
        "eth_getBlockByNumber", newest, block -> Quantities.integer(block.member("baseFeePerGas")));
  }
}
