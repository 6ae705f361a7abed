package dev.vitrine.ledger.log;

class InMemoryLogStorageTest extends LogStorageTck {
  private final LogStorage storage = new InMemoryLogStorage();

  @Override
  protected LogStorage storage() {
    return storage;
  }

  @Override
  protected int mostFaults() {
    return 6;
  }
}
