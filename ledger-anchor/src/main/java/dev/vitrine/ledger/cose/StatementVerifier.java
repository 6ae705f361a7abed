package dev.vitrine.ledger.cose;

import dev.vitrine.proofs.verdict.RefusedException;
import dev.vitrine.proofs.verdict.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies signed statements (RFC 9943 §6) offline: that their issuer is known and signed them.
 *
 * <p>Guarantees who said it, not that it is true, nor that it is in any log. Of a statement with
 * certificates it is checked that they lead to a root that is trusted for this very issuer; an
 * identifier such as {@code did:x509} is a name like any other here, and is not resolved.
 *
 * <p>Steps, in order: {@value #HEADERS}, {@value #ISSUER}, {@value #KEY}, {@value #SIGNATURE}.
 */
public final class StatementVerifier {
  /** The step: the protected header says what it must, and nothing that is not understood. */
  public static final String HEADERS = "statement-headers";

  /** The step: the issuer is known. */
  public static final String ISSUER = "statement-issuer";

  /** The step: a key may sign for the issuer. */
  public static final String KEY = "statement-key";

  /** The step: that key signed the statement. */
  public static final String SIGNATURE = "statement-signature";

  private final List<StatementIssuer> issuers;

  /** Believes these issuers. */
  public StatementVerifier(List<StatementIssuer> issuers) {
    this.issuers = List.copyOf(issuers);
  }

  /**
   * Checks a statement.
   *
   * @param detached the payload, if the statement does not carry it
   * @param at when certificates must have been valid
   * @param passed is told each step as it passes
   * @throws RefusedException at the step that fails
   */
  public void verify(
      SignedStatement statement, Optional<byte[]> detached, Instant at, Consumer<Step> passed)
      throws RefusedException {
    CoseSign1 message = statement.message();
    message.requireUnderstood(HEADERS);
    if (statement.subject().isEmpty()) {
      throw RefusedException.invalid(
          HEADERS, "the protected header names no subject (CWT claim 2)");
    }
    CoseAlgorithm algorithm = message.algorithm(HEADERS);
    byte[] payload = payload(message, detached);
    passed.accept(new Step(HEADERS, algorithm + ", about " + statement.subject().get()));
    StatementIssuer issuer = issuer(statement.issuer());
    passed.accept(new Step(ISSUER, issuer.name()));
    List<CoseKey> keys = keys(message, issuer, algorithm, at);
    passed.accept(new Step(KEY, keys.size() == 1 ? keys.get(0).toString() : keys.size() + " keys"));
    if (keys.stream().noneMatch(key -> message.signedBy(key, algorithm, payload))) {
      throw RefusedException.invalid(SIGNATURE, "the signature is not by a key of the issuer");
    }
    passed.accept(new Step(SIGNATURE, algorithm.toString()));
  }

  private static byte[] payload(CoseSign1 message, Optional<byte[]> detached)
      throws RefusedException {
    if (message.payload().isPresent() && detached.isPresent()) {
      throw RefusedException.invalid(HEADERS, "the payload is in the statement and beside it");
    }
    Optional<byte[]> payload = message.payload().or(() -> detached);
    if (payload.isEmpty()) {
      throw RefusedException.cannotTell(HEADERS, "the statement's payload is detached");
    }
    return payload.get();
  }

  private StatementIssuer issuer(String name) throws RefusedException {
    return issuers.stream()
        .filter(issuer -> issuer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> RefusedException.cannotTell(ISSUER, "nothing is known of " + name));
  }

  /** The keys that may have signed; the key id is a hint and decides nothing. */
  private static List<CoseKey> keys(
      CoseSign1 message, StatementIssuer issuer, CoseAlgorithm algorithm, Instant at)
      throws RefusedException {
    Optional<X509Chain> chain;
    List<CoseKey> keys;
    try {
      chain = X509Chain.of(message.protectedHeader());
      keys = chain.map(it -> List.of(it.key())).orElse(issuer.keys());
    } catch (MalformedCoseException e) {
      throw RefusedException.invalid(KEY, e.getMessage());
    }
    // a key that is trusted itself needs no certificates
    if (chain.isPresent() && !issuer.keys().containsAll(keys)) {
      if (issuer.roots().isEmpty()) {
        throw RefusedException.cannotTell(KEY, "no root is trusted for " + issuer.name());
      }
      chain.get().verify(issuer.roots(), at, KEY);
    }
    List<CoseKey> fitting = keys.stream().filter(key -> key.fits(algorithm)).toList();
    if (fitting.isEmpty()) {
      throw RefusedException.invalid(KEY, "no key of the issuer signs by " + algorithm);
    }
    return fitting;
  }
}
