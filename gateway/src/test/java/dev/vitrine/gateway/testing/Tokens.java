package dev.vitrine.gateway.testing;

import dev.vitrine.gateway.embedded.EmbeddedIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Tokens of the tested gateway's own issuer. */
public final class Tokens {

  // a system property, because Quarkus loads test classes more than once
  private static final String FOLDER = "vitrine.test.issuer";

  private Tokens() {}

  /** Tokens from now on are of the issuer in that folder. */
  public static void use(Path issuerFolder) {
    System.setProperty(FOLDER, issuerFolder.toString());
  }

  /** A token valid for ten minutes. */
  public static String of(String role, String party) {
    return sign(Set.of(role), Optional.of(party), Optional.empty(), Clock.systemUTC());
  }

  /** A token for a purpose of use, as {@code TREAT}. */
  public static String of(String role, String party, String purpose) {
    return sign(Set.of(role), Optional.of(party), Optional.of(purpose), Clock.systemUTC());
  }

  /** A token that names no party. */
  public static String withoutParty(String role) {
    return sign(Set.of(role), Optional.empty(), Optional.empty(), Clock.systemUTC());
  }

  /** A token that was valid an hour ago. */
  public static String expired(String role, String party) {
    return sign(
        Set.of(role),
        Optional.of(party),
        Optional.empty(),
        Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
  }

  private static String sign(
      Set<String> roles, Optional<String> party, Optional<String> purpose, Clock clock) {
    try {
      return EmbeddedIssuer.open(Path.of(System.getProperty(FOLDER)), clock)
          .token("test", roles, party, purpose, Optional.empty(), Duration.ofMinutes(10));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
