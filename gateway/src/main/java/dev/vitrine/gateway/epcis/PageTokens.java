package dev.vitrine.gateway.epcis;

import dev.vitrine.adapters.gs1.query.Ordering;
import dev.vitrine.gateway.VitrineConfig;
import dev.vitrine.gateway.identity.Caller;
import dev.vitrine.gateway.keys.Keys;
import dev.vitrine.gateway.keys.MasterKey;
import dev.vitrine.proofs.encoding.CborException;
import dev.vitrine.proofs.encoding.CborReader;
import dev.vitrine.proofs.encoding.CborWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Page tokens: sealed, since they say by what the last event was ordered; bound to the caller, what
 * was asked and what for; good for a while.
 */
@ApplicationScoped
class PageTokens {
  private static final String USE = "epcis-page-token";
  private static final int MAX_CHARS = 8192;
  private static final int MAX_KEY = 4096;

  private final MasterKey key;
  private final Clock clock;
  private final SecureRandom random;
  private final Duration lifetime;

  @Inject
  PageTokens(Keys keys, Clock clock, SecureRandom random, VitrineConfig config) {
    this(keys.master(), clock, random, config.epcis().pageTokenLifetime());
  }

  PageTokens(MasterKey key, Clock clock, SecureRandom random, Duration lifetime) {
    this.key = key;
    this.clock = clock;
    this.random = random;
    this.lifetime = lifetime;
  }

  /** A token, and until when it holds. */
  record Token(String text, Instant expires) {}

  /**
   * A token for the page behind {@code position}.
   *
   * @param asked what was asked, in full; it must be asked again
   */
  Token issue(Caller caller, String asked, Position position) {
    Instant expires = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS);
    CborWriter out = new CborWriter().array(5).integer(expires.getEpochSecond());
    out.integer(position.ref());
    Ordering.Key last = position.key();
    out.integer(last == null ? -1 : last.kind());
    out.text(last == null ? "" : last.text());
    out.integer(position.remaining().orElse(-1));
    byte[] sealed = key.seal(USE, out.toBytes(), context(caller, asked), random);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(sealed), expires);
  }

  /**
   * Where that page begins.
   *
   * @throws EpcisRefusal if the token was not issued to this caller for this, or has expired
   */
  Position read(Caller caller, String asked, String token) {
    return position(caller, asked, token)
        .orElseThrow(
            () ->
                new EpcisRefusal(
                    EpcisRefusal.Kind.QUERY_PARAMETER,
                    "nextPageToken: it has expired or is not for this caller and this query; ask"
                        + " for the first page again."));
  }

  private Optional<Position> position(Caller caller, String asked, String token) {
    if (token.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      Optional<byte[]> plain =
          key.unseal(USE, Base64.getUrlDecoder().decode(token), context(caller, asked));
      if (plain.isEmpty()) {
        return Optional.empty();
      }
      CborReader in = new CborReader(plain.get());
      in.arrayOf(5);
      long expires = in.integer();
      long ref = in.integer();
      int kind = (int) in.integer();
      String last = in.text(MAX_KEY);
      long remaining = in.integer();
      in.end();
      if (clock.instant().getEpochSecond() >= expires) {
        return Optional.empty();
      }
      return Optional.of(
          new Position(
              ref,
              kind < 0 ? null : new Ordering.Key(kind, last),
              remaining < 0 ? OptionalLong.empty() : OptionalLong.of(remaining)));
    } catch (IllegalArgumentException | CborException e) {
      return Optional.empty();
    }
  }

  private static byte[] context(Caller caller, String asked) {
    return String.join(
            "\0",
            caller.subject(),
            caller.party().orElse(""),
            String.join(",", new TreeSet<>(caller.roles())),
            caller.purpose().map(Enum::name).orElse(""),
            asked)
        .getBytes(StandardCharsets.UTF_8);
  }
}
