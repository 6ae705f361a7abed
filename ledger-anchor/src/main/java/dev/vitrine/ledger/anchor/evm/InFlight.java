package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The key's transactions that are in no block yet. Known from sending them, or, after a restart,
 * from the node's pending block. Forgetting one is harmless: the contract takes no checkpoint
 * twice. Not safe between threads.
 */
final class InFlight {
  private final EvmNode node;
  private final EvmAddress account;
  private final EvmAddress contract;
  private final InstantSource clock;
  private final TreeMap<Long, Sent> byNonce = new TreeMap<>();
  private long mined;
  private long pooled;

  InFlight(EvmNode node, EvmAddress account, EvmAddress contract, InstantSource clock) {
    this.node = node;
    this.account = account;
    this.contract = contract;
    this.clock = clock;
  }

  /** Asks the node again: what got into a block or out of the pool is forgotten. */
  void refresh() {
    mined = node.nonce(account, EvmNode.LATEST);
    pooled = Math.max(mined, node.nonce(account, EvmNode.PENDING));
    byNonce.headMap(mined).clear();
    byNonce.tailMap(pooled).clear();
    if (byNonce.size() < pooled - mined) {
      Json pending = node.block(EvmNode.PENDING, true);
      if (!pending.isNothing()) {
        EvmNode.read("eth_getBlockByNumber", pending, this::learn).forEach(this::remember);
      }
    }
  }

  /** Whether each transaction in the pool is known: only then it is clear what comes next. */
  boolean isComplete() {
    return byNonce.size() == pooled - mined;
  }

  /** The nonce of the next transaction. */
  long nextNonce() {
    return pooled;
  }

  /** The newest, if there is any. */
  Optional<Sent> newest() {
    return Optional.ofNullable(byNonce.lastEntry()).map(java.util.Map.Entry::getValue);
  }

  /** The one that anchors this. */
  Optional<Sent> find(EvmAnchorId id) {
    return byNonce.values().stream().filter(sent -> sent.call().anchors(id)).findFirst();
  }

  /** Whether this is the one all others wait for. */
  boolean isFirst(Sent sent) {
    return sent.nonce() == mined;
  }

  /** Notes a transaction before it is sent, since the answer may be lost. */
  void remember(Sent sent) {
    byNonce.put(sent.nonce(), sent);
  }

  /** Takes a note back: the node said that it did not take the transaction. */
  void forget(Sent sent) {
    byNonce.remove(sent.nonce(), sent);
  }

  private List<Sent> learn(Json block) {
    List<Sent> found = new ArrayList<>();
    for (Json transaction : block.member("transactions").list()) {
      Json to = transaction.member("to");
      if (to.isNothing()
          || !isAddress(transaction.member("from"), account)
          || !isAddress(to, contract)
          || !transaction.member("type").equals(new Json.Text("0x2"))) {
        continue;
      }
      long nonce = Quantities.number(transaction.member("nonce"));
      EvmTransaction.Fees fees =
          new EvmTransaction.Fees(
              Quantities.integer(transaction.member("maxPriorityFeePerGas")),
              Quantities.integer(transaction.member("maxFeePerGas")));
      AnchorCall.read(Quantities.data(transaction.member("input")))
          .filter(call -> nonce >= mined && nonce < pooled && !byNonce.containsKey(nonce))
          .ifPresent(call -> found.add(new Sent(nonce, call, fees, clock.instant())));
    }
    return found;
  }

  private static boolean isAddress(Json value, EvmAddress address) {
    return new EvmAddress(Quantities.data(value, EvmAddress.LENGTH)).equals(address);
  }

  /**
   * A transaction that was sent.
   *
   * @param nonce its place among the account's
   * @param call what it anchors
   * @param fees what it offers
   * @param at when it was sent, or first seen
   */
  record Sent(long nonce, AnchorCall call, EvmTransaction.Fees fees, Instant at) {}
}
