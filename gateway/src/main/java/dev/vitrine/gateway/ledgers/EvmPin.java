package dev.vitrine.gateway.ledgers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.evm.EvmAddress;
import dev.vitrine.ledger.anchor.evm.EvmEvidenceVerifier;
import dev.vitrine.ledger.anchor.evm.TrustedBlocks;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A contract on an EVM chain. Which blocks are final on the chain can't be told offline: whoever
 * verifies takes their hashes from a node or explorer it trusts.
 *
 * @param chainId the chain's id
 * @param contract the contract's address
 * @param blocks hashes of blocks that are known to be final, 32 bytes each in lower-case hex
 */
public record EvmPin(String name, long chainId, EvmAddress contract, List<String> blocks)
    implements LedgerPin {
  /** The most blocks. */
  public static final int MAX_BLOCKS = 1024;

  /** Checks the ranges and copies the list. */
  public EvmPin {
    LedgerPin.requireName(name);
    blocks = List.copyOf(blocks);
    if (chainId < 1) {
      throw new IllegalArgumentException("chainId: above zero");
    }
    if (blocks.size() > MAX_BLOCKS || !blocks.stream().allMatch(EvmPin::isHash)) {
      throw new IllegalArgumentException(
          "blocks: at most " + MAX_BLOCKS + ", each 32 bytes as lower-case hex");
    }
  }

  /** The same, with these blocks trusted too. */
  public EvmPin trusting(List<String> more) {
    return new EvmPin(
        name, chainId, contract, Stream.concat(blocks.stream(), more.stream()).toList());
  }

  @Override
  public String kind() {
    return "evm";
  }

  @Override
  public String timeStep() {
    return EvmEvidenceVerifier.BLOCK;
  }

  @Override
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    TrustedBlocks trusted =
        TrustedBlocks.of(blocks.stream().map(HexFormat.of()::parseHex).toList());
    return new EvmEvidenceVerifier(chainId, contract, trusted).verify(evidence, checkpoint);
  }

  @Override
  public void write(ObjectNode into) {
    into.put("chainId", chainId);
    into.put("contract", contract.toString());
    ArrayNode list = into.putArray("blocks");
    blocks.forEach(list::add);
  }

  private static boolean isHash(String text) {
    return text.matches("[0-9a-f]{64}");
  }
}
