package dev.vitrine.gateway.scitt;

import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.ledger.cose.SignedStatement;
import dev.vitrine.ledger.cose.StatementVerifier;
import dev.vitrine.proofs.verdict.RefusedException;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Which signed statements are registered: those of issuers in {@code scitt-issuers.json}, that name
 * a subject, carry their payload and are signed by a key of that issuer, or by one whose
 * certificates lead to a root of that issuer and are valid now. Without the file none is. What a
 * statement says is not looked at. Read at start: a change takes a restart.
 */
@Startup
@Singleton
class RegistrationPolicy {
  private final StatementVerifier verifier;
  private final Clock clock;

  RegistrationPolicy(VitrineConfig config, Clock clock) {
    this.clock = clock;
    Path file = config.data().resolve(IssuersFile.NAME);
    try {
      this.verifier =
          new StatementVerifier(Files.exists(file) ? IssuersFile.read(file) : List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("the issuers of signed statements can't be read", e);
    }
  }

  /**
   * Refuses a statement that is not registered.
   *
   * @throws RefusedException at the step that fails
   */
  void require(SignedStatement statement) throws RefusedException {
    verifier.verify(statement, Optional.empty(), clock.instant(), step -> {});
  }
}
