package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Verifies that a contract on a chain took a checkpoint in, from evidence alone. Guarantees: the
 * block with this hash holds an event of the pinned contract with this log, size and root. That the
 * block is final on the chain is for {@link TrustedBlocks} to say; that the contract is
 * VitrineAnchor, for whoever pins its address. The time is the block maker's.
 *
 * <p>Steps, in order: {@value #FORM}, {@value #CHAIN}, {@value #RECEIPT}, {@value #EVENT}, {@value
 * #BLOCK}. The last is CANNOT TELL if the block is not trusted; all before it has been checked
 * then.
 */
public final class EvmEvidenceVerifier {
  /** The step: the evidence is well-formed. */
  public static final String FORM = "evm-form";

  /** The step: it is of the pinned chain and contract. */
  public static final String CHAIN = "evm-chain";

  /** The step: a receipt of success is in the block, by the root in the block's header. */
  public static final String RECEIPT = "evm-receipt";

  /** The step: the receipt holds the contract's event for this log, size and root. */
  public static final String EVENT = "evm-event";

  /** The step: the block is a trusted one. */
  public static final String BLOCK = "evm-block";

  private final long chainId;
  private final EvmAddress contract;
  private final TrustedBlocks trusted;

  /** For one contract on one chain. */
  public EvmEvidenceVerifier(long chainId, EvmAddress contract, TrustedBlocks trusted) {
    this.chainId = chainId;
    this.contract = contract;
    this.trusted = trusted;
  }

  /**
   * Verifies.
   *
   * @return the steps that passed
   * @throws RefusedException at the step that fails
   */
  public List<Step> verify(AnchorEvidence evidence, Checkpoint checkpoint) throws RefusedException {
    List<Step> passed = new ArrayList<>();
    String step = FORM;
    try {
      EvmEvidence parts = EvmEvidence.read(evidence);
      BlockHeader header = BlockHeader.read(parts.header());
      passed.add(new Step(step, "an event of block " + header.number()));

      step = CHAIN;
      if (parts.chainId() != chainId || !parts.contract().equals(contract)) {
        throw RefusedException.cannotTell(
            step, "of another contract: " + parts.contract() + " on chain " + parts.chainId());
      }
      passed.add(new Step(step, "contract " + contract + " on chain " + chainId));

      step = RECEIPT;
      Receipt receipt =
          Receipt.read(ReceiptProof.follow(header.receiptsRoot(), parts.index(), parts.nodes()));
      if (!receipt.succeeded()) {
        throw RefusedException.invalid(step, "the transaction failed");
      }
      passed.add(new Step(step, "transaction " + parts.index() + " of the block succeeded"));

      step = EVENT;
      passed.add(event(receipt, parts.log(), checkpoint));

      step = BLOCK;
      passed.add(block(header));
      return passed;
    } catch (MalformedEvidenceException e) {
      throw RefusedException.invalid(step, e.getMessage());
    }
  }

  private Step event(Receipt receipt, int place, Checkpoint checkpoint) throws RefusedException {
    if (place >= receipt.logs().size()) {
      throw RefusedException.invalid(EVENT, "the transaction has no event " + place);
    }
    Receipt.Log log = receipt.logs().get(place);
    if (!log.address().equals(contract)) {
      throw RefusedException.invalid(EVENT, "the event is of " + log.address());
    }
    AnchoredEvent event =
        AnchoredEvent.read(log.topics(), log.data())
            .orElseThrow(() -> RefusedException.invalid(EVENT, "the event anchors nothing"));
    if (!checkpoint.extensions().isEmpty() || !EvmAnchorId.of(checkpoint).isFor(event)) {
      throw RefusedException.invalid(EVENT, "the event anchors another checkpoint");
    }
    return new Step(EVENT, "epoch " + event.epoch() + " of this log is this checkpoint");
  }

  private Step block(BlockHeader header) throws RefusedException {
    String name = "block " + header.number() + " " + HexFormat.of().formatHex(header.hash());
    try {
      if (!trusted.contains(header.hash(), header.number())) {
        throw RefusedException.cannotTell(BLOCK, name + " is not among the trusted ones");
      }
    } catch (AnchorException e) {
      throw RefusedException.cannotTell(BLOCK, e.getMessage());
    }
    return new Step(BLOCK, name + " of " + Instant.ofEpochSecond(header.time()));
  }
}
