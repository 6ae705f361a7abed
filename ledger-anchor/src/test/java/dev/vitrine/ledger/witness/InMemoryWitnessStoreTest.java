package dev.vitrine.ledger.witness;

class InMemoryWitnessStoreTest extends WitnessStoreTck {
  private final WitnessStore store = new InMemoryWitnessStore();

  @Override
  protected WitnessStore store() {
    return store;
  }
}
