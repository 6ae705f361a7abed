package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What leads from an event of the contract to the hash of its block. In CBOR: {@code [1, chain id,
 * contract, header, index, [* node], log]}.
 *
 * @param chainId the chain it is from, as it says
 * @param contract the contract it is of, as it says
 * @param header the block's, in RLP; not copied
 * @param index of the transaction in its block
 * @param nodes of the trie of receipts, from the root; not copied
 * @param log the place of the event among the transaction's logs
 */
record EvmEvidence(
    long chainId, EvmAddress contract, byte[] header, long index, List<byte[]> nodes, int log) {
  /** What the bytes are. */
  static final String MEDIA_TYPE = "application/vnd.vitrine.evm-anchor+cbor";

  private static final int VERSION = 1;
  private static final int MAX_NODE = 1 << 18;
  private static final int MAX_INDEX = 1 << 24;

  /** The evidence as it is stored. */
  AnchorEvidence encode() {
    CborWriter out = new CborWriter().array(7).integer(VERSION).integer(chainId);
    out.bytes(contract.bytes()).bytes(header).integer(index).array(nodes.size());
    nodes.forEach(out::bytes);
    return new AnchorEvidence(MEDIA_TYPE, out.integer(log).toBytes());
  }

  /** Reads evidence; nothing in it is verified. */
  static EvmEvidence read(AnchorEvidence evidence) throws MalformedEvidenceException {
    if (!evidence.mediaType().equals(MEDIA_TYPE)) {
      throw new MalformedEvidenceException("not of the type " + MEDIA_TYPE);
    }
    CborReader in = new CborReader(evidence.bytes());
    try {
      in.arrayOf(7);
      if (in.unsigned(VERSION) != VERSION) {
        throw new MalformedEvidenceException("of another version");
      }
      long chainId = in.unsigned(Long.MAX_VALUE);
      EvmAddress contract = new EvmAddress(in.exactly(EvmAddress.LENGTH));
      byte[] header = in.bytes(BlockHeader.MAX_BYTES);
      long index = in.unsigned(MAX_INDEX);
      int count = in.array(ReceiptProof.MAX_NODES);
      List<byte[]> nodes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        nodes.add(in.bytes(MAX_NODE));
      }
      int log = (int) in.unsigned(MAX_INDEX);
      in.end();
      return new EvmEvidence(chainId, contract, header, index, List.copyOf(nodes), log);
    } catch (CborException e) {
      throw new MalformedEvidenceException("CBOR: " + e.getMessage());
    }
  }
}
