package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorException.Kind;
import dev.vitrine.ledger.json.Json;
import dev.vitrine.ledger.transport.Transport;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Puts the contract on a chain and allows a key to post for a log. The deploying key becomes the
 * contract's owner.
 */
public final class EvmDeployment {
  /** Gas the transaction that makes the contract may use; measured: 893,552. */
  private static final long DEPLOY_GAS = 1_500_000;

  private static final long ALLOW_GAS = 100_000;
  private static final byte[] ALLOW = Abi.selector("allowPoster(bytes32,address)");
  private static final Duration STEP = Duration.ofMillis(200);

  private final EvmNode node;
  private final EvmKey key;
  private final long chainId;
  private final FeeMarket market;
  private final Duration patience;
  private final InstantSource clock;

  /**
   * A deployment.
   *
   * @param rpc the node's address for JSON-RPC over HTTP
   * @param key becomes the owner, and pays
   * @param maxFee the most a unit of gas may cost, in wei
   * @param patience how long to wait for each transaction to get into a block
   */
  public EvmDeployment(
      Transport transport,
      URI rpc,
      EvmKey key,
      BigInteger maxFee,
      Duration patience,
      InstantSource clock) {
    this.node = new EvmNode(new JsonRpc(transport, rpc));
    this.key = key;
    this.chainId = node.chainId();
    this.market = new FeeMarket(node, maxFee);
    this.patience = patience;
    this.clock = clock;
  }

  /** The chain the node is on. */
  public long chainId() {
    return chainId;
  }

  /**
   * Makes the contract. Calling again makes another.
   *
   * @throws AnchorException UNAVAILABLE or REJECTED
   */
  public Made deploy() {
    long nonce = node.nonce(key.address(), EvmNode.PENDING);
    long gas = send(nonce, DEPLOY_GAS, null, ContractCode.creation());
    EvmAddress made = key.address().contract(nonce);
    new AnchorContract(node, made).check();
    return new Made(made, gas);
  }

  /**
   * Lets an account post for a log; returns the gas it took.
   *
   * @param origin the log's origin line
   */
  public long allow(EvmAddress contract, String origin, EvmAddress poster) {
    byte[] call = Abi.call(ALLOW, EvmAnchorId.origin(origin), Abi.word(poster));
    return send(node.nonce(key.address(), EvmNode.PENDING), ALLOW_GAS, contract, call);
  }

  private long send(
      long nonce, long gas, @org.jspecify.annotations.Nullable EvmAddress to, byte[] data) {
    EvmTransaction.Signed signed =
        new EvmTransaction(chainId, nonce, market.now(), gas, to, data).sign(key);
    try {
      node.send(signed);
    } catch (RpcException e) {
      throw new AnchorException(
          Kind.REJECTED, "the EVM node did not take the transaction: " + e.getMessage(), e);
    }
    Json receipt = await(signed.hash());
    if (EvmNode.read("eth_getTransactionReceipt", receipt.member("status"), Quantities::number)
        != 1) {
      throw new AnchorException(Kind.REJECTED, "the transaction failed: is the key the owner?");
    }
    return EvmNode.read("eth_getTransactionReceipt", receipt.member("gasUsed"), Quantities::number);
  }

  private Json await(byte[] hash) {
    var end = clock.instant().plus(patience);
    while (clock.instant().isBefore(end)) {
      Json receipt = node.receipt(hash);
      if (!receipt.isNothing()) {
        return receipt;
      }
      try {
        Thread.sleep(STEP.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AnchorException(Kind.UNAVAILABLE, "interrupted", e);
      }
    }
    throw new AnchorException(
        Kind.UNAVAILABLE,
        "not in a block within "
            + patience.toSeconds()
            + " s: transaction "
            + Quantities.data(hash));
  }

  /**
   * A contract that was made.
   *
   * @param contract its address
   * @param gas what making it took
   */
  public record Made(EvmAddress contract, long gas) {}
}
