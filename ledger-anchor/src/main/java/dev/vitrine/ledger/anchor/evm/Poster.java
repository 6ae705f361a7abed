package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.AnchorException;
import dev.vitrine.ledger.anchor.AnchorException.Kind;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Sends transactions, one after the other, and raises the fee of one that waits too long. Safe
 * between threads of one process; two processes with one key only make each other wait.
 */
final class Poster {
  private final EvmNode node;
  private final AnchorContract contract;
  private final EvmKey key;
  private final EvmSettings settings;
  private final InstantSource clock;
  private final FeeMarket market;
  private final InFlight inFlight;

  Poster(
      EvmNode node,
      AnchorContract contract,
      EvmKey key,
      EvmSettings settings,
      InstantSource clock) {
    this.node = node;
    this.contract = contract;
    this.key = key;
    this.settings = settings;
    this.clock = clock;
    this.market = new FeeMarket(node, settings.maxFee());
    this.inFlight = new InFlight(node, key.address(), settings.contract(), clock);
  }

  /**
   * Sees to it that a transaction for this is in the pool; none is sent if there is one already.
   *
   * @throws AnchorException UNAVAILABLE or REJECTED
   */
  synchronized void post(EvmAnchorId id) {
    inFlight.refresh();
    if (inFlight.find(id).isPresent()) {
      return;
    }
    if (!inFlight.isComplete()) {
      throw new AnchorException(
          Kind.UNAVAILABLE,
          "a transaction of "
              + key.address()
              + " is under way that the node does not show, or is no anchor: wait until it is in a"
              + " block");
    }
    Optional<InFlight.Sent> newest = inFlight.newest();
    AnchorContract.Head head =
        newest
            .map(sent -> AnchorContract.Head.after(sent.call()))
            .orElseGet(() -> contract.head(id.origin()));
    if (!head.admits(id.size())) {
      throw new AnchorException(
          Kind.REJECTED,
          "the ledger holds a checkpoint of size "
              + head.size()
              + " and not this one of size "
              + id.size()
              + (head.size() == id.size() ? ": the log has forked" : ""));
    }
    AnchorCall call = head.next(id);
    if (newest.isEmpty()) {
      contract.rehearse(key.address(), call);
    }
    send(new InFlight.Sent(inFlight.nextNonce(), call, market.now(), clock.instant()));
  }

  /** Whether a transaction for this is in the pool. Raises its fee if it has waited too long. */
  synchronized boolean isUnderWay(EvmAnchorId id) {
    inFlight.refresh();
    Optional<InFlight.Sent> found = inFlight.find(id);
    found.filter(this::isStuck).ifPresent(this::raise);
    // what the node does not show may be it
    return found.isPresent() || !inFlight.isComplete();
  }

  private boolean isStuck(InFlight.Sent sent) {
    return inFlight.isFirst(sent) && sent.at().plus(settings.patience()).isBefore(clock.instant());
  }

  private void raise(InFlight.Sent sent) {
    try {
      market
          .raised(sent.fees())
          .ifPresent(
              fees -> send(new InFlight.Sent(sent.nonce(), sent.call(), fees, clock.instant())));
    } catch (AnchorException e) {
      // what is in the pool stays there: it waits as long again, then this is tried again
      inFlight.remember(new InFlight.Sent(sent.nonce(), sent.call(), sent.fees(), clock.instant()));
    }
  }

  private void send(InFlight.Sent sent) {
    EvmTransaction transaction =
        new EvmTransaction(
            settings.chainId(),
            sent.nonce(),
            sent.fees(),
            AnchorContract.GAS_LIMIT,
            settings.contract(),
            sent.call().data());
    checkBalance(sent);
    inFlight.remember(sent);
    try {
      node.send(transaction.sign(key));
    } catch (RpcException e) {
      if (e.says("already known") || e.says("already imported")) {
        return;
      }
      inFlight.forget(sent);
      throw new AnchorException(
          Kind.UNAVAILABLE, "the EVM node did not take the transaction: " + e.getMessage(), e);
    }
  }

  private void checkBalance(InFlight.Sent sent) {
    BigInteger needed = sent.fees().max().multiply(BigInteger.valueOf(AnchorContract.GAS_LIMIT));
    BigInteger balance = node.balance(key.address());
    if (balance.compareTo(needed) < 0) {
      throw new AnchorException(
          Kind.REJECTED,
          key.address() + " has " + balance + " wei, an anchor may take " + needed + ": fund it");
    }
  }
}
