package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.transport.Transport;
import java.net.URI;
import java.util.Arrays;

/**
 * The chain as a node sees it: for verifiers that have one. As good as that node: it is believed
 * about which block has which number and how long the chain is. Safe between threads.
 */
public final class EvmChainView implements TrustedBlocks {
  private final EvmNode node;
  private final long chainId;
  private final int confirmations;

  /**
   * A view through a node.
   *
   * @param rpc the node's address for JSON-RPC over HTTP
   * @param chainId a node of another chain is refused
   * @param confirmations as in {@link EvmSettings#confirmations}
   */
  public EvmChainView(Transport transport, URI rpc, long chainId, int confirmations) {
    this(new EvmNode(new JsonRpc(transport, rpc)), chainId, confirmations);
  }

  EvmChainView(EvmNode node, long chainId, int confirmations) {
    this.node = node;
    this.chainId = chainId;
    this.confirmations = confirmations;
  }

  @Override
  public boolean contains(byte[] hash, long number) {
    checkChain(AnchorException.Kind.UNAVAILABLE);
    return isFinal(number) && Arrays.equals(hash, hashOf(number));
  }

  /**
   * Makes sure that the node is on the chain.
   *
   * @param kind what it is to the caller if it is on another
   * @throws AnchorException of that kind, or UNAVAILABLE
   */
  void checkChain(AnchorException.Kind kind) {
    long found = node.chainId();
    if (found != chainId) {
      throw new AnchorException(
          kind, "the EVM node is on chain " + found + ", not on " + chainId + ": wrong address?");
    }
  }

  /** Whether a block of this number can't be replaced any more, by the rule of this view. */
  boolean isFinal(long number) {
    Json newest = node.block(confirmations == 0 ? EvmNode.FINALIZED : EvmNode.LATEST, false);
    if (newest.isNothing()) {
      return false;
    }
    long height = EvmNode.read("eth_getBlockByNumber", newest.member("number"), Quantities::number);
    return height - number + 1 >= Math.max(confirmations, 1);
  }

  private byte[] hashOf(long number) {
    Json block = node.block(new Json.Text(Quantities.quantity(number)), false);
    return block.isNothing()
        ? new byte[0]
        : EvmNode.read("eth_getBlockByNumber", block.member("hash"), Quantities::data);
  }
}
