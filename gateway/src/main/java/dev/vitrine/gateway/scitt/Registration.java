package dev.vitrine.gateway.scitt;

import dev.vitrine.gateway.audit.LogReceipts;
import dev.vitrine.gateway.audit.Publisher;
import dev.vitrine.gateway.errors.GatewayException;
import dev.vitrine.gateway.store.StatementStore;
import dev.vitrine.ledger.LedgerException;
import dev.vitrine.ledger.cose.CoseSign1;
import dev.vitrine.ledger.cose.SignedStatement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Registers signed statements and gives receipts for them. Calls block. */
@Singleton
class Registration {
  /** How long a caller waits for the receipt before it is sent to fetch it. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final StatementStore statements;
  private final Publisher publisher;
  private final LogReceipts receipts;
  private final Clock clock;

  Registration(StatementStore statements, Publisher publisher, LogReceipts receipts, Clock clock) {
    this.statements = statements;
    this.publisher = publisher;
    this.receipts = receipts;
    this.clock = clock;
  }

  /**
   * Logs a statement, once, and waits a little for its receipt.
   *
   * @return the receipt; none if no checkpoint covers the statement yet
   */
  Optional<CoseSign1> register(SignedStatement statement, String party) {
    StatementStore.Stored stored;
    try {
      stored = statements.register(statement, party, clock.instant());
    } catch (LedgerException e) {
      throw new GatewayException.Unavailable("The log can't be written; try again.", e);
    }
    try {
      publisher.awaitPublished(stored.logIndex(), PATIENCE);
    } catch (GatewayException.Unavailable e) {
      // it is registered and durable; what is missing is the checkpoint
      io.quarkus.logging.Log.debug("a statement waits for its checkpoint", e);
      return Optional.empty();
    }
    return Optional.of(receipt(stored));
  }

  /**
   * The receipt of a registered statement, under the newest checkpoint.
   *
   * @return none if no checkpoint covers it yet
   * @throws GatewayException.NotFound if no such statement is registered
   */
  Optional<CoseSign1> resolve(byte[] digest) {
    StatementStore.Stored stored =
        statements
            .find(digest)
            .orElseThrow(
                () -> new GatewayException.NotFound("No statement with this id is registered."));
    return stored.logIndex() < publisher.size() ? Optional.of(receipt(stored)) : Optional.empty();
  }

  private CoseSign1 receipt(StatementStore.Stored stored) {
    SignedStatement statement = SignedStatement.parse(stored.bytes());
    return receipts.inclusion(
        statement.entry(), stored.logIndex(), statement.subject().orElseThrow());
  }
}
