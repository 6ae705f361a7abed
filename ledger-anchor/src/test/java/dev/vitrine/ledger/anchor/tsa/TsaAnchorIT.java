package dev.vitrine.ledger.anchor.tsa;

import dev.vitrine.ledger.anchor.Anchor;
import dev.vitrine.ledger.anchor.AnchorTck;
import dev.vitrine.ledger.anchor.InMemoryAnchorMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The kit over OpenSSL's time-stamping authority. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TsaAnchorIT extends AnchorTck {
  private OpenSslTsa tsa;
  private Anchor anchor;

  @BeforeAll
  void startAuthority(@TempDir Path folder) throws IOException {
    tsa = OpenSslTsa.start(folder);
  }

  @AfterAll
  void stopAuthority() {
    tsa.close();
  }

  @BeforeEach
  void newAnchor() {
    TimeStampClient client = tsa.client(tsa.trust(), Optional.empty());
    anchor =
        new TsaAnchor(
            "openssl", client, TimeStampHash.SHA256, tsa.trust(), new InMemoryAnchorMemory());
  }

  @Override
  protected Anchor anchor() {
    return anchor;
  }

  @Override
  protected void settle() {}
}
