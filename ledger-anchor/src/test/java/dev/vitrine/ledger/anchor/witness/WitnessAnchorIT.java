package dev.vitrine.ledger.anchor.witness;

import dev.vitrine.ledger.anchor.Anchor;
import dev.vitrine.ledger.anchor.AnchorTck;
import dev.vitrine.ledger.anchor.InMemoryAnchorMemory;
import dev.vitrine.ledger.checkpoint.NoteVerifier;
import dev.vitrine.ledger.transport.HttpTransport;
import dev.vitrine.ledger.witness.CosignatureCollector;
import dev.vitrine.ledger.witness.CosigningWatcher;
import dev.vitrine.ledger.witness.LogPolicy;
import dev.vitrine.ledger.witness.Quorum;
import dev.vitrine.ledger.witness.WitnessHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The kit over two real witnesses, each behind HTTP. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields up
class WitnessAnchorIT extends AnchorTck {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private List<WitnessHttp> witnesses;
  private Anchor anchor;

  @BeforeEach
  void start() throws IOException {
    LogPolicy log = LogPolicy.of(logKey());
    witnesses = List.of(new WitnessHttp("w1", log), new WitnessHttp("w2", log));
    Quorum quorum =
        new Quorum.Group(2, witnesses.stream().<Quorum>map(WitnessHttp::member).toList());
    anchor = anchor(logKey(), quorum, threads, this::extension);
  }

  @AfterEach
  void stop() {
    witnesses.forEach(WitnessHttp::close);
    threads.shutdownNow();
  }

  @Override
  protected Anchor anchor() {
    return anchor;
  }

  @Override
  protected void settle() {}

  static WitnessAnchor anchor(
      NoteVerifier log, Quorum quorum, ExecutorService threads, WitnessAnchor.Proofs proofs) {
    return new WitnessAnchor(
        "peers",
        new CosignatureCollector(
            LogPolicy.of(log, quorum),
            List.of(log),
            new HttpTransport(Duration.ofSeconds(5), 1 << 16),
            threads,
            Duration.ofSeconds(5),
            CosigningWatcher.NONE),
        proofs,
        quorum,
        new InMemoryAnchorMemory());
  }
}
