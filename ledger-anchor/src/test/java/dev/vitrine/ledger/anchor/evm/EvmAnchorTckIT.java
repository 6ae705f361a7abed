package dev.vitrine.ledger.anchor.evm;

import dev.vitrine.ledger.anchor.Anchor;
import dev.vitrine.ledger.anchor.AnchorTck;
import org.junit.jupiter.api.AfterEach;

/** The kit, over a contract on a real node. */
class EvmAnchorTckIT extends AnchorTck {
  private final Testnet net = new Testnet();
  private final EvmAnchor anchor = net.anchor();

  @Override
  protected Anchor anchor() {
    return anchor;
  }

  @Override
  protected void settle() {
    net.settle();
  }

  @Override
  protected boolean reorganise() {
    net.anvil.mine(1);
    net.anvil.reorganise(1);
    return true;
  }

  @AfterEach
  void close() {
    net.close();
  }
}
