package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.Anchor;
import dev.vitrine.ledger.anchor.AnchorEvidence;
import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorException.Kind;
import dev.vitrine.ledger.anchor.AnchorId;
import dev.vitrine.ledger.anchor.AnchorStatus;
import dev.vitrine.ledger.checkpoint.Checkpoint;
import dev.vitrine.ledger.checkpoint.SignedCheckpoint;
import dev.vitrine.ledger.transport.Transport;
import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Anchors checkpoints in the contract {@code VitrineAnchor} on an Ethereum-like chain, through one
 * node.
 *
 * <p>Keeps nothing that a restart would miss: what is anchored, the contract says; what is under
 * way, the node's pool. The contract takes each size of a log once and only after the head before
 * it, so that whatever goes wrong here, nothing is anchored twice or out of order; the worst is the
 * gas of a transaction that fails.
 *
 * <p>A node is believed about the chain: one that lies can delay anchors and feign them towards
 * this log, but can't make evidence that verifies against an honest list of blocks.
 *
 * <p>{@link #status} also raises the fee of a transaction that waits too long. REORGED means: in
 * the chain no more, or never was, and not in the pool either.
 */
public final class EvmAnchor implements Anchor {
  private final String name;
  private final EvmNode node;
  private final EvmSettings settings;
  private final EvmChainView chain;
  private final AnchorContract contract;
  private final EvidenceMaker evidence;
  private final EvmEvidenceVerifier verifier;
  private final Poster poster;

  /**
   * An anchor.
   *
   * @param name as in {@link Anchor#name}
   * @param transport reads answers of a few megabytes: all receipts of a block come in one
   * @param rpc the node's address for JSON-RPC over HTTP; may hold an access token, is never shown
   * @param key pays, and must be allowed to post for the log
   * @param settings which chain and contract, and what may be spent
   * @param trusted for {@link #verify} only
   * @param clock tells how long a transaction has waited
   */
  public EvmAnchor(
      String name,
      Transport transport,
      URI rpc,
      EvmKey key,
      EvmSettings settings,
      TrustedBlocks trusted,
      InstantSource clock) {
    this.name = name;
    this.node = new EvmNode(new JsonRpc(transport, rpc));
    this.settings = settings;
    this.chain = new EvmChainView(node, settings.chainId(), settings.confirmations());
    this.contract = new AnchorContract(node, settings.contract());
    this.evidence = new EvidenceMaker(node, settings.chainId(), settings.contract());
    this.verifier = new EvmEvidenceVerifier(settings.chainId(), settings.contract(), trusted);
    this.poster = new Poster(node, contract, key, settings, clock);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public AnchorId submit(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    if (!checkpoint.extensions().isEmpty()) {
      throw new AnchorException(
          Kind.REJECTED, "the contract holds no extension lines of a checkpoint");
    }
    EvmAnchorId id = EvmAnchorId.of(checkpoint);
    chain.checkChain(Kind.REJECTED);
    contract.check();
    if (contract.find(id).isEmpty()) {
      poster.post(id);
    }
    return id.id();
  }

  @Override
  public AnchorStatus status(AnchorId text) {
    EvmAnchorId id = EvmAnchorId.parse(text);
    chain.checkChain(Kind.UNAVAILABLE);
    Optional<AnchorContract.Place> place = contract.find(id);
    if (place.isPresent()) {
      return chain.isFinal(place.get().blockNumber()) ? AnchorStatus.FINAL : AnchorStatus.INCLUDED;
    }
    return poster.isUnderWay(id) ? AnchorStatus.PENDING : AnchorStatus.REORGED;
  }

  @Override
  public AnchorEvidence evidence(AnchorId text) {
    EvmAnchorId id = EvmAnchorId.parse(text);
    chain.checkChain(Kind.UNAVAILABLE);
    return contract
        .find(id)
        .map(place -> evidence.of(place).encode())
        .orElseThrow(
            () -> new AnchorException(Kind.NOT_INCLUDED, "not in a block: " + text.text()));
  }

  @Override
  public List<Step> verify(AnchorEvidence proof, Checkpoint checkpoint) throws RefusedException {
    return verifier.verify(proof, checkpoint);
  }

  @Override
  public String toString() {
    return "EvmAnchor["
        + name
        + ", "
        + settings.contract()
        + " on chain "
        + settings.chainId()
        + "]";
  }
}
