package dev.vitrine.gateway.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.vitrine.ledger.anchor.AnchorMemory;
import dev.vitrine.ledger.anchor.AnchorMemoryTck;
import dev.vitrine.ledger.anchor.Outbox;
import dev.vitrine.ledger.anchor.OutboxTck;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anchoring keeps in PostgreSQL holds its contracts there. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class PgAnchoringIT {
  private static StoreOnPostgres postgres;

  private Database first;
  private Database second;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    postgres = new StoreOnPostgres(folder);
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void connect() {
    first = postgres.connect();
    second = postgres.connect();
    StoreOnPostgres.empty(first, "anchor_ledger, anchoring, anchor_memory");
  }

  @AfterEach
  void disconnect() {
    first.pool().close().await().indefinitely();
    second.pool().close().await().indefinitely();
  }

  @Nested
  class AnOutbox extends OutboxTck {
    @Override
    protected Outbox outbox() {
      return new PgOutbox(first);
    }

    @Override
    protected Outbox reopened() {
      return new PgOutbox(second);
    }
  }

  @Nested
  class AMemory extends AnchorMemoryTck {
    @Override
    protected AnchorMemory memory() {
      return new PgAnchorMemory(first, "ledger.example");
    }
  }

  @Test
  void memoriesOfLedgersAreKeptApart() {
    var id = new dev.vitrine.ledger.anchor.AnchorId("0xabc");
    byte[] value = {1};
    assertTrue(new PgAnchorMemory(first, "a").replace(id, java.util.Optional.empty(), value));
    assertTrue(new PgAnchorMemory(second, "b").read(id).isEmpty());
    assertTrue(new PgAnchorMemory(second, "a").read(id).isPresent());
  }

  @Test
  void aLedgerIsClaimedByOneAtATime() throws Exception {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    LedgerClaims ours = new LedgerClaims(first);
    LedgerClaims theirs = new LedgerClaims(second);
    assertTrue(ours.claim("a", one, Duration.ofHours(1)));
    assertFalse(theirs.claim("a", two, Duration.ofHours(1)));
    assertTrue(theirs.claim("b", two, Duration.ofHours(1)), "another ledger is free");
    assertTrue(ours.claim("a", one, Duration.ofMillis(1)), "who has it keeps it");
    Thread.sleep(50);
    assertTrue(theirs.claim("a", two, Duration.ofHours(1)), "the time is over");
    assertFalse(ours.claim("a", one, Duration.ofHours(1)));
    ours.release("a", one);
    assertFalse(ours.claim("a", one, Duration.ofHours(1)), "only who has it gives it back");
    theirs.release("a", two);
    assertTrue(ours.claim("a", one, Duration.ofHours(1)));
  }
}
