package dev.vitrine.ledger.anchor;

class InMemoryAnchorMemoryTest extends AnchorMemoryTck {
  private final AnchorMemory memory = new InMemoryAnchorMemory();

  @Override
  protected AnchorMemory memory() {
    return memory;
  }
}
