package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.json.Json;
import java.util.Arrays;
import java.util.List;

/**
 * Fetches a block's header and receipts, and makes evidence of one event. Checks each piece against
 * the block's hash, so a node that lies gives none.
 */
final class EvidenceMaker {
  private final EvmNode node;
  private final long chainId;
  private final EvmAddress contract;

  EvidenceMaker(EvmNode node, long chainId, EvmAddress contract) {
    this.node = node;
    this.chainId = chainId;
    this.contract = contract;
  }

  /**
   * The evidence of an event.
   *
   * @throws AnchorException UNAVAILABLE if the node's answers don't fit together
   */
  EvmEvidence of(AnchorContract.Place place) {
    byte[] rlp =
        EvmNode.read("eth_getBlockByHash", node.block(place.blockHash()), BlockHeader::encode);
    if (!Arrays.equals(Keccak.of(rlp), place.blockHash())) {
      throw JsonRpc.unavailable("eth_getBlockByHash", "gave a header with another hash", null);
    }
    List<Json> described = node.receipts(place.blockHash());
    List<byte[]> receipts =
        described.stream()
            .map(receipt -> EvmNode.read("eth_getBlockReceipts", receipt, Receipt::encode))
            .toList();
    if (place.transaction() >= receipts.size()) {
      throw JsonRpc.unavailable("eth_getBlockReceipts", "left a receipt out", null);
    }
    int index = (int) place.transaction();
    ReceiptTrie trie = new ReceiptTrie(receipts, index);
    if (!Arrays.equals(trie.root(), receiptsRoot(rlp))) {
      throw JsonRpc.unavailable("eth_getBlockReceipts", "gave receipts of another block", null);
    }
    int log = EvmNode.read("eth_getBlockReceipts", described.get(index), r -> log(r, place.log()));
    return new EvmEvidence(chainId, contract, rlp, index, trie.path(), log);
  }

  /** The place among the transaction's logs, from that among the block's. */
  private static int log(Json receipt, long wanted) {
    List<Json> logs = receipt.member("logs").list();
    for (int i = 0; i < logs.size(); i++) {
      if (Quantities.number(logs.get(i).member("logIndex")) == wanted) {
        return i;
      }
    }
    throw new dev.vitrine.ledger.json.JsonException("a log is missing");
  }

  private static byte[] receiptsRoot(byte[] rlp) {
    try {
      return BlockHeader.read(rlp).receiptsRoot();
    } catch (MalformedEvidenceException e) {
      throw JsonRpc.unavailable("eth_getBlockByHash", "gave a header that is none", e);
    }
  }
}
