package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which blocks a verifier takes as final on the chain: what it can't find out from evidence. From
 * its own node ({@link EvmChainView}), or a list of somebody it trusts.
 */
public interface TrustedBlocks {
  /**
   * Whether this block is final on the chain.
   *
   * @param hash of its header, 32 bytes
   * @param number its number, as the header says
   * @throws AnchorException UNAVAILABLE if that can't be found out now
   */
  boolean contains(byte[] hash, long number);

  /** None: everything but the last step can be checked with it. */
  static TrustedBlocks none() {
    return of(Set.of());
  }

  /** Blocks by their hashes, of 32 bytes each. */
  static TrustedBlocks of(Collection<byte[]> hashes) {
    HexFormat hex = HexFormat.of();
    Set<String> known = hashes.stream().map(hex::formatHex).collect(Collectors.toUnmodifiableSet());
    return (hash, number) -> known.contains(hex.formatHex(hash));
  }
}
