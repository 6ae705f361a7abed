package dev.vitrine.gateway.identity;

import dev.vitrine.gateway.errors.GatewayException;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who calls, as the verified token says it.
 *
 * @param subject the token's {@code sub}: an account, not a person's name
 * @param party the organisation it acts for (GLN or organisation id); empty when the token has none
 *     or one that is not well-formed
 * @param roles its realm roles
 * @param purpose why it asks; empty when the token says none that is known
 * @param scopes SMART and OAuth scopes
 */
public record Caller(
    String subject,
    Optional<String> party,
    Set<String> roles,
    Optional<Purpose> purpose,
    Set<String> scopes) {

  private static final Pattern PARTY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._/-]{0,127}");
  private static final Pattern SPACES = Pattern.compile(" +");

  public Caller {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  /**
   * Reads the caller from the identity that Quarkus verified, for REST and gRPC alike.
   *
   * @throws GatewayException.Unauthenticated when there is no token
   */
  public static Caller from(SecurityIdentity identity) {
    if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
      throw new GatewayException.Unauthenticated("A bearer token is needed.");
    }
    String subject = token.getSubject() == null ? "" : token.getSubject();
    return new Caller(
        subject,
        text(token, "party").filter(party -> PARTY.matcher(party).matches()),
        identity.getRoles(),
        text(token, "purpose_of_use").flatMap(Purpose::of),
        text(token, "scope").map(Caller::words).orElse(Set.of()));
  }

  /**
   * The party, for what only a party may do.
   *
   * @throws GatewayException.Forbidden when the token names none
   */
  public String requireParty() {
    return party.orElseThrow(
        () ->
            new GatewayException.Forbidden(
                "The token names no party: its claim \"party\" must hold a GLN or organisation"
                    + " id."));
  }

  public boolean has(String role) {
    return roles.contains(role);
  }

  private static Optional<String> text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    if (value instanceof String text) {
      return Optional.of(text);
    }
    if (value instanceof jakarta.json.JsonString text) {
      return Optional.of(text.getString());
    }
    return Optional.empty();
  }

  private static Set<String> words(String text) {
    return Set.of(
        SPACES
            .splitAsStream(text.strip())
            .filter(word -> !word.isEmpty())
            .distinct()
            .toArray(String[]::new));
  }
}
