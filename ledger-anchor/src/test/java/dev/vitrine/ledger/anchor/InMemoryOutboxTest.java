package dev.vitrine.ledger.anchor;

class InMemoryOutboxTest extends OutboxTck {
  private final Outbox outbox = new InMemoryOutbox();

  @Override
  protected Outbox outbox() {
    return outbox;
  }
}
